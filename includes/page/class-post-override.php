<?php
/**
 * What a post says about the page that shows it alone.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Identity\Visitor_Data;
use RuntimeException;
use Throwable;
use WP_Post;
use WP_User;

/**
 * Reads a post's override out of all that its author put into it: its content with all
 * its pages, its synced patterns, and what a page builder keeps in its meta.
 */
final class Post_Override {

	/**
	 * Post meta in which page builders keep a post's content, as text, JSON or an array, of any depth: Elementor, Beaver Builder
	 * (its documentation, 2.9), Bricks, Oxygen before and since 4.8.3 and 6, Breakdance, SiteOrigin, Brizy, Thrive. Where no
	 * documentation is named: seen in plugins that move or translate such pages (November 2026); Brizy's not even there.
	 */
	private const BUILDER_META = [
		'_elementor_data',
		'_fl_builder_data',
		'_bricks_page_content_2',
		'ct_builder_shortcodes',
		'ct_builder_json',
		'_ct_builder_shortcodes',
		'_ct_builder_json',
		'_oxygen_data',
		'_breakdance_data',
		'panels_data',
		'brizy-post-compiled-html',
		'tve_updated_post',
	];

	/** The block of a synced pattern, with its attributes, in which WordPress writes no `<` as it is: none goes on into the next block. */
	private const PATTERN_BLOCK = '~<!--\s+wp:block\s+(\{(?:[^}<]++|<(?!!--)|\}(?!\s+/?-->))*+\})\s+/?-->~';

	/** Synced patterns in a post that are read, those within others included: the last ones. */
	private const MAX_PATTERNS = 20;

	/** Bytes of a builder's post meta that is read. */
	private const MAX_META_BYTES = 2_000_000;

	/** Post meta of a post that somebody without `unfiltered_html` wrote. */
	private const RESTRICTED_META = '_known_visitor_restricted';

	/**
	 * Returns the post that a page is, if it can be one and the visitor may read it.
	 *
	 * @param mixed   $post_id ID of the post, if there is one.
	 * @param WP_User $user    The visitor.
	 * @throws RuntimeException If the database could not tell.
	 */
	public static function page( mixed $post_id, WP_User $user ): ?WP_Post {
		$failed = self::failures();
		$id     = Visitor_Data::id( $post_id );
		$post   = 0 === $id ? null : get_post( $id );
		if ( self::failures() !== $failed ) {
			throw new RuntimeException();
		}
		if ( ! $post instanceof WP_Post || ! is_post_type_viewable( $post->post_type ) ) {
			return null;
		}
		// Without a role, one lacks the capability to read even what is public.
		return is_post_publicly_viewable( $post ) || user_can( $user, 'read_post', $post->ID ) ? $post : null;
	}

	/**
	 * Returns what a post says.
	 *
	 * It counts if its author may edit posts, as those who write into a forum may not, and if the visitor needs no password for
	 * it. Where code of another plugin throws, or the database fails, it may have said "no".
	 *
	 * @param WP_Post $post The post that is the page, which the visitor may read.
	 */
	public static function of( WP_Post $post ): Override {
		return self::heard(
			static fn(): Override => self::said(
				// What a plugin made may have anything for its text.
				post_password_required( $post ) ? [] : [ ...self::builder_texts( $post ), ...self::pieces( (string) $post->post_content, $post ) ],
				$post->post_type
			)
		);
	}

	/**
	 * Returns what is heard, or "no".
	 *
	 * @param callable(): Override $hear Reads what is said.
	 */
	private static function heard( callable $hear ): Override {
		$failed = self::failures();
		try {
			$said = $hear();
			return self::failures() === $failed ? $said : new Override( false );
		} catch ( Throwable $failure ) {
			Decision::report( $failure );
			return new Override( false );
		}
	}

	/**
	 * Returns what texts say together: the last one wins.
	 *
	 * @param list<array{string, WP_Post|null}> $texts Each with the post whose text it is; null for administrators'.
	 * @param mixed                             $type  The type of the post.
	 */
	private static function said( array $texts, mixed $type ): Override {
		$said = new Override();
		foreach ( $texts as [ $text, $post ] ) {
			$override = Override_Parser::parse( $text );
			$said     = $said->then( null === $post ? $override : self::by_author( $override, $post, $type ) );
		}
		return $said;
	}

