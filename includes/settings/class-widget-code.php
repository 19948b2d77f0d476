<?php
/**
 * The code of the widget, as an owner pastes it.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Settings;

use WP_Error;

/**
 * Takes the loader's address out of the code that Bitrix24 shows an owner, or says what else was pasted, as the settings
 * screen does by the same expressions.
 */
final class Widget_Code {

	/** Addresses of scripts in pasted code. `.js.map` and `.js-old` are none. */
	public const SCRIPT = '#(?:https?:)?//[^\s\'"<>\\\\]+?\.js(?![A-Za-z0-9_.~/-])#iu';

	/**
	 * Where Bitrix24 itself serves widgets. The top levels are those seen in the
	 * vendor's documentation and in published widgets up to 2026-05.
	 */
	public const VENDOR = '#^https://cdn(-ru)?\.bitrix24\.(com|ru|ua|eu|in|kz|es|com\.br|de|by)/#i';

	/** Other products of Bitrix24, by a part of their scripts' addresses. */
	public const OTHER_PRODUCTS = [
		'form' => '/crm/form/',
		'call' => '/crm/tag/',
	];

	/** What the address of every loader has. */
	private const LOADER = '/crm/site_button/loader_';

	/** Times that it is looked at in one text. */
	private const MAX_MENTIONS = 100;

	/** Bytes of an address on either side of that, at most. */
	private const MAX_BYTES = 300;

	/**
	 * Takes the loader's address out of what an owner pasted.
	 *
	 * @param string $pasted The code as Bitrix24 shows it, an address, or nothing.
	 * @return string|WP_Error The address, or empty for nothing; an error that says what was pasted
	 *                         instead.
	 */
	public static function address_in( string $pasted ): string|WP_Error {
		if ( '' === trim( $pasted ) ) {
			return '';
		}
		// In JSON, slashes are escaped. What is not UTF-8 holds none.
		$found = preg_match_all( self::SCRIPT, str_replace( '\\/', '/', $pasted ), $matches ) > 0 ? $matches[0] : [];
		foreach ( $found as $address ) {
			if ( Settings::fits( $address, Settings::SCHEMA['widget_url'] ) ) {
				return $address;
			}
		}
		return new WP_Error( 'known_visitor_widget_code', self::explanations()[ self::recognize( $found[0] ?? '' ) ] );
	}

	/**
	 * Finds the loaders in the scripts of a page, each once.
	 *
	 * A page is long: it is looked at only around what every loader's address has. What
	 * is not UTF-8 hides nothing.
	 *
	 * @param string $scripts Texts and attributes of scripts.
	 * @return list<string> Addresses.
	 */
	public static function all_in( string $scripts ): array {
		$scripts   = str_replace( '\\/', '/', $scripts );
		$addresses = [];
		$position  = strpos( $scripts, self::LOADER );
		for ( $left = self::MAX_MENTIONS; false !== $position && $left > 0; --$left ) {
			$start  = max( 0, $position - self::MAX_BYTES );
			$around = substr( $scripts, $start, $position - $start + self::MAX_BYTES );
			// A cut may split a character.
			$around = (string) preg_replace( '/^[\x80-\xBF]+|[\xC0-\xFF][\x80-\xBF]*$/D', '', $around );
			$around = 1 === preg_match( '//u', $around ) ? $around : (string) preg_replace( '/[\x80-\xFF]+/', ' ', $around );
			preg_match_all( self::SCRIPT, $around, $matches );
			foreach ( $matches[0] as $address ) {
				// With `//host` or http it is the same widget.
				$address = (string) preg_replace( '#^(?:http:)?//#i', 'https://', $address );
				if ( Settings::fits( $address, Settings::SCHEMA['widget_url'] ) ) {
					$addresses[ $address ] = true;
				}
			}
			$position = strpos( $scripts, self::LOADER, $position + 1 );
		}
		return array_keys( $addresses );
	}

	/**
	 * Determines whether Bitrix24 itself serves a widget; else a self-hosted portal
	 * does, or anybody.
	 *
	 * @param string $address The loader's address.
	 */
	public static function is_vendors( string $address ): bool {
		return 1 === preg_match( self::VENDOR, $address );
	}

	/**
	 * Returns what to say of code that is no widget's.
	 *
	 * @return array{nothing: string, form: string, call: string, insecure: string, other: string}
	 */
	public static function explanations(): array {
		return array_map(
			static fn( string $reason ): string => $reason . ' ' . __( 'Copy the code of the website widget: in Bitrix24, CRM > Sales > Sales channels > Website widget; in older portals, CRM > Add-ons.', 'known-visitor' ),
			[
				'nothing'  => __( 'There is no address of a script in this code.', 'known-visitor' ),
				'form'     => __( 'This is the code of a Bitrix24 form, not of the chat widget.', 'known-visitor' ),
				'call'     => __( 'This is the code of Bitrix24 call tracking, not of the chat widget.', 'known-visitor' ),
				'insecure' => __( 'The address of the widget has to start with https://.', 'known-visitor' ),
				'other'    => __( 'This script is not a Bitrix24 chat widget: its address has to end in /crm/site_button/loader_<number>_<letters and digits>.js.', 'known-visitor' ),
			]
		);
	}

	/**
	 * Recognizes an address that is no widget's.
	 *
	 * @param string $address The first script's address in the code, or empty.
	 * @return 'nothing'|'form'|'call'|'insecure'|'other'
	 */
	private static function recognize( string $address ): string {
		foreach ( self::OTHER_PRODUCTS as $product => $part ) {
			if ( str_contains( $address, $part ) ) {
				return $product;
			}
		}
		return match ( true ) {
			'' === $address                           => 'nothing',
			! str_starts_with( $address, 'https://' ) => 'insecure',
			default                                   => 'other',
		};
	}
}
