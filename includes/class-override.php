<?php
/**
 * The page's own override: the shortcode [known_visitor].
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Post;

/**
 * Reads what a page says about the identification of its visitors:
 *
 *     [known_visitor enabled="no"]
 *     [known_visitor]Question about my order: {page_link}[/known_visitor]
 *
 * The last shortcode on the page wins, each for what it says.
 */
final class Override {

	public const SHORTCODE = 'known_visitor';

	private const MAX_TEMPLATE_LENGTH = 4000;

	/**
	 * Whether the page identifies its visitor. Null: as the settings say.
	 *
	 * @var bool|null
	 */
	private static ?bool $enabled = null;

	/**
	 * The page's template of the first message. Null: the site's.
	 *
	 * @var string|null
	 */
	private static ?string $template = null;

	/**
	 * Runs when WordPress meets the shortcode. Prints nothing.
	 *
	 * @param array<mixed>|string $attributes Its attributes; a string if there are none.
	 * @param string|null         $content    What stands between it and its end.
	 * @return string What the page shows in its place.
	 */
	public static function read_shortcode( array|string $attributes, ?string $content = null ): string {
		$content ??= '';
		self::read_attributes( is_array( $attributes ) ? $attributes : [] );

		// WordPress takes the end of a later shortcode for the end of this one.
		if ( str_contains( $content, '[' . self::SHORTCODE ) ) {
			return do_shortcode( $content . '[/' . self::SHORTCODE . ']' );
		}
		self::read_template( $content );
		return '';
	}

	/**
	 * Answers what the shortcodes said that have run so far.
	 *
	 * @return array{enabled: bool|null, template: string|null}
	 */
	public static function found(): array {
		return [
			'enabled'  => self::$enabled,
			'template' => self::$template,
		];
	}

	/**
	 * Reads the shortcodes of a post before WordPress renders it.
	 *
	 * @param WP_Post $post The post that is the page.
	 * @return array{enabled: bool|null, template: string|null}
	 */
	public static function of_post( WP_Post $post ): array {
		self::$enabled  = null;
		self::$template = null;
		if ( ! post_password_required( $post ) ) {
			$pattern = get_shortcode_regex( [ self::SHORTCODE ] );
			preg_match_all( "/$pattern/", $post->post_content, $matches, PREG_SET_ORDER );
			foreach ( $matches as [ , $escape, , $attributes, , $content ] ) {
				// `[[known_visitor]]` is text about the shortcode.
				if ( '[' !== $escape ) {
					self::read_shortcode( shortcode_parse_atts( $attributes ), $content );
				}
			}
		}
		return self::found();
	}

	/**
	 * Puts the site's template where the page's says `{default}`; `{{default}`
	 * is text, as in every template.
	 *
	 * @param string $template The page's template.
	 * @param string $default_template The site's template.
	 */
	public static function fill_default( string $template, string $default_template ): string {
		return implode( $default_template, (array) preg_split( '/(?<!\{)\{default\}/', $template ) );
	}

	/**
	 * Reads `enabled`.
	 *
	 * @param array<mixed> $attributes The shortcode's attributes.
	 */
	private static function read_attributes( array $attributes ): void {
		$enabled = $attributes['enabled'] ?? '';
		$enabled = is_string( $enabled ) ? strtolower( trim( $enabled ) ) : '';
		if ( in_array( $enabled, [ 'no', 'false', 'off', '0' ], true ) ) {
			self::$enabled = false;
		} elseif ( in_array( $enabled, [ 'yes', 'true', 'on', '1' ], true ) ) {
			self::$enabled = true;
		}
	}

	/**
	 * Reads the template as its author typed it: without the paragraphs, line
	 * breaks and entities that editors and WordPress make of plain text.
	 *
	 * @param string $html What stands between the shortcode and its end.
	 */
	private static function read_template( string $html ): void {
		$html     = (string) preg_replace( [ '#\s*<br\s*/?>\s*#i', '#\s*</p>\s*(<p[^>]*>)?\s*#i' ], [ "\n", "\n\n" ], $html );
		$text     = html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		$template = trim( (string) preg_replace( '/(\r?\n){3,}/', "\n\n", $text ) );
		if ( '' === $template ) {
			return;
		}
		if ( mb_strlen( $template ) > self::MAX_TEMPLATE_LENGTH ) {
			_doing_it_wrong( '[known_visitor]', 'A first message has at most 4,000 characters. The page keeps the one of the site.', '0.1.0' );
			return;
		}
		self::$template = $template;
	}
}
