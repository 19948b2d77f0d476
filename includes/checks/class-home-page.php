<?php
/**
 * What stands on the home page.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Page\Page;
use KnownVisitor\Settings\Widget_Code;
use WP_HTML_Tag_Processor;

/**
 * Reads a page's HTML for the chat and for what the plugin put there. It keeps no hash,
 * mark or name.
 */
final class Home_Page {

	/**
	 * Holds what was read.
	 *
	 * @param list<string> $widgets    Addresses of the widgets' loaders, each once.
	 * @param bool         $has_loader Whether our script is there.
	 * @param bool         $has_data   Whether somebody's identity is there.
	 * @param bool         $is_mine    Whether that is the administrator's.
	 * @param bool         $is_late    Whether a widget stands before our script.
	 * @param bool         $is_hit     Whether a cache had it already.
	 */
	public function __construct(
		public readonly array $widgets,
		public readonly bool $has_loader,
		public readonly bool $has_data,
		public readonly bool $is_mine,
		public readonly bool $is_late,
		public readonly bool $is_hit
	) {}

	/**
	 * Reads a page.
	 *
	 * @param string $html   The page.
	 * @param string $mark   The administrator's mark; empty if there is none.
	 * @param bool   $is_hit Whether a cache had it already.
	 */
	public static function read( string $html, string $mark, bool $is_hit ): self {
		$widgets    = [];
		$has_loader = false;
		$has_data   = false;
		$is_late    = false;
		// By chance the mark may stand anywhere, but not like this, however broken the page.
		$is_mine = '' !== $mark && str_contains( $html, "\"mark\":\"$mark\"" );
		$tags    = new WP_HTML_Tag_Processor( $html );
		// It knows comments, and scripts that hold what looks like one.
		while ( $tags->next_tag( [ 'tag_name' => 'script' ] ) ) {
			$id         = $tags->get_attribute( 'id' );
			$has_loader = $has_loader || Page::LOADER_ID === $id;
			$has_data   = $has_data || Page::DATA_ID === $id;
			$is_mine    = $is_mine || ( Page::DATA_ID === $id && self::is_of( $mark, $tags->get_modifiable_text() ) );
			$found      = self::is_data( $tags->get_attribute( 'type' ) ) ? [] : Widget_Code::all_in( self::contents( $tags ) );
			$is_late    = $is_late || ( [] !== $found && ! $has_loader );
			$widgets    = [ ...$widgets, ...$found ];
		}
		return new self(
			widgets:    array_values( array_unique( $widgets ) ),
			has_loader: $has_loader,
			has_data:   $has_data,
			is_mine:    $is_mine,
			is_late:    $has_loader && $is_late,
			is_hit:     $is_hit
		);
	}

	/**
	 * Makes one of what was stored.
	 *
	 * @param mixed $stored Anything.
	 * @return self|null Null if it is nothing of the kind.
	 */
	public static function of_stored( mixed $stored ): ?self {
		if ( ! is_array( $stored ) || ! is_array( $stored['widgets'] ?? null ) ) {
			return null;
		}
		$is = static fn( string $name ): bool => true === ( $stored[ $name ] ?? null );
		return new self(
			widgets:    array_values( array_filter( $stored['widgets'], 'is_string' ) ),
			has_loader: $is( 'has_loader' ),
			has_data:   $is( 'has_data' ),
			is_mine:    $is( 'is_mine' ),
			is_late:    $is( 'is_late' ),
			is_hit:     $is( 'is_hit' )
		);
	}

	/**
	 * Determines whether an identity is somebody's, also where an optimizer wrote the
	 * JSON anew.
	 *
	 * @param string $mark The mark; empty for nobody's.
	 * @param string $json The page's data, or what a page was answered.
	 */
	public static function is_of( string $mark, string $json ): bool {
		$data = json_decode( $json, true );
		return '' !== $mark && is_array( $data ) && ( $data['mark'] ?? null ) === $mark;
	}

	/**
	 * Determines whether a script runs nothing: JSON, or a template.
	 *
	 * @param mixed $type Its attribute.
	 */
	private static function is_data( mixed $type ): bool {
		return is_string( $type ) && 1 === preg_match( '/json|template/i', $type );
	}

	/**
	 * Returns a script's text and attributes: optimizers keep addresses and whole
	 * scripts in attributes of their own until somebody moves.
	 *
	 * @param WP_HTML_Tag_Processor $tags At the script.
	 */
	private static function contents( WP_HTML_Tag_Processor $tags ): string {
		$contents = $tags->get_modifiable_text();
		foreach ( $tags->get_attribute_names_with_prefix( '' ) ?? [] as $name ) {
			$value = $tags->get_attribute( $name );
			if ( is_string( $value ) ) {
				$inline    = preg_match( '/^data:[^,]*;base64,/i', $value, $head ) > 0 ? base64_decode( substr( $value, strlen( $head[0] ) ), true ) : false; // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- So optimizers write inline scripts.
				$contents .= "\n" . ( false === $inline ? $value : $inline );
			}
		}
		return $contents;
	}
}