	/**
	 * Fetches what of() reads of several posts, in a few queries.
	 *
	 * @param array<int> $post_ids The posts.
	 */
	public static function prime( array $post_ids ): void {
		_prime_post_caches( $post_ids, false, true );
		$posts    = self::posts( $post_ids );
		$patterns = [];
		foreach ( $posts as $post ) {
			$ids      = array_unique( array_column( self::parts( $post->post_content, null ), 2 ) );
			$patterns = [ ...$patterns, ...array_slice( array_filter( $ids ), -self::MAX_PATTERNS ) ];
		}
		_prime_post_caches( $patterns, false, true );
		cache_users( array_map( static fn( WP_Post $post ): int => (int) $post->post_author, [ ...$posts, ...self::posts( $patterns ) ] ) );
	}

	/**
	 * Returns what a text says that administrators alone edit. Its synced patterns may
	 * be others'.
	 *
	 * @param string $text The text, as it is stored.
	 */
	public static function of_site( string $text ): Override {
		return self::heard( static fn(): Override => self::said( self::pieces( $text, null ), 'wp_block' ) );
	}

	/**
	 * Counts the queries that failed so far (wpdb of 6.8 to 7.1): to WordPress, what cannot be read is not there.
	 */
	private static function failures(): int {
		global $EZSQL_ERROR;
		return count( (array) $EZSQL_ERROR );
	}

	/**
	 * Returns an override as far as its author's word counts.
	 *
	 * @param Override $override What stands in a text.
	 * @param WP_Post  $post     The post whose text it is. One of nobody is of code, or an import.
	 * @param mixed    $type     The type of the page's post. Posts of nobody count only on a post or a page, which no
	 *                           visitor can write: forums keep what guests wrote like that, too.
	 */
	public static function by_author( Override $override, WP_Post $post, mixed $type ): Override {
		if ( $override->is_silent() ) {
			return $override;
		}
		$author = (int) $post->post_author;
		if ( 0 === $author ? ! in_array( $type, [ 'post', 'page' ], true ) : ! user_can( $author, 'edit_posts' ) ) {
			return new Override();
		}
		return null === $override->template || ( user_can( $author, 'unfiltered_html' ) && ! get_post_meta( $post->ID, self::RESTRICTED_META, true ) )
			? $override
			: new Override( $override->enabled, Author_Template::restrict( $override->template ) );
	}

	/**
	 * Callback for `wp_after_insert_post`: remembers of a post that speaks whether who wrote it may write everything. Its
	 * author need not have: others edit it, and it goes to somebody else when its author is deleted.
	 *
	 * @param mixed $id     ID of the post.
	 * @param mixed $post   The post.
	 * @param mixed $update Whether it was there before.
	 * @param mixed $before As it was before, if it was.
	 */
	public static function note_writer( mixed $id, mixed $post = null, mixed $update = null, mixed $before = null ): void {
		// An autosave is not shown to visitors. Nobody is signed in where code writes, or publishes what was scheduled.
		if ( ! $post instanceof WP_Post || 'revision' === $post->post_type || ! is_user_logged_in() ) {
			return;
		}
		if ( current_user_can( 'unfiltered_html' ) ) {
			// Who mends something else in the text need not have looked at what it says to the chat.
			if ( ! $before instanceof WP_Post || Override_Parser::parse( $before->post_content )->template !== Override_Parser::parse( $post->post_content )->template ) {
				delete_post_meta( $post->ID, self::RESTRICTED_META );
			}
		} elseif ( str_contains( $post->post_content, Override_Parser::START ) || [] !== self::builder_texts( $post ) ) {
			update_post_meta( $post->ID, self::RESTRICTED_META, 1 );
		}
	}

