<?php
/**
 * Where WordPress meets the shortcode.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Identity\Visitor_Data;
use Throwable;
use WP_Post;
use WP_Query;
use WP_Term;

/**
 * Takes the shortcode out of what is shown, and decides whose word it is.
 *
 * The post that is the page, and what administrators alone edit, is heard as it is stored. What is met here besides is
 * somebody's text.
 */
final class Shortcode {

	/** Filters that make the text of a post: a shortcode that they meet is that post's word. */
	private const POST_FILTERS = [ 'the_content', 'the_excerpt', 'get_the_excerpt', 'woocommerce_short_description' ];

	/** Filters of widgets and menus, whose own override was heard: a shortcode that they meet is somebody's whom they list. */
	private const SITE_FILTERS = [ 'widget_text', 'widget_text_content', 'widget_block_content', 'widget_custom_html_content', 'wp_nav_menu_items', 'wp_nav_menu', 'render_block_core/navigation' ];

	/** Filters that make what anybody may write: comments, forums (bbPress 2.6, BuddyPress 8 and the forums that it had before), profiles. */
	private const PUBLIC_FILTERS = [ 'comment_text', 'get_comment_text', 'comment_excerpt', 'bbp_get_topic_content', 'bbp_get_reply_content', 'bp_get_activity_content_body', 'bp_get_the_topic_post_content', 'get_the_author_description', 'the_author_description', 'term_description' ];

	/**
	 * Takes the shortcodes out of the text of a post: before wptexturize(), and before WordPress's own expression, which costs
	 * the square of their number.
	 *
	 * Their word is not heard: the page's own is known already.
	 *
	 * @param string $text Content with a shortcode.
	 */
	public static function take_out( string $text ): string {
		return Override_Parser::take_out( $text )['rest'];
	}

	/**
	 * Callback for `strip_shortcodes_tagnames`, by which WordPress makes excerpts with its own expression: take_out() does so
	 * afterwards, since what is left goes through `the_content` (wp_trim_excerpt(), 6.8 to 7.1).
	 *
	 * @param mixed $names Names of shortcodes that are taken out.
	 * @return mixed The same without ours, while an excerpt is made.
	 */
	public static function keep_for_reader( mixed $names ): mixed {
		return is_array( $names ) && doing_filter( 'get_the_excerpt' ) ? array_filter( $names, static fn( mixed $name ): bool => Override_Parser::SHORTCODE !== $name ) : $names;
	}

	/**
	 * Takes the shortcodes out of a menu, and hears what its items themselves say:
	 * without a label, an item shows a post's title, which is its author's.
	 *
	 * @param string $html The menu, with a shortcode.
	 * @param mixed  $args What wp_nav_menu() was given.
	 */
	public static function hear_menu( string $html, mixed $args ): string {
		return self::take_out( $html ) . self::heard(
			static function () use ( $args ): string {
				$menu    = is_object( $args ) ? $args->menu ?? null : null;
				$items   = is_int( $menu ) || is_string( $menu ) || $menu instanceof WP_Term ? wp_get_nav_menu_items( $menu ) : [];
				$carried = '';
				foreach ( is_array( $items ) ? $items : [] as $item ) {
					$carried .= $item instanceof WP_Post ? Page::hear_stored( "$item->post_title $item->post_content $item->post_excerpt" ) : '';
				}
				return $carried;
			}
		);
	}

	/**
	 * Hears; where other plugins' code throws, "no" may have been said.
	 *
	 * @param callable(): string $hear Returns what the page has to carry.
	 */
	private static function heard( callable $hear ): string {
		try {
			return $hear();
		} catch ( Throwable $failure ) {
			Decision::report( $failure );
			return Page::hear( new Override( false ), Page::FROM_SOMEBODY );
		}
	}

	/**
	 * Takes the shortcodes out of a navigation block, and hears what its blocks say.
	 *
	 * @param string $html  The menu, with a shortcode.
	 * @param mixed  $block The block, as it was parsed.
	 */
	public static function hear_navigation( string $html, mixed $block ): string {
		return self::take_out( $html ) . self::heard(
			static function () use ( $block ): string {
				$block   = is_array( $block ) ? $block : [];
				$carried = '';
				foreach ( Post_Override::texts_in( self::blocks_of_navigation( $block ) ) as $text ) {
					$carried .= Page::hear_stored( $text );
				}
				foreach ( Post_Override::texts_in( $block['innerBlocks'] ?? [] ) as $text ) {
					$carried .= Page::hear( self::word_of_somebody( Override_Parser::parse( $text ) ), Page::FROM_SOMEBODY );
				}
				return $carried;
			}
		);
	}

