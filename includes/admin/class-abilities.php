<?php
/**
 * WordPress's Abilities API: what programs may ask.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Checks\Checks;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Page\Preview;
use KnownVisitor\Rest\Preview_Controller;
use KnownVisitor\Rest\Status_Controller;
use KnownVisitor\Settings\Settings;
use WP_Error;
use WP_User;

/**
 * Tells an administrator's programs how the site is doing and what the chat is told
 * about a user, without the hash.
 *
 * Before WordPress 6.9, nobody calls this.
 */
final class Abilities {

	/** The checks of the settings screen. */
	public const STATUS = 'known-visitor/get-status';

	/** The preview of the settings screen. */
	public const PREVIEW = 'known-visitor/preview-identity';

	/** Neither changes anything. */
	private const READ_ONLY = [
		'show_in_rest' => true,
		'annotations'  => [
			'readonly'    => true,
			'destructive' => false,
			'idempotent'  => true,
		],
	];

	/**
	 * Callback for `wp_abilities_api_init`.
	 */
	public static function register(): void {
		wp_register_ability(
			self::STATUS,
			[
				'label'               => __( 'Check the live chat’s identification', 'known-visitor' ),
				'description'         => __( 'Returns the checks of Known Visitor: whether signed-in visitors are known in the Bitrix24 live chat, and what keeps them from it.', 'known-visitor' ),
				'category'            => 'site',
				'output_schema'       => Status_Controller::SCHEMA,
				'execute_callback'    => [ Checks::class, 'run' ],
				'permission_callback' => static fn(): bool => current_user_can( 'manage_options' ),
				'meta'                => self::READ_ONLY,
			]
		);
		wp_register_ability(
			self::PREVIEW,
			[
				'label'               => __( 'Preview what the live chat is told', 'known-visitor' ),
				'description'         => __( 'Returns what the Bitrix24 live chat would be told about a user on a page of this site, or the reason why it would be told nothing.', 'known-visitor' ),
				'category'            => 'user',
				'input_schema'        => [
					'type'                 => 'object',
					'properties'           => [
						'user' => [
							'type'        => 'integer',
							'minimum'     => 1,
							'required'    => true,
							'description' => 'ID of the user',
						],
						'url'  => [
							'type'        => 'string',
							'format'      => 'uri',
							'description' => 'address of a page of the site; its home page, if it is not sent',
						],
					],
					'additionalProperties' => false,
				],
				'output_schema'       => Preview_Controller::SCHEMA,
				'execute_callback'    => [ self::class, 'preview' ],
				'permission_callback' => static fn( mixed $input = null ): bool => null !== self::user( $input ),
				'meta'                => self::READ_ONLY,
			]
		);
	}

	/**
	 * Answers what the chat would be told about a user.
	 *
	 * @param mixed $input `user`, and maybe `url`; WordPress has checked it.
	 * @return array<string, mixed>|WP_Error The preview; an error with status 400 for another site's address.
	 */
	public static function preview( mixed $input ): array|WP_Error {
		$user = self::user( $input );
		$url  = is_array( $input ) ? $input['url'] ?? home_url( '/' ) : '';
		if ( null === $user || ! is_string( $url ) || ! Preview::is_of_site( $url ) ) {
			return new WP_Error( 'known_visitor_invalid_address', Preview::explain_address(), [ 'status' => 400 ] );
		}
		return Preview::look( $user, $url );
	}

	/**
	 * Returns the user, if the caller may know.
	 *
	 * @param mixed $input What was sent.
	 */
	private static function user( mixed $input ): ?WP_User {
		$user_id = is_array( $input ) ? Visitor_Data::id( $input['user'] ?? null ) : 0;
		$user    = current_user_can( 'manage_options' ) ? get_userdata( $user_id ) : false;
		return $user instanceof WP_User && current_user_can( 'edit_user', $user->ID ) ? $user : null;
	}
}
