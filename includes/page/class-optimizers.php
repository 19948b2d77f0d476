<?php
/**
 * Optimizers that want to be asked to leave us alone.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use FlyingPress\Config;
use Throwable;

/**
 * Keeps optimizers from combining, deferring or delaying our scripts, and caches from keeping the page of a visitor.
 *
 * Names are from the plugins' documentation and code, as of November 2026.
 */
final class Optimizers {

	/** What stands in each of our scripts, by which these plugins know them. */
	private const MARKER = 'known-visitor';

	/** Filters of lists of what is left alone, by the constant that tells that the plugin is active. */
	private const FILTERS = [
		'AUTOPTIMIZE_PLUGIN_VERSION'   => [ 'autoptimize_filter_js_exclude' ],
		'FLYING_PRESS_VERSION'         => [ 'flying_press_exclude_from_delay:js', 'flying_press_exclude_from_defer:js' ],
		'LSCWP_V'                      => [ 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc' ],
		'PERFMATTERS_VERSION'          => [ 'perfmatters_delay_js_exclusions', 'perfmatters_defer_js_exclusions' ],
		'SiteGround_Optimizer\VERSION' => [ 'sgo_javascript_combine_excluded_inline_content' ],
		'WP_ROCKET_VERSION'            => [ 'rocket_delay_js_exclusions', 'rocket_defer_inline_exclusions', 'rocket_excluded_inline_js_content' ],
	];

	/** The same of FlyingPress, which has no filter for them (4.15 to 5.5): keys of its configuration. */
	private const FLYING_PRESS_LISTS = [ 'js_defer_excludes', 'js_delay_all_excludes', 'js_delay_excludes' ];

	/** Attributes that one plugin looks for, by the constant that tells that it is active. */
	private const ATTRIBUTES = [
		'JETPACK_BOOST_VERSION' => [ 'data-jetpack-boost' => 'ignore' ],
		'LSCWP_V'               => [ 'data-no-optimize' => '1' ],
		'SWIFT_PERFORMANCE_DIR' => [ 'data-dont-merge' => '1' ],
		'WPO_VERSION'           => [ 'data-no-delay-js' => '1' ],
	];

	/**
	 * Caches that keep pages of signed-in visitors against constant and header, by role or by the name in the cookie:
	 * FlyingPress (4.15 to 5.5), Swift Performance. Each heeds a filter of its own.
	 */
	private const DEAF_CACHES = [
		'FLYING_PRESS_VERSION'  => 'flying_press_is_cacheable',
		'SWIFT_PERFORMANCE_DIR' => 'swift_performance_is_cacheable',
	];

	/**
	 * Asks those that are active. They look when the page is complete.
	 */
	public static function leave_us_alone(): void {
		if ( defined( 'FLYING_PRESS_VERSION' ) ) {
			self::enter_flying_press_lists();
		}
		foreach ( self::FILTERS as $constant => $filters ) {
			foreach ( defined( $constant ) ? $filters : [] as $filter ) {
				add_filter( $filter, [ self::class, 'add_marker' ] );
			}
		}
	}

	/**
	 * Returns the attributes that those which are active look for.
	 *
	 * @return array<string, string>
	 */
	public static function attributes(): array {
		$attributes = [];
		foreach ( self::ATTRIBUTES as $constant => $own ) {
			$attributes += defined( $constant ) ? $own : [];
		}
		return $attributes;
	}

	/**
	 * Puts comments around a script, where they are all that is heeded: Breeze combines and delays inline scripts
	 * whatever its lists say (2.2).
	 *
	 * @param string $element The script's element.
	 */
	public static function mark( string $element ): string {
		return defined( 'BREEZE_VERSION' ) ? "<!--noptimize-->$element<!--/noptimize-->\n" : $element;
	}

	/**
	 * Keeps the deaf caches from keeping this page.
	 */
	public static function forbid_caching(): void {
		foreach ( self::DEAF_CACHES as $constant => $filter ) {
			if ( defined( $constant ) ) {
				add_filter( $filter, '__return_false', PHP_INT_MAX );
			}
		}
	}

	/**
	 * Puts us on FlyingPress's lists, for this request.
	 */
	private static function enter_flying_press_lists(): void {
		try {
			$config = Config::$config;
			if ( ! is_array( $config ) ) {
				return;
			}
			foreach ( self::FLYING_PRESS_LISTS as $list ) {
				if ( is_array( $config[ $list ] ?? null ) ) {
					$config[ $list ] = self::add_marker( $config[ $list ] );
				}
			}
			Config::$config = $config;
		} catch ( Throwable ) {
			// Another version keeps them elsewhere.
			return;
		}
	}

	/**
	 * Callback for the filters.
	 *
	 * @param mixed $excluded A list, or text with commas.
	 * @return mixed The same with MARKER; unchanged if it is neither.
	 */
	public static function add_marker( mixed $excluded ): mixed {
		return match ( true ) {
			is_array( $excluded )  => [ ...array_values( $excluded ), self::MARKER ],
			is_string( $excluded ) => '' === trim( $excluded ) ? self::MARKER : "$excluded, " . self::MARKER,
			default                => $excluded,
		};
	}
}
