<?php
/**
 * The settings as the REST API takes them.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Changes;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Settings\Settings;
use KnownVisitor\Settings\Widget_Code;
use WP_Error;

/**
 * Checks an update of some settings, and says what is wrong with it.
 *
 * Here stands what Settings::SCHEMA cannot say.
 */
final class Schema {

	/** Characters of pasted code at most. */
	private const MAX_PASTED_LENGTH = 10000;

	/**
	 * Returns the parameters of a route that takes some of the settings; check() judges.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function args(): array {
		$args = [];
		foreach ( Settings::SCHEMA as $name => $schema ) {
			// An update leaves alone what it does not name.
			unset( $schema['default'] );
			$args[ $name ] = $schema;
		}
		$args['widget_url']['maxLength'] = self::MAX_PASTED_LENGTH;
		unset( $args['widget_url']['pattern'] );
		return $args;
	}

	/**
	 * Names the settings that the current user may not change: on a network where code sets one secret for all sites, a site's
	 * administrator could make the hashes of another with them.
	 *
	 * @return list<string>
	 */
	public static function locked(): array {
		return Secret::is_shared() && ! current_user_can( 'manage_network_options' ) ? [ 'recipe', 'site_address' ] : [];
	}

	/**
	 * Makes arrays of objects, but for those that would pass for lists: {} is no list of
	 * roles.
	 *
	 * @param mixed $json What json_decode() returned.
	 */
	public static function plain( mixed $json ): mixed {
		if ( ! is_array( $json ) && ! is_object( $json ) ) {
			return $json;
		}
		$parts = array_map( [ self::class, 'plain' ], (array) $json );
		return is_object( $json ) && array_is_list( $parts ) ? (object) $parts : $parts;
	}

	/**
	 * Checks an update of some settings.
	 *
	 * @param array<mixed>  $changes What a client sent.
	 * @param array<string> $errors  What is wrong with the rest of the request: sentences
	 *                               by the names of the fields.
	 * @return array<string, mixed>|WP_Error What to store; or an error with status 400 that names
	 *         every wrong field and what is allowed there.
	 */
	public static function check( array $changes, array $errors = [] ): array|WP_Error {
		$checked = [];
		foreach ( $changes as $name => $value ) {
			$name   = (string) $name;
			$result = self::check_one( $name, $value );
			if ( is_wp_error( $result ) ) {
				$errors[ $name ] = $result->get_error_message();
			} else {
				$checked[ $name ] = $result;
			}
		}
		return [] === $errors ? $checked : self::error( $errors );
	}

	/**
	 * Makes an error in the form of WordPress's own.
	 *
	 * @param array<string> $errors Sentences by the names of the fields.
	 */
	public static function error( array $errors ): WP_Error {
		return new WP_Error(
			'rest_invalid_param',
			/* translators: %s: Names of fields, separated by commas. */
			sprintf( __( 'Not allowed: %s', 'known-visitor' ), implode( ', ', array_keys( $errors ) ) ),
			[
				'status' => 400,
				'params' => $errors,
			]
		);
	}

	/**
	 * Checks the value of one setting.
	 *
	 * @param string $name  The setting.
	 * @param mixed  $value What a client sent.
	 * @return mixed The value to store, or a WP_Error.
	 */
	private static function check_one( string $name, mixed $value ): mixed {
		$schema = Settings::SCHEMA[ $name ] ?? null;
		if ( null === $schema ) {
			return self::refusal( self::explain_unknown( $name ) );
		}
		// A line break counts as one character.
		$value = Settings::with_plain_breaks( $value );
		if ( 'widget_url' === $name && is_string( $value ) && strlen( $value ) <= self::MAX_PASTED_LENGTH ) {
			$value = Widget_Code::address_in( $value );
		}
		if ( is_wp_error( $value ) ) {
			return $value;
		}
		if ( ! Settings::fits( $value, $schema ) ) {
			return self::refusal( self::explain( $name, $value, $schema ) );
		}
		if ( in_array( $name, self::locked(), true ) && Store::with_address()[ $name ] !== $value ) {
			return self::refusal( self::explain_locked( $name ) );
		}
		return match ( $name ) {
			'meta_keys'  => self::check_meta_keys( array_filter( (array) $value, 'is_string' ) ),
			'roles'      => self::check_roles( array_filter( (array) $value, 'is_string' ) ),
			'widget_url' => self::check_host( is_string( $value ) ? $value : '' ),
			default      => $value,
		};
	}

	/**
	 * Refuses user meta that must never be sent.
	 *
	 * @param array<string> $keys The allow list.
	 * @return list<string>|WP_Error
	 */
	private static function check_meta_keys( array $keys ): array|WP_Error {
		foreach ( $keys as $key ) {
			if ( Visitor_Data::is_secret_meta( $key ) ) {
				return self::refusal(
					sprintf(
						/* translators: %s: A user meta key. */
						__( 'meta_keys: %s can never be sent. Allowed is any key but those of sessions, capabilities, passwords and other secrets.', 'known-visitor' ),
						$key
					)
				);
			}
		}
		return array_values( array_unique( $keys ) );
	}

