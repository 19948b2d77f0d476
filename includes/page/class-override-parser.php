<?php
/**
 * The one reader of the shortcode [known_visitor].
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Settings\Settings;

/**
 * Reads overrides out of text:
 *
 *     [known_visitor enabled="no"]
 *     [known_visitor]Question about my order: {page_link}[/known_visitor]
 *
 * The cost of WordPress's own expression grows with the square of their number (get_shortcode_regex(), 6.8 to 7.1). Here
 * each character is looked at a fixed number of times, and nothing recurses.
 *
 * @phpstan-type Tag array{start: int, end: int, closes: bool, closed: bool, escaped: bool, attributes: string}
 */
final class Override_Parser {

	/** The shortcode's name. */
	public const SHORTCODE = 'known_visitor';

	/** How the shortcode begins: text without it need not be read. */
	public const START = '[' . self::SHORTCODE;

	/** Shortcodes in one text that count. */
	public const MAX_SHORTCODES = 20;

	/** Tags that are looked at: those of all shortcodes that count, and some that belong to none. */
	private const MAX_TAGS = 3 * self::MAX_SHORTCODES;

	/** A tag, of a beginning or of an end. Attributes hold no bracket, as everywhere in WordPress. */
	private const TAG = '#\[(/?)' . self::SHORTCODE . '(?![\w-])([^\]]*+)\]#';

	/** Bytes between the shortcode and its end beyond which no template of allowed length can stand there. */
	private const MAX_CONTENT_BYTES = 65536;

	/** Bytes of attributes that are looked at. */
	private const MAX_ATTRIBUTE_BYTES = 1000;

	/**
	 * `enabled` and its value, with what editors and WordPress make of quotes and blanks. It looks at bytes, since the end of the
	 * text may be half a character.
	 */
	private const ENABLED = '/(?:^|[^\w-])enabled(?:[^\w&<=-]|&#?\w+;|<[^>]*>)*+=(?:\\\\u0022|[^\w&<-]|&#?\w+;|<[^>]*>)*+(no|false|off|0|yes|true|on|1)(?![\w-])/i';

	/**
	 * Returns what a text says. The last shortcode wins, each for what it says.
	 *
	 * @param string $text Content as it is stored, or as it was made into HTML.
	 */
	public static function parse( string $text ): Override {
		return self::take_out( $text )['override'];
	}

	/**
	 * Returns what a text says, and the text without the shortcodes.
	 *
	 * `[[known_visitor]]` is text: its inner brackets become entities, since WordPress
	 * may look again.
	 *
	 * @param string $text Content as it is stored, or as it was made into HTML.
	 * @return array{override: Override, rest: string}
	 */
	public static function take_out( string $text ): array {
		$override = new Override();
		$rest     = '';
		$copied   = 0;
		$count    = 0;
		$open     = null;

		foreach ( self::tags( $text ) as $tag ) {
			if ( null !== $open && ! $tag['closes'] ) {
				// It has no end: only its attributes count, and the text behind it stays.
				$override = $override->then( self::read( $open['attributes'] ) );
				$rest    .= substr( $text, $copied, $open['start'] - $copied );
				$copied   = $open['end'];
				$open     = null;
				++$count;
			}
			if ( $count >= self::MAX_SHORTCODES ) {
				break;
			}
			if ( ! $tag['closes'] && ! $tag['closed'] && ! self::is_quoted( $tag, $tag, $text ) ) {
				$open = $tag;
				continue;
			}
			$first = $open ?? $tag;
			$open  = null;
			if ( $tag['closes'] && $first === $tag ) {
				// The end of nothing, which WordPress shows, too.
				continue;
			}
			if ( self::is_quoted( $first, $tag, $text ) ) {
				$rest  .= substr( $text, $copied, $first['start'] - 1 - $copied );
				$rest  .= strtr( substr( $text, $first['start'], $tag['end'] - $first['start'] ), [ '[' => '&#91;' ] );
				$copied = $tag['end'] + 1;
				continue;
			}
			$content  = $first === $tag ? '' : substr( $text, $first['end'], $tag['start'] - $first['end'] );
			$override = $override->then( self::read( $first['attributes'], $content ) );
			$rest    .= substr( $text, $copied, $first['start'] - $copied );
			$copied   = $tag['end'];
			++$count;
		}
		if ( null !== $open ) {
			$override = $override->then( self::read( $open['attributes'] ) );
			$rest    .= substr( $text, $copied, $open['start'] - $copied );
			$copied   = $open['end'];
		}
		return [
			'override' => $override,
			'rest'     => $rest . self::without_tags( substr( $text, $copied ) ),
		];
	}

