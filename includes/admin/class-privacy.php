<?php
/**
 * WordPress's tools for privacy.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Identity\Mark_Cookie;
use KnownVisitor\Page\Preview;
use KnownVisitor\Settings\Settings;
use WP_User;

/**
 * Serves WordPress's tools for privacy: policy, export and erasure.
 *
 * The export holds what the chat is told about a person, but for the hash, which works like a password.
 */
final class Privacy {

	/** Name of the exporter, the eraser and the group of exported data. */
	private const ID = 'known-visitor';

	/**
	 * Callback for `admin_init`: suggests what the site's policy should say. It follows
	 * the settings, so that WordPress tells when the policy has to change.
	 */
	public static function suggest_policy(): void {
		$cookie = '<code>' . esc_html( Mark_Cookie::NAME ) . '</code>';

		$paragraphs = [
			'<p class="privacy-policy-tutorial">' . esc_html__( 'Known Visitor tells the Bitrix24 live chat on your site who a signed-in visitor is. It stores nothing about visitors on this site. Bitrix24, or your own server if your Bitrix24 is on-premise, keeps the conversations: say which one it is, and how long you keep them.', 'known-visitor' ) . '</p>',
			'<p><strong class="privacy-policy-tutorial">' . esc_html__( 'Suggested text:', 'known-visitor' ) . '</strong> ' . esc_html__( 'Our website has a live chat, which is provided by Bitrix24. If you are signed in, the chat is told who you are when a page loads, so that you find your conversation again on every device and we know who is writing.', 'known-visitor' ) . '</p>',
			/* translators: %s: What is sent, separated by commas, such as "your name, your email address". */
			'<p>' . esc_html( sprintf( __( 'It is told: %s.', 'known-visitor' ), wp_sprintf( '%l', self::what_is_sent() ) ) ) . '</p>',
			/* translators: %s: Name of a cookie. */
			'<p>' . sprintf( esc_html__( 'While you are signed in, the cookie %s holds eight characters that stand for your account; after you have signed out it says only that somebody was signed in here, so that the chat does not show your conversation to the next person at this computer. It is kept for up to 400 days. The same characters, and a random number for whoever uses the chat after you, are kept in your browser’s storage.', 'known-visitor' ), $cookie ) . '</p>',
		];
		wp_add_privacy_policy_content( 'Known Visitor for Bitrix24 Live Chat', wp_kses_post( implode( '', $paragraphs ) ) );
	}

	/**
	 * Callback for `wp_privacy_personal_data_exporters`: adds ours.
	 *
	 * @param mixed $exporters Exporters by name, if other plugins left them.
	 * @return mixed The same with ours; what is no list comes back as it is.
	 */
	public static function add_exporter( mixed $exporters ): mixed {
		$ours = [
			'exporter_friendly_name' => __( 'Known Visitor for Bitrix24 Live Chat', 'known-visitor' ),
			'callback'               => [ self::class, 'export' ],
		];
		return is_array( $exporters ) ? [ self::ID => $ours ] + $exporters : $exporters;
	}

	/**
	 * Callback for `wp_privacy_personal_data_erasers`: adds ours.
	 *
	 * @param mixed $erasers Erasers by name, if other plugins left them.
	 * @return mixed The same with ours; what is no list comes back as it is.
	 */
	public static function add_eraser( mixed $erasers ): mixed {
		$ours = [
			'eraser_friendly_name' => __( 'Known Visitor for Bitrix24 Live Chat', 'known-visitor' ),
			'callback'             => [ self::class, 'erase' ],
		];
		return is_array( $erasers ) ? [ self::ID => $ours ] + $erasers : $erasers;
	}

