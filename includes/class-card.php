<?php
/**
 * The operator's card.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_User;

/**
 * Lays out the blocks that an operator gets in place of a plain first message.
 */
final class Card {

	/**
	 * Gives the blocks, whose texts MESSAGE and VALUE are templates that the
	 * loader fills.
	 *
	 * @param WP_User                                   $user     The visitor.
	 * @param array<string, string>                     $fields   The visitor's user fields.
	 * @param string                                    $template The template of the first message.
	 * @param list<array{label: string, value: string}> $rows     The owner's rows.
	 * @return list<array<string, mixed>>
	 */
	public static function blocks( WP_User $user, array $fields, string $template, array $rows ): array {
		$name   = trim( ( $fields['name'] ?? '' ) . ' ' . ( $fields['lastName'] ?? '' ) );
		$person = [
			'NAME'   => $name,
			'AVATAR' => $fields['avatar'] ?? '',
			'LINK'   => ( new Visitor( $user ) )->value( 'profile_url' ),
		];
		$blocks = [ [ 'USER' => array_filter( $person, static fn( string $text ): bool => '' !== $text ) ] ];

		if ( '' !== $template ) {
			$blocks[] = [ 'MESSAGE' => $template ];
		}
		if ( [] !== $rows ) {
			$blocks[] = [ 'GRID' => array_map( [ self::class, 'row' ], $rows ) ];
		}
		return $blocks;
	}

	/**
	 * Gives a row of the grid.
	 *
	 * @param array{label: string, value: string} $row The owner's row.
	 * @return array{NAME: string, VALUE: string, DISPLAY: string}
	 */
	private static function row( array $row ): array {
		return [
			'NAME'    => $row['label'],
			'VALUE'   => $row['value'],
			'DISPLAY' => 'ROW',
		];
	}
}