	/**
	 * Returns what a shortcode says, as WordPress hands it to its callback, and the text to show. What stands between may hold
	 * more: WordPress takes the end of a later one for that of one without.
	 *
	 * @param mixed $attributes Attributes by name; a string if there are none.
	 * @param mixed $content    What stands between the shortcode and its end.
	 * @return array{override: Override, rest: string}
	 */
	public static function take_apart( mixed $attributes, mixed $content ): array {
		$enabled = is_array( $attributes ) ? $attributes['enabled'] ?? '' : '';
		$tag     = self::START . ( is_string( $enabled ) ? ' enabled=' . strtr( $enabled, ']', ' ' ) : '' ) . ']';
		$end     = is_string( $content ) && '' !== $content ? $content . '[/' . self::SHORTCODE . ']' : '';
		return self::take_out( $tag . $end );
	}

	/**
	 * Returns what one shortcode says.
	 *
	 * @param string $attributes Its attributes, as typed.
	 * @param string $content    What stands between it and its end.
	 */
	private static function read( string $attributes, string $content = '' ): Override {
		$enabled = null;
		if ( 1 === preg_match( self::ENABLED, substr( $attributes, 0, self::MAX_ATTRIBUTE_BYTES ), $match ) ) {
			$enabled = in_array( strtolower( $match[1] ), [ 'yes', 'true', 'on', '1' ], true );
		}
		return new Override( $enabled, self::template( $content ) );
	}

	/**
	 * Finds the shortcodes' tags, as many as may count.
	 *
	 * @param string $text Any text.
	 * @return \Generator<array>
	 * @phpstan-return \Generator<int, Tag>
	 */
	private static function tags( string $text ): \Generator {
		$readable = substr( $text, 0, self::end_of_last_tag( $text ) );
		$offset   = 0;
		$left     = self::MAX_TAGS;

		while ( $left-- > 0 && 1 === preg_match( self::TAG, $readable, $match, PREG_OFFSET_CAPTURE, $offset ) ) {
			[ [ $whole, $start ], [ $slash ], [ $attributes ] ] = $match;

			$offset = $start + strlen( $whole );
			yield [
				'start'      => $start,
				'end'        => $offset,
				'closes'     => '/' === $slash,
				'closed'     => str_ends_with( $attributes, '/' ),
				'escaped'    => $start > 0 && '[' === $text[ $start - 1 ],
				'attributes' => rtrim( $attributes, '/' ),
			];
		}
	}

	/**
	 * Returns a text without the tags that do not count. A beginning that never ends
	 * stays, as text that WordPress does not search for an end.
	 *
	 * @param string $text Any text.
	 */
	private static function without_tags( string $text ): string {
		$end = self::end_of_last_tag( $text );
		return preg_replace( self::TAG, '', substr( $text, 0, $end ) ) . str_replace( self::START, '&#91;' . self::SHORTCODE, substr( $text, $end ) );
	}

	/**
	 * Returns the place behind the last bracket. To look beyond it for an end, from
	 * each beginning, would cost the square of their number.
	 *
	 * @param string $text Any text.
	 */
	private static function end_of_last_tag( string $text ): int {
		$last = strrpos( $text, ']' );
		return false === $last ? 0 : $last + 1;
	}

	/**
	 * Determines whether a shortcode stands in double brackets, and so is text.
	 *
	 * @param array  $first Its tag.
	 * @param array  $last  Its end; the same where it has none.
	 * @phpstan-param Tag $first
	 * @phpstan-param Tag $last
	 * @param string $text  The text in which they stand.
	 */
	private static function is_quoted( array $first, array $last, string $text ): bool {
		return $first['escaped'] && ']' === ( $text[ $last['end'] ] ?? '' );
	}

	/**
	 * Returns a template as its author typed it, without what editors and WordPress
	 * make of plain text.
	 *
	 * @param string $html What stands between the shortcode and its end.
	 * @return string|null Null if there is none, or one that is too long.
	 */
	private static function template( string $html ): ?string {
		// What is far too long is not read to be measured. For browsers `<` begins no tag in "I <3 you"; for strip_tags() it does.
		$html  = substr( $html, 0, self::MAX_CONTENT_BYTES );
		$html  = (string) preg_replace( [ '#<br\s{0,9}/?>(\r?\n)?#i', '#</p>#i', '#<(?![a-z/!?])#i' ], [ "\n", "\n\n", '&lt;' ], $html );
		$text  = html_entity_decode( strip_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- The cost of wp_strip_all_tags() grows with the square of the number of script elements that do not end.
		$lines = array_map( 'trim', explode( "\n", $text ) );
		$text  = trim( (string) preg_replace( '/\n{3,}/', "\n\n", implode( "\n", $lines ) ) );

		if ( '' === $text || 1 !== preg_match( '//u', $text ) ) {
			return null;
		}
		if ( mb_strlen( $text ) <= Settings::MAX_TEMPLATE_LENGTH ) {
			return $text;
		}
		_doing_it_wrong( '[known_visitor]', 'A first message has at most 4,000 characters. The page keeps the one of the site.', '0.1.0' );
		return null;
	}
}
