<?php
/**
 * What the settings may be.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Error;

/**
 * Says what each setting may be, and takes nothing else.
 */
final class Settings_Schema {

	public const MAX_TEMPLATE_LENGTH = 4000;

	/**
	 * Answers the JSON schema of each setting that can be written; the description
	 * says what is allowed, in words for the error message.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function properties(): array {
		$boolean = [
			'type'        => 'boolean',
			'description' => 'true or false',
		];
		return [
			'enabled'       => $boolean,
			'recipe'        => self::choice( [ 'hmac', 'md5' ] ),
			'site_address'  => [
				'type'        => 'string',
				'minLength'   => 1,
				'maxLength'   => 255,
				'pattern'     => '^\P{C}*$',
				'description' => 'text, 1 to 255 printable characters',
			],
			'fields'        => self::group(
				[
					'name'      => self::choice( [ 'first_name', 'display_name', 'nickname' ] ),
					'last_name' => self::choice( [ 'last_name', 'none' ] ),
					'avatar'    => $boolean,
					'email'     => $boolean,
					'www'       => $boolean,
					'position'  => $boolean,
				]
			),
			'first_message' => self::template( self::MAX_TEMPLATE_LENGTH ),
			'meta_keys'     => self::list_of(
				50,
				[
					'type'        => 'string',
					'minLength'   => 1,
					'maxLength'   => 255,
					'pattern'     => '^[^{}|\p{C}]*$',
					'description' => 'a user meta key without { } |, but none of sessions, capabilities, passwords or keys',
				]
			),
			'card'          => self::group(
				[
					'enabled' => $boolean,
					'rows'    => self::list_of(
						20,
						self::group(
							[
								'label' => [
									'type'        => 'string',
									'maxLength'   => 255,
									'pattern'     => '^\P{C}*$',
									'description' => 'text, at most 255 printable characters',
								],
								'value' => self::template( 1000 ),
							]
						)
					),
				]
			),
			'widget_url'    => [
				'type'        => 'string',
				'maxLength'   => 10000,
				'description' => 'the code of the website widget, the address of its loader, or nothing',
			],
			'roles'         => self::list_of( 100, self::choice( array_keys( wp_roles()->role_names ) ) ),
			'paths'         => self::group(
				[
					'mode' => self::choice( [ 'all', 'only', 'except' ] ),
					'list' => self::list_of(
						200,
						[
							'type'        => 'string',
							'minLength'   => 1,
							'maxLength'   => 255,
							'pattern'     => '^[/*]\P{C}*$',
							'description' => 'a path that starts with / or *, in which * stands for anything',
						]
					),
				]
			),
			'delivery'      => self::choice( [ 'page', 'request' ] ),
			'forget'        => $boolean,
			'delete_data'   => $boolean,
		];
	}

	/**
	 * Checks an update of some settings.
	 *
	 * @param array<mixed> $changes What a client sent.
	 * @return array<string, mixed>|WP_Error The update, ready to be stored; or an
	 *         error with status 400 that names every wrong field and what is
	 *         allowed there.
	 */
	public static function check( array $changes ): array|WP_Error {
		$properties = self::properties();
		$checked    = [];
		$errors     = [];

		foreach ( $changes as $name => $value ) {
			$name   = (string) $name;
			$schema = $properties[ $name ] ?? null;
			$result = null === $schema
				? new WP_Error( 'rest_additional_property', self::explain_unknown( $name ) )
				: self::check_one( $name, $value, $schema );
			if ( is_wp_error( $result ) ) {
				$errors[ $name ] = $result->get_error_message();
			} else {
				$checked[ $name ] = $result;
			}
		}
		return [] === $errors ? $checked : self::error( $errors );
	}

	/**
	 * Makes the error of a refused request, in the form of WordPress's own.
	 *
	 * @param array<string> $errors Sentences by the names of the fields.
	 */
	public static function error( array $errors ): WP_Error {
		return new WP_Error(
			'rest_invalid_param',
			/* translators: %s: Names of fields, separated by commas. */
			sprintf( __( 'Nothing was saved. Not allowed: %s', 'known-visitor' ), implode( ', ', array_keys( $errors ) ) ),
			[
				'status' => 400,
				'params' => $errors,
			]
		);
	}

