<?php
/**
 * Checks of what could go wrong.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Checks the plugin's risks: for the settings screen, Site Health, notices and the command line.
 *
 * Each check judges a Situation, and answers nothing where its question makes no sense: no two contradict
 * each other.
 *
 * @phpstan-type Remedy array{label: string, url: string, id: 'enable'|'secret'|'hosts'|'widget'|'roles'|'paths'|'request'|'settings'|'try'}
 * @phpstan-type Check array{id: 'enabled'|'settings'|'copy'|'secret'|'hash'|'roles'|'paths'|'chat'|'cache', state: 'ok'|'warning'|'error', message: string, action: null|Remedy}
 */
final class Checks {

	/** Names of the checks, by weight: what an owner has to know first comes first. */
	public const IDS = [ 'enabled', 'settings', 'copy', 'secret', 'hash', 'roles', 'paths', 'chat', 'cache' ];

	/** What a check tells. */
	public const SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'id'      => [
				'type'        => 'string',
				'enum'        => self::IDS,
				'required'    => true,
				'description' => 'name of the check',
			],
			'state'   => [
				'type'        => 'string',
				'enum'        => [ 'ok', 'warning', 'error' ],
				'required'    => true,
				'description' => 'how it went',
			],
			'message' => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'what is so, in a sentence that can stand alone',
			],
			'action'  => [
				'oneOf'       => [
					[ 'type' => 'null' ],
					Action::SCHEMA,
				],
				'required'    => true,
				'description' => 'what to do about it; null if there is nothing to do on the settings screen',
			],
		],
		'additionalProperties' => false,
		'description'          => 'how a check went',
	];

	/**
	 * Runs all checks. What is wrong comes first.
	 *
	 * @param bool $is_fresh Whether to ask the home page now, which takes seconds. Else what it answered within the last
	 *                       minute counts; without that, its checks are left out.
	 * @return list<array>
	 * @phpstan-return list<Check>
	 */
	public static function run( bool $is_fresh = false ): array {
		return self::judge( Situation::now( $is_fresh ) );
	}

	/**
	 * Judges a situation.
	 *
	 * @param Situation $situation What there is.
	 * @return list<array>
	 * @phpstan-return list<Check>
	 */
	public static function judge( Situation $situation ): array {
		$checks = array_values(
			array_filter(
				[
					Identity_Checks::enabled( $situation ),
					Identity_Checks::settings( $situation ),
					Identity_Checks::copy( $situation ),
					Identity_Checks::secret( $situation ),
					Identity_Checks::hash( $situation ),
					Identity_Checks::roles( $situation ),
					Identity_Checks::paths( $situation ),
					Chat_Check::judge( $situation ),
					Cache_Check::judge( $situation ),
				]
			)
		);
		// Sorting keeps the order of what weighs the same.
		$weights = [
			'error'   => 0,
			'warning' => 1,
			'ok'      => 2,
		];
		usort( $checks, static fn( array $one, array $other ): int => $weights[ $one['state'] ] <=> $weights[ $other['state'] ] );
		return $checks;
	}

	/**
	 * Makes a result.
	 *
	 * @param string     $id      Name of the check.
	 * @phpstan-param value-of<self::IDS> $id
	 * @param string     $state   How it went.
	 * @phpstan-param 'ok'|'warning'|'error' $state
	 * @param string     $message A sentence that can stand alone.
	 * @param array|null $action  What to do about it, if anything.
	 * @phpstan-param Remedy|null $action
	 * @return array
	 * @phpstan-return Check
	 */
	public static function result( string $id, string $state, string $message, ?array $action = null ): array {
		return [
			'id'      => $id,
			'state'   => $state,
			'message' => $message,
			'action'  => $action,
		];
	}
}
