<?php
/**
 * What the scripts say in other languages.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use Throwable;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Answers a script's translations out of the file by which PHP speaks that language: each sentence is in the plugin once
 * (languages/sentences.php). WordPress itself reads those of wordpress.org, which lie elsewhere.
 */
final class Script_Translations {

	/**
	 * Callback for `pre_load_script_translations`, which WordPress calls for each file that may be there, and at last, where
	 * it has found none, for none: only since 7.0 is one of the plugin's own folder among them.
	 *
	 * @param mixed $json   What another plugin answers; null if none does.
	 * @param mixed $file   The file that WordPress would read; false at last.
	 * @param mixed $handle The script's handle.
	 * @param mixed $domain Whose sentences are asked for.
	 * @return mixed JSON for wp.i18n where the script is ours; else what it was given.
	 */
	public static function answer( mixed $json = null, mixed $file = null, mixed $handle = null, mixed $domain = null ): mixed {
		if ( null !== $json || false !== $file || 'known-visitor' !== $domain || ! is_string( $handle ) ) {
			return $json;
		}
		$folder = dirname( PLUGIN_FILE ) . '/languages';
		$locale = determine_locale();
		try {
			return is_file( "$folder/known-visitor-$locale.l10n.php" ) ? self::json( $folder, $locale, $handle ) : $json;
		} catch ( Throwable ) {
			// In the middle of an update: English.
			return $json;
		}
	}

	/**
	 * Makes the JSON.
	 *
	 * @param string $folder The folder of our translations.
	 * @param string $locale Such as de_DE.
	 * @param string $script The script's handle.
	 * @return string|null Null if the script says nothing, or the file is none of ours.
	 */
	private static function json( string $folder, string $locale, string $script ): ?string {
		$scripts     = require "$folder/scripts.php";
		$list        = require "$folder/sentences.php";
		$translation = require "$folder/known-visitor-$locale.l10n.php";
		$sentences   = is_callable( $list ) ? $list() : null;
		$places      = is_array( $scripts ) ? $scripts[ $script ] ?? null : null;
		$messages    = is_array( $translation ) ? $translation['messages'] ?? null : null;
		if ( ! is_array( $places ) || ! is_array( $messages ) || ! is_array( $sentences ) ) {
			return null;
		}
		$data = [
			'' => [
				'domain'       => 'messages',
				'lang'         => $locale,
				'plural-forms' => $translation['plural-forms'] ?? '',
			],
		];
		foreach ( $places as $place ) {
			$name = is_int( $place ) ? $sentences[ $place ] ?? null : null;
			$text = is_string( $name ) ? $messages[ $name ] ?? null : null;
			if ( is_string( $text ) ) {
				$data[ $name ] = explode( "\0", $text );
			}
		}
		$json = wp_json_encode(
			[
				'domain'      => 'messages',
				'locale_data' => [ 'messages' => $data ],
			]
		);
		return false === $json ? null : $json;
	}
}