	/**
	 * Finds what has a shortcode, in a text and in its synced patterns, in the order in which a page shows it. A pattern
	 * is read once, where it stands last.
	 *
	 * @param string       $text The text, as it is stored.
	 * @param WP_Post|null $post Whose it is; null for administrators'.
	 * @return list<array{string, WP_Post|null}>
	 */
	private static function pieces( string $text, ?WP_Post $post ): array {
		$pieces = [];
		$unread = self::parts( $text, $post );
		$seen   = [ 0 => true ];
		while ( [] !== $unread ) {
			[ $part, $post, $id ] = array_pop( $unread );
			if ( str_contains( $part, Override_Parser::START ) ) {
				$pieces[] = [ $part, $post ];
			}
			$pattern = isset( $seen[ $id ] ) || count( $seen ) > self::MAX_PATTERNS ? null : get_post( $id );
			// As WordPress itself: render_block_core_block() shows no others.
			if ( $pattern instanceof WP_Post && 'wp_block' === $pattern->post_type && 'publish' === $pattern->post_status && '' === $pattern->post_password ) {
				array_push( $unread, ...self::parts( $pattern->post_content, $pattern ) );
			}
			$seen[ $id ] = true;
		}
		return array_reverse( $pieces );
	}

	/**
	 * Returns the posts that there are.
	 *
	 * @param array<int> $post_ids Their IDs.
	 * @return list<WP_Post>
	 */
	private static function posts( array $post_ids ): array {
		return array_values( array_filter( array_map( 'get_post', $post_ids ), static fn( mixed $post ): bool => $post instanceof WP_Post ) );
	}

	/**
	 * Takes a text apart where synced patterns stand in it.
	 *
	 * @param string       $text The text, as it is stored.
	 * @param WP_Post|null $post Whose it is; null for administrators'.
	 * @return list<array{string, WP_Post|null, int}> Texts, and each pattern's attributes with its ID.
	 */
	private static function parts( string $text, ?WP_Post $post ): array {
		$parts = preg_split( self::PATTERN_BLOCK, $text, -1, PREG_SPLIT_DELIM_CAPTURE );
		$found = [];
		foreach ( false === $parts ? [ $text ] : $parts as $index => $part ) {
			$attributes = 1 === $index % 2 ? json_decode( $part, true ) : null;
			$found[]    = [ $part, $post, is_array( $attributes ) ? Visitor_Data::id( $attributes['ref'] ?? null ) : 0 ];
		}
		return $found;
	}

	/**
	 * Finds the texts with a shortcode that a page builder keeps.
	 *
	 * @param WP_Post $post The post.
	 * @return list<array{string, WP_Post}>
	 */
	private static function builder_texts( WP_Post $post ): array {
		$all   = get_post_meta( (int) $post->ID );
		$texts = [];
		foreach ( array_intersect_key( is_array( $all ) ? $all : [], array_flip( self::BUILDER_META ) ) as $values ) {
			// As it is stored: serialized arrays hold their texts as they are.
			$stored = is_array( $values ) ? reset( $values ) : '';
			if ( is_string( $stored ) && str_contains( $stored, Override_Parser::START ) && strlen( $stored ) <= self::MAX_META_BYTES ) {
				foreach ( self::texts_in( maybe_unserialize( $stored ) ) as $text ) {
					$texts[] = [ $text, $post ];
				}
			}
		}
		return $texts;
	}

	/**
	 * Finds the texts with a shortcode in a value of any depth, without recursion. JSON may hold more of it, as Breakdance's does.
	 *
	 * @param mixed $value What a page builder stored, or blocks.
	 * @return list<string>
	 */
	public static function texts_in( mixed $value ): array {
		$texts  = [];
		$unread = [ $value ];
		while ( [] !== $unread ) {
			$part = array_pop( $unread );
			if ( is_string( $part ) && str_contains( $part, Override_Parser::START ) ) {
				$json = json_decode( $part, true );
				if ( ! is_array( $json ) ) {
					$texts[] = $part;
				}
				$part = $json;
			}
			if ( is_array( $part ) || is_object( $part ) ) {
				array_push( $unread, ...array_reverse( array_values( (array) $part ) ) );
			}
		}
		return $texts;
	}
}
