<?php
/**
 * What the checks judge.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Page\Decision;
use KnownVisitor\Page\Post_Override;
use KnownVisitor\Page\Preview;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_Post;
use WP_User;

/**
 * Holds all that the checks look at, gathered once: so no two see different sites, and
 * tests can try every combination.
 *
 * @phpstan-import-type SiteSettings from Settings
 * @phpstan-import-type PathSettings from Settings
 * @phpstan-import-type Reason from Decision
 */
final class Situation {

	/**
	 * Holds what there is.
	 *
	 * @param bool         $is_enabled       Whether identification is on.
	 * @param list<string> $damaged          Settings that cannot be read.
	 * @param bool         $is_off_by_damage Whether that switched it off.
	 * @param string|null  $unconfirmed_host Host at which this looks like a copy, if it does.
	 * @param string       $secret_source    Where the secret comes from.
	 * @phpstan-param 'constant'|'environment'|'option'|'none' $secret_source
	 * @param string       $secret_strength  How good it is.
	 * @phpstan-param 'none'|'short'|'weak'|'strong' $secret_strength
	 * @param bool         $has_valid_hash   Whether a visitor gets a hash that the portal takes. Means nothing without
	 *                                       a usable secret, and on a copy.
	 * @param list<string> $roles            The chosen roles; empty for all.
	 * @param list<string> $lost_roles       Those that do not exist.
	 * @param array        $paths            The setting.
	 * @phpstan-param PathSettings $paths
	 * @param string       $delivery         The setting.
	 * @phpstan-param 'page'|'request' $delivery
	 * @param bool         $forgets          The setting `forget`.
	 * @param bool         $has_widget_code  Whether we print the widget.
	 * @param string|null  $reason           Why the current administrator is a guest on the home page; `nobody` if
	 *                                       nobody is signed in. Null: no guest.
	 * @phpstan-param Reason|'nobody'|null $reason
	 * @param Home|null    $home             The home page. Null: it was not asked.
	 */
	public function __construct(
		public readonly bool $is_enabled,
		public readonly array $damaged,
		public readonly bool $is_off_by_damage,
		public readonly ?string $unconfirmed_host,
		public readonly string $secret_source,
		public readonly string $secret_strength,
		public readonly bool $has_valid_hash,
		public readonly array $roles,
		public readonly array $lost_roles,
		public readonly array $paths,
		public readonly string $delivery,
		public readonly bool $forgets,
		public readonly bool $has_widget_code,
		public readonly ?string $reason,
		public readonly ?Home $home = null
	) {}

	/**
	 * Looks at the site as it is now, as the current user.
	 *
	 * @param bool $is_fresh    Whether to ask the home page, which takes seconds; else its last answer counts.
	 * @param bool $is_thorough Whether to look for caches there however long that takes.
	 */
	public static function now( bool $is_fresh = false, bool $is_thorough = false ): self {
		$settings = Settings::all();
		$damaged  = Settings::damaged();
		$decisive = array_intersect( Settings::DECISIVE, $damaged );
		$host     = Site::unconfirmed_host();
		$strength = self::strength();
		$reason   = self::reason_at_home( $settings );
		// What was seen under other settings, or on the command line as a guest only, does not count. So short a checksum gives
		// nothing away.
		$context = hash( 'crc32b', (string) wp_json_encode( [ $settings, $host, $strength, $reason, Home_Request::can_sign_in() ] ) );
		return new self(
			is_enabled:       $settings['enabled'],
			damaged:          $damaged,
			is_off_by_damage: count( $decisive ) > 0,
			unconfirmed_host: $host,
			secret_source:    Secret::source(),
			secret_strength:  $strength,
			has_valid_hash:   null === $host && Secret::is_usable() && self::makes_valid_hash( $settings ),
			roles:            $settings['roles'],
			lost_roles:       array_values( array_filter( $settings['roles'], static fn( string $role ): bool => ! wp_roles()->is_role( $role ) ) ),
			paths:            $settings['paths'],
			delivery:         $settings['delivery'],
			forgets:          $settings['forget'],
			has_widget_code:  '' !== $settings['widget_url'],
			reason:           $reason,
			home:             $is_fresh ? Home::look( $context, $is_thorough ) : Home::known( $context )
		);
	}

	/**
	 * Determines whether there is a secret that is long enough.
	 */
	public function has_usable_secret(): bool {
		return in_array( $this->secret_strength, [ 'weak', 'strong' ], true );
	}

	/**
	 * Determines whether hashes are made.
	 */
	public function makes_hashes(): bool {
		return $this->is_enabled && null === $this->unconfirmed_host && $this->has_usable_secret();
	}

	/**
	 * Determines whether the list of pages leaves all of them out.
	 */
	public function has_no_paths(): bool {
		return 'only' === $this->paths['mode'] && [] === $this->paths['list'];
	}

	/**
	 * Determines whether the chat may know anybody: if not, no check may say that it
	 * works.
	 */
	public function may_identify(): bool {
		return $this->makes_hashes()
			&& $this->has_valid_hash
			&& ! $this->has_no_paths()
			&& ( [] === $this->roles || $this->roles !== $this->lost_roles );
	}

	/**
	 * Returns how good the secret is.
	 *
	 * @return 'none'|'short'|'weak'|'strong'
	 */
	private static function strength(): string {
		return match ( true ) {
			'none' === Secret::source() => 'none',
			! Secret::is_usable()       => 'short',
			! Secret::is_strong()       => 'weak',
			default                     => 'strong',
		};
	}

	/**
	 * Determines whether a user of the site gets a hash that the portal takes: the
	 * current one, or where nobody is signed in, as in cron, some administrator.
	 *
	 * @param array $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 */
	private static function makes_valid_hash( array $settings ): bool {
		$user = wp_get_current_user();
		if ( 0 === $user->ID ) {
			$users = get_users(
				[
					'number'  => 1,
					'orderby' => 'ID',
				]
			);
			$user  = $users[0] ?? null;
		}
		// A site without users has nobody to identify.
		return ! $user instanceof WP_User || '' !== ( new Visitor_Data( $user ) )->hash( $settings );
	}

	/**
	 * Determines why the home page would treat the current user as a guest.
	 *
	 * @param array $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @return string|null
	 * @phpstan-return Reason|'nobody'|null
	 */
	private static function reason_at_home( array $settings ): ?string {
		$user = wp_get_current_user();
		if ( 0 === $user->ID ) {
			return 'nobody';
		}
		try {
			$post_id  = Preview::front_page();
			$front    = $post_id > 0 ? get_post( $post_id ) : null;
			$override = $front instanceof WP_Post ? Post_Override::of( $front ) : null;
			return Decision::about( $user, $settings, $override, home_url( '/' ) )->reason;
		} catch ( Throwable ) {
			// Code of another plugin, on the way to the post.
			return 'filter';
		}
	}
}