	/**
	 * Exports what the chat is told about a person on pages without a word of their own.
	 *
	 * @param mixed $email The person's e-mail address.
	 * @return array{data: list<array<string, mixed>>, done: true}
	 */
	public static function export( mixed $email ): array {
		$user = self::user( $email );
		$told = null === $user ? null : Preview::told_about( $user );
		$rows = [];
		if ( null !== $told ) {
			$labels = self::labels();
			foreach ( $told['user'] as $field => $value ) {
				if ( 'hash' !== $field ) {
					$rows[] = self::row( $labels[ $field ] ?? (string) $field, $value );
				}
			}
			$rows[] = self::row( __( 'Mark that stands for the identity', 'known-visitor' ), $told['mark'] );
			$rows[] = self::row( __( 'First message', 'known-visitor' ), $told['message'] );
			foreach ( $told['card'] ?? [] as $row ) {
				/* translators: %s: Label of a row, such as "Customer number". */
				$rows[] = self::row( sprintf( __( 'Operator card: %s', 'known-visitor' ), $row['label'] ), $row['value'] );
			}
			foreach ( (array) $told['tokens'] as $token => $value ) {
				$rows[] = self::row( '{' . $token . '}', $value );
			}
		}
		$group = [
			'group_id'          => self::ID,
			'group_label'       => __( 'Live chat', 'known-visitor' ),
			'group_description' => __( 'What the Bitrix24 live chat is told when this person is signed in. Nothing of it is stored on this site for the chat; the conversations are in Bitrix24.', 'known-visitor' ),
			'item_id'           => self::ID . '-' . ( $user->ID ?? 0 ),
			'data'              => $rows,
		];
		return [
			'data' => [] === $rows ? [] : [ $group ],
			'done' => true,
		];
	}

	/**
	 * Says that there is nothing to erase here, and where there may be.
	 *
	 * @param mixed $email The person's e-mail address.
	 * @return array{items_removed: false, items_retained: false, messages: list<string>, done: true}
	 */
	public static function erase( mixed $email ): array {
		return [
			'items_removed'  => false,
			'items_retained' => false,
			'messages'       => null === self::user( $email ) ? [] : [
				__( 'Known Visitor stores nothing about this person on this site. Conversations in the live chat are in Bitrix24: erase them there.', 'known-visitor' ),
			],
			'done'           => true,
		];
	}

	/**
	 * Returns the user with an e-mail address.
	 *
	 * @param mixed $email The address.
	 */
	private static function user( mixed $email ): ?WP_User {
		$user = is_string( $email ) ? get_user_by( 'email', $email ) : false;
		return $user instanceof WP_User ? $user : null;
	}

	/**
	 * Names what is sent by the present settings.
	 *
	 * @return list<string>
	 */
	private static function what_is_sent(): array {
		$settings = Settings::all();
		$fields   = $settings['fields'];
		return array_values(
			array_filter(
				[
					__( 'your name', 'known-visitor' ),
					$fields['avatar'] ? __( 'the address of your profile picture', 'known-visitor' ) : '',
					$fields['email'] ? __( 'your email address', 'known-visitor' ) : '',
					$fields['www'] ? __( 'the address of your profile on this website', 'known-visitor' ) : '',
					$fields['position'] ? __( 'your role on this website', 'known-visitor' ) : '',
					'' === $settings['first_message'] && ! $settings['card']['enabled'] ? '' : __( 'the page from which you write, and data of your account that help us answer', 'known-visitor' ),
					__( 'an identifier that is made for the chat alone', 'known-visitor' ),
				]
			)
		);
	}

	/**
	 * Returns the names of the user fields by Bitrix24's.
	 *
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return [
			'name'     => __( 'Name', 'known-visitor' ),
			'lastName' => __( 'Last name', 'known-visitor' ),
			'avatar'   => __( 'Profile picture', 'known-visitor' ),
			'email'    => __( 'Email', 'known-visitor' ),
			'www'      => __( 'Profile', 'known-visitor' ),
			'position' => __( 'Role', 'known-visitor' ),
			'gender'   => __( 'Gender', 'known-visitor' ),
		];
	}

	/**
	 * Makes a row of the export.
	 *
	 * @param string $name  What it is.
	 * @param mixed  $value Its value.
	 * @return array{name: string, value: string}
	 */
	private static function row( string $name, mixed $value ): array {
		return [
			'name'  => $name,
			'value' => is_string( $value ) ? $value : '',
		];
	}
}