	/**
	 * Returns the blocks of a navigation that administrators alone edit: those in a post of their own, and those that take the
	 * place of none (WP_Navigation_Block_Renderer, 6.8 to 7.1). What stands in the navigation itself is the word of the text
	 * around it. To hear each navigation as it is made costs more than all else.
	 *
	 * @param array<mixed> $block The navigation's block.
	 */
	private static function blocks_of_navigation( array $block ): mixed {
		$attributes = (array) ( $block['attrs'] ?? [] );
		$post_id    = Visitor_Data::id( $attributes['navigationMenuId'] ?? $attributes['ref'] ?? 0 );
		if ( $post_id > 0 ) {
			$post = get_post( $post_id );
			return $post instanceof WP_Post && 'wp_navigation' === $post->post_type ? parse_blocks( $post->post_content ) : [];
		}
		return [] === ( $block['innerBlocks'] ?? [] ) && function_exists( 'block_core_navigation_get_fallback_blocks' ) ? block_core_navigation_get_fallback_blocks() : [];
	}

	/**
	 * Takes the shortcodes out of a block where WordPress runs none, as in a theme's patterns and in the template parts
	 * of a classic theme, and hears them.
	 *
	 * @param string $html The block, with a shortcode.
	 */
	public static function hear_block( string $html ): string {
		return ! self::is_page() || self::is_running( [ ...self::POST_FILTERS, ...self::SITE_FILTERS ] )
			? $html
			: self::take_out( $html ) . Page::hear( self::word_of_somebody( Override_Parser::parse( $html ) ), Page::FROM_SOMEBODY );
	}

	/**
	 * Callback for the shortcode.
	 *
	 * By now the word of a place with an owner was heard. This may be anybody's: a
	 * comment, a name, what a visitor looked for.
	 *
	 * @param mixed $attributes Its attributes by name; a string if there are none.
	 * @param mixed $content    What stands between it and its end, if it has one.
	 * @return string What the page shows in its place: nothing that anybody sees.
	 */
	public static function run( mixed $attributes = [], mixed $content = null ): string {
		[ 'override' => $override, 'rest' => $rest ] = Override_Parser::take_apart( $attributes, $content );

		return $rest . self::heard(
			static fn(): string => match ( true ) {
				! self::is_page() || self::is_running( [ ...self::PUBLIC_FILTERS, ...self::SITE_FILTERS ] ) => '',
				self::is_running( self::POST_FILTERS ) => Page::hear( self::word_of_post( self::word_of_somebody( $override ) ), Page::FROM_BUILDER ),
				default => Page::hear( self::word_of_somebody( $override ), Page::FROM_SOMEBODY ),
			}
		);
	}

	/**
	 * Determines whether a page is being made, and not an answer of REST, a feed or the
	 * admin.
	 */
	private static function is_page(): bool {
		return did_action( 'template_redirect' ) > 0 && ! is_feed() && ! is_admin();
	}

	/**
	 * Determines whether one of these filters is running.
	 *
	 * @param list<string> $filters Names of filters.
	 */
	private static function is_running( array $filters ): bool {
		foreach ( $filters as $filter ) {
			if ( doing_filter( $filter ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the word of the post that is the page: a page builder may make its text
	 * only now.
	 *
	 * @param Override $override What it says.
	 */
	private static function word_of_post( Override $override ): Override {
		$post = get_post();
		return $post instanceof WP_Post && is_singular() && get_queried_object_id() === $post->ID && ! post_password_required( $post )
			? Post_Override::by_author( $override, $post, $post->post_type )
			: new Override();
	}

	/**
	 * Returns what counts of a text whose author is not known: "no", and the template
	 * as an author might have written it.
	 *
	 * @param Override $override What it says.
	 */
	private static function word_of_somebody( Override $override ): Override {
		return self::is_of_listed_post() ? new Override() : new Override(
			false === $override->enabled ? false : null,
			null === $override->template ? null : Author_Template::restrict( $override->template )
		);
	}

	/**
	 * Determines whether a text is that of a listed post.
	 */
	private static function is_of_listed_post(): bool {
		global $wp_query;
		// A block theme's template is made before the head, and its loops put back the post that was there.
		$is_loop = did_action( 'wp_head' )
			? in_the_loop() && ! did_action( 'get_footer' )
			: $wp_query instanceof WP_Query && get_the_ID() !== ( $wp_query->post->ID ?? false );
		return $is_loop && get_the_ID() !== get_queried_object_id();
	}
}