	/**
	 * Refuses roles that are not there. A chosen one that is gone may stay: to drop the
	 * last one would mean everybody.
	 *
	 * @param array<string> $roles Names of roles.
	 * @return list<string>|WP_Error
	 */
	private static function check_roles( array $roles ): array|WP_Error {
		$present = array_map( 'strval', array_keys( wp_roles()->role_names ) );
		$unknown = array_diff( $roles, $present, Settings::all()['roles'] );
		if ( [] !== $unknown ) {
			return self::refusal(
				sprintf(
					/* translators: 1: Name of a role, 2: Names of roles, separated by commas. */
					__( 'roles: there is no role %1$s. Allowed is a list of: %2$s.', 'known-visitor' ),
					reset( $unknown ),
					implode( ', ', $present )
				)
			);
		}
		return array_values( array_unique( $roles ) );
	}

	/**
	 * Refuses the script of somebody else's server from who may not put scripts into
	 * the site: it would run on every page.
	 *
	 * @param string $address The widget's address, or empty.
	 */
	private static function check_host( string $address ): string|WP_Error {
		$may_stay = '' === $address || Widget_Code::is_vendors( $address ) || Settings::all()['widget_url'] === $address;
		if ( $may_stay || current_user_can( 'unfiltered_html' ) ) {
			return $address;
		}
		return self::refusal(
			sprintf(
				/* translators: %s: A domain. */
				__( 'widget_url: the script of this widget comes from %s and would run on every page. Allowed are widgets of Bitrix24’s own servers; others only from who may use unfiltered HTML on this site.', 'known-visitor' ),
				Site::parts( $address )['host']
			)
		);
	}

	/**
	 * Says what is wrong with a value, and what is allowed.
	 *
	 * @param string               $name   The setting.
	 * @param mixed                $value  What a client sent.
	 * @param array<string, mixed> $schema Its schema.
	 */
	public static function explain( string $name, mixed $value, array $schema ): string {
		[ $place, $part, $part_schema ] = self::wrong_part( $name, $value, $schema );

		$found   = rest_validate_value_from_schema( $part, $part_schema, $place );
		$reason  = is_wp_error( $found ) ? rtrim( $found->get_error_message(), '.' ) : "$place is not of the right type";
		$allowed = self::allowed( $schema );
		return "$reason. Allowed: " . ( $place === $name ? $allowed : "$allowed; for $place: " . self::allowed( $part_schema ) ) . '.';
	}

	/**
	 * Finds the innermost wrong part of a value.
	 *
	 * @param string       $name   Where the value stands.
	 * @param mixed        $value  What does not fit its schema.
	 * @param array<mixed> $schema That schema.
	 * @return array{string, mixed, array<mixed>} The same three of that part.
	 */
	private static function wrong_part( string $name, mixed $value, array $schema ): array {
		$parts   = is_array( $value ) ? $value : [];
		$is_list = 'array' === ( $schema['type'] ?? '' ) && array_is_list( $parts ) && count( $parts ) <= ( $schema['maxItems'] ?? 0 );
		foreach ( $parts as $key => $part ) {
			$part_schema = $is_list ? $schema['items'] ?? null : ( (array) ( $schema['properties'] ?? [] ) )[ $key ] ?? null;
			if ( is_array( $part_schema ) && ! Settings::fits( $part, $part_schema ) ) {
				return self::wrong_part( "{$name}[$key]", $part, $part_schema );
			}
		}
		return [ $name, $value, $schema ];
	}

	/**
	 * Returns what a schema allows, in words.
	 *
	 * @param array<mixed> $schema The schema.
	 */
	private static function allowed( array $schema ): string {
		return is_string( $schema['description'] ?? null ) ? $schema['description'] : '';
	}

	/**
	 * Says which settings there are.
	 *
	 * @param string $name What a client sent.
	 */
	private static function explain_unknown( string $name ): string {
		if ( 'secret' === $name ) {
			return __( 'secret can only be read here. It is replaced with POST /secret.', 'known-visitor' );
		}
		return sprintf(
			/* translators: 1: A name, 2: Names of settings, separated by commas. */
			__( '%1$s is not a setting. Allowed: %2$s.', 'known-visitor' ),
			$name,
			implode( ', ', array_keys( Settings::SCHEMA ) )
		);
	}

	/**
	 * Says that only who manages the network may change a setting.
	 *
	 * @param string $name The setting.
	 */
	private static function explain_locked( string $name ): string {
		return sprintf(
			/* translators: %s: Name of a setting. */
			__( '%s can only be changed by an administrator of the network, because all of its sites have the same secret.', 'known-visitor' ),
			$name
		);
	}

	/**
	 * Makes the error of one field.
	 *
	 * @param string $sentence What is wrong, and what is allowed.
	 */
	private static function refusal( string $sentence ): WP_Error {
		return new WP_Error( 'rest_invalid_param', $sentence );
	}
}