	/**
	 * Checks the value of one setting.
	 *
	 * @param string               $name   The setting.
	 * @param mixed                $value  What a client sent.
	 * @param array<string, mixed> $schema Its schema.
	 * @return mixed The value to store, or a WP_Error.
	 */
	private static function check_one( string $name, mixed $value, array $schema ): mixed {
		if ( is_string( $value ) && 'first_message' === $name ) {
			$value = self::normalize_breaks( $value );
		}
		$valid = rest_validate_value_from_schema( $value, $schema, $name );
		// WordPress would also take 1 for true, and "a, b" for a list.
		if ( true === $valid && rest_sanitize_value_from_schema( $value, $schema, $name ) !== $value ) {
			$valid = new WP_Error( 'rest_invalid_type', "$name is not of the right type" );
		}
		if ( is_wp_error( $valid ) ) {
			$allowed = $schema['description'] ?? '';
			$message = rtrim( $valid->get_error_message(), '.' );
			return new WP_Error( 'rest_invalid_param', is_string( $allowed ) && '' !== $allowed ? "$message. Allowed: $allowed." : "$message." );
		}
		return match ( $name ) {
			'widget_url' => Widget::address_in( is_string( $value ) ? $value : '' ),
			'meta_keys'  => self::check_meta_keys( is_array( $value ) ? $value : [] ),
			default      => $value,
		};
	}

	/**
	 * Refuses user meta that must never be sent.
	 *
	 * @param array<mixed> $keys The allow list.
	 * @return array<mixed>|WP_Error
	 */
	private static function check_meta_keys( array $keys ): array|WP_Error {
		$keys = array_filter( $keys, 'is_string' );
		foreach ( $keys as $key ) {
			if ( Visitor::is_secret_meta( $key ) ) {
				return new WP_Error(
					'rest_invalid_param',
					/* translators: %s: A user meta key. */
					sprintf( __( 'meta_keys: %s can never be sent. Allowed is any key but those of sessions, capabilities, passwords and other secrets.', 'known-visitor' ), $key )
				);
			}
		}
		return array_values( array_unique( $keys ) );
	}

	/**
	 * Says that there is no such setting, and which ones there are.
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
			implode( ', ', array_keys( self::properties() ) )
		);
	}

	/**
	 * Counts a line break as one character, whatever the browser sends.
	 *
	 * @param string $text Any text.
	 */
	private static function normalize_breaks( string $text ): string {
		return str_replace( [ "\r\n", "\r" ], "\n", $text );
	}

	/**
	 * Describes a template: anything but control characters, save line break and tab.
	 *
	 * @param int $max_length Characters at most.
	 * @return array<string, mixed>
	 */
	private static function template( int $max_length ): array {
		return [
			'type'        => 'string',
			'maxLength'   => $max_length,
			'pattern'     => '^[^\x00-\x08\x0b-\x1f\x7f]*$',
			'description' => sprintf( 'text, at most %s characters', number_format( $max_length ) ),
		];
	}

	/**
	 * Describes a choice of names.
	 *
	 * @param list<string> $names The names.
	 * @return array<string, mixed>
	 */
	private static function choice( array $names ): array {
		return [
			'type'        => 'string',
			'enum'        => $names,
			'description' => implode( ' or ', $names ),
		];
	}

	/**
	 * Describes a list.
	 *
	 * @param int                  $max  Items at most.
	 * @param array<string, mixed> $item What each item is.
	 * @return array<string, mixed>
	 */
	private static function list_of( int $max, array $item ): array {
		return [
			'type'        => 'array',
			'maxItems'    => $max,
			'items'       => $item,
			'description' => sprintf( 'a list of at most %d items', $max ) . ( is_string( $item['description'] ?? null ) ? ", each {$item['description']}" : '' ),
		];
	}

	/**
	 * Describes a group whose members have to be all there, and no others.
	 *
	 * @param array<string, array<string, mixed>> $members What each member is.
	 * @return array<string, mixed>
	 */
	private static function group( array $members ): array {
		return [
			'type'                 => 'object',
			'properties'           => array_map(
				static fn( array $member ): array => [ 'required' => true ] + $member,
				$members
			),
			'additionalProperties' => false,
			'description'          => 'an object with ' . implode( ', ', array_keys( $members ) ),
		];
	}
}
