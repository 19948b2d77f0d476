<?php
/**
 * What an owner can do about a check.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Settings\Settings;
use Throwable;

/**
 * Leads to the control of the settings screen that mends what a check found: as a link,
 * for Site Health and notices, too.
 *
 * @phpstan-import-type Remedy from Checks
 */
final class Action {

	/** What can be done. */
	public const IDS = [ 'enable', 'secret', 'hosts', 'widget', 'roles', 'paths', 'request', 'settings', 'try' ];

	/** What an action tells. */
	public const SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'label' => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'the words of its button or link',
			],
			'url'   => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'address of the settings screen’s tab, and after a slash the ID of the control in it',
			],
			'id'    => [
				'type'        => 'string',
				'enum'        => self::IDS,
				'required'    => true,
				'description' => 'name of the action',
			],
		],
		'additionalProperties' => false,
		'description'          => 'what to do about it',
	];

	/** The tab of the settings screen that holds the control, and the control. */
	private const PLACES = [
		'enable'   => 'visitors/enabled',
		'secret'   => 'advanced/secret',
		'hosts'    => 'advanced/hosts',
		'widget'   => 'chat/widget_url',
		'roles'    => 'visitors/roles',
		'paths'    => 'visitors/paths',
		'request'  => 'chat/delivery',
		'settings' => 'message',
		'try'      => 'chat/try',
	];

	/**
	 * Makes one.
	 *
	 * @param string $id    One of IDS.
	 * @phpstan-param key-of<self::PLACES> $id
	 * @param string $label The words of its button.
	 * @return array
	 * @phpstan-return Remedy
	 */
	public static function to( string $id, string $label ): array {
		try {
			$screen = Settings::screen_url();
		} catch ( Throwable ) {
			// WordPress itself gives up where a filter spoils the site's address.
			$screen = '';
		}
		return [
			'label' => $label,
			'url'   => $screen . '#' . self::PLACES[ $id ],
			'id'    => $id,
		];
	}
}
