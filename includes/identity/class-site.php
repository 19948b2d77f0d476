<?php
/**
 * Which site this is, and where.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Identity;

use Throwable;
use WpOrg\Requests\IdnaEncoder;

use function array_diff, array_filter, array_map, array_slice, array_unique, array_values, bin2hex, explode, get_option, hex2bin,
	in_array, is_array, is_multisite, is_string, ms_is_switched, preg_match, preg_replace, preg_replace_callback,
	rtrim, strlen, strspn, strtolower, update_option, wp_parse_url;

/**
 * Keeps the site address, and the hosts under which an administrator said that this is the site: under another one it
 * identifies nobody.
 *
 * People move and copy a site with a search for `old.example` over the whole database. All of this is stored in
 * hexadecimal, in which no host can be found. Anything else there counts as nothing.
 *
 * A host here goes without `www.`, with its port, unless that is 80 or 443, and the path of the home URL: copies live on
 * ports (`localhost:8081`) and in folders (`example.com/staging`), too.
 */
final class Site {

	public const OPTION = 'known_visitor_site';

	/** What a site address may be; the same as in the settings' schema. */
	private const ADDRESS = '/^\P{C}{1,255}$/Du';

	/**
	 * Returns the site address that goes into hashes.
	 *
	 * @return string Empty if none is stored: then nobody is identified.
	 */
	public static function address(): string {
		return self::record()['address'];
	}

	/**
	 * Returns the site address if this site is the one that the hashes belong to.
	 *
	 * @return string|null Null if it is not, nor known.
	 */
	public static function confirmed_address(): ?string {
		$record = self::record();
		return null === self::unconfirmed( $record ) ? $record['address'] : null;
	}

	/**
	 * Determines whether a text can be the site address of hashes.
	 *
	 * @param string $address Any text.
	 */
	public static function is_address( string $address ): bool {
		return 1 === preg_match( self::ADDRESS, $address );
	}

	/**
	 * Returns the confirmed hosts, for an administrator to read.
	 *
	 * @return list<string>
	 */
	public static function hosts(): array {
		return array_values( array_filter( array_map( [ self::class, 'decode' ], self::record()['hosts'] ) ) );
	}

	/**
	 * Determines whether this site is the one that the hashes belong to.
	 */
	public static function is_confirmed(): bool {
		return null === self::unconfirmed_host();
	}

	/**
	 * Returns the host of this request that was not confirmed. Two count, since some copies keep the original's home URL.
	 *
	 * @return string|null Null if both are confirmed.
	 */
	public static function unconfirmed_host(): ?string {
		return self::unconfirmed( self::record() );
	}

	/**
	 * Determines whether anything is stored about this site, be it unusable, or false,
	 * which cannot be read.
	 */
	public static function is_stored(): bool {
		return null !== get_option( self::OPTION, null );
	}

	/**
	 * Makes this a site of its own, by its home URL and the hosts of this request
	 * alone.
	 *
	 * @return bool Whether it is stored.
	 */
	public static function begin(): bool {
		return self::store( self::address_of_home(), self::present_hosts() );
	}

	/**
	 * Takes over the site address of a version that kept it among the settings: every hash stays.
	 *
	 * An address that names the present host speaks for the original; with any other, an administrator is asked.
	 *
	 * @param string $address What was stored.
	 * @return bool Whether it is stored.
	 */
	public static function adopt( string $address ): bool {
		$host = (string) preg_replace( '#^(?:https?:)?//|[/?].*$#i', '', $address );
		return self::store( $address, self::as_written( $host ) === self::asked_hosts()[0] ? self::present_hosts() : [] );
	}

	/**
	 * Stores another site address, which gives each visitor a new conversation.
	 *
	 * @param string $address 1 to 255 printable characters.
	 * @return bool Whether it is stored.
	 */
	public static function rename( string $address ): bool {
		return self::store( $address, self::hosts() );
	}

	/**
	 * Confirms a host: this is the same site there, and keeps its conversations.
	 *
	 * @param string|null $host As people write it. Null: those of this request.
	 * @return bool Whether it is stored.
	 */
	public static function confirm( ?string $host = null ): bool {
		$address = self::address();
		return self::store(
			'' === $address ? self::address_of_home() : $address,
			[ ...self::hosts(), ...( null === $host ? self::present_hosts() : [ self::as_written( $host ) ] ) ]
		);
	}

	/**
	 * Forgets a confirmed host.
	 *
	 * @param string|null $host As hosts() answers it, or as people write it. Null: those
	 *                          of this request.
	 * @return bool Whether it is not stored any more.
	 */
	public static function forget( ?string $host = null ): bool {
		$hosts = null === $host ? self::present_hosts() : [ $host, self::as_written( $host ) ];
		return self::store( self::address(), array_diff( self::hosts(), $hosts ) );
	}

	/**
	 * Callback for `pre_update_option_known_visitor_settings`: takes over a site
	 * address that comes with settings, so that it stands in one place.
	 *
	 * @param mixed $settings What is about to be stored.
	 * @return mixed The same without an address.
	 */
	public static function take_address( mixed $settings ): mixed {
		$address = is_array( $settings ) ? $settings['site_address'] ?? null : null;
		if ( is_array( $settings ) && is_string( $address ) && self::is_stored() ) {
			self::rename( $address );
			unset( $settings['site_address'] );
		}
		return $settings;
	}

	/**
	 * Takes an address apart.
	 *
	 * @param mixed $url An address, if other plugins left it one.
	 * @return array{scheme: string, host: string, port: string, path: string} `https`, `example.com`, `:8080` and `/shop`; each
	 *         empty if it is not there, and the port if browsers leave it out.
	 */
	public static function parts( mixed $url ): array {
		$parts  = is_string( $url ) ? wp_parse_url( $url ) : [];
		$scheme = $parts['scheme'] ?? '';
		$port   = isset( $parts['port'] ) ? ":{$parts['port']}" : '';
		return [
			'scheme' => $scheme,
			'host'   => $parts['host'] ?? '',
			'port'   => '' !== $port && in_array( strtolower( $scheme . $port ), [ 'http:80', 'https:443' ], true ) ? '' : $port,
			'path'   => rtrim( $parts['path'] ?? '', '/' ),
		];
	}

	/**
	 * Returns the origin of an address, as browsers write it.
	 *
	 * @param mixed $url An address, if other plugins left it one.
	 * @return string|null Null if it has none.
	 */
	public static function origin( mixed $url ): ?string {
		[ 'scheme' => $scheme, 'host' => $host, 'port' => $port ] = self::parts( $url );
		return '' === $scheme || '' === $host ? null : strtolower( "$scheme://$host$port" );
	}

	/**
	 * Returns what is stored, as far as it is usable.
	 *
	 * @return array{address: string, hosts: array<mixed>} The hosts as they are stored.
	 */
	private static function record(): array {
		$stored  = get_option( self::OPTION );
		$stored  = is_array( $stored ) ? $stored : [];
		$address = self::decode( $stored['address'] ?? null );
		$hosts   = $stored['hosts'] ?? null;
		return [
			'address' => self::is_address( $address ) ? $address : '',
			'hosts'   => is_array( $hosts ) ? $hosts : [],
		];
	}

	/**
	 * Returns the first host of this request that a record does not confirm.
	 *
	 * @param array{address: string, hosts: array<mixed>} $record What is stored.
	 */
	private static function unconfirmed( array $record ): ?string {
		foreach ( self::asked_hosts() as $host ) {
			if ( '' === $host || '' === $record['address'] || ! in_array( bin2hex( $host ), $record['hosts'], true ) ) {
				return $host;
			}
		}
		return null;
	}

	/**
	 * Stores it all.
	 *
	 * @param string        $address The site address; empty for none.
	 * @param array<string> $hosts   Confirmed hosts.
	 * @return bool Whether it is stored now.
	 */
	private static function store( string $address, array $hosts ): bool {
		if ( '' !== $address && ! self::is_address( $address ) ) {
			return false;
		}
		$record = [
			'address' => bin2hex( $address ),
			'hosts'   => array_map( 'bin2hex', array_values( array_unique( array_filter( $hosts ) ) ) ),
		];
		update_option( self::OPTION, $record, true );
		return get_option( self::OPTION ) === $record;
	}

	/**
	 * Reads a text as store() writes it.
	 *
	 * @param mixed $stored Anything.
	 * @return string Empty if it is nothing of the kind.
	 */
	private static function decode( mixed $stored ): string {
		return is_string( $stored ) && 0 === strlen( $stored ) % 2 && strspn( $stored, '0123456789abcdef' ) === strlen( $stored ) ? (string) hex2bin( $stored ) : '';
	}

	/**
	 * Returns the site address of a new site: host and path of the home URL.
	 *
	 * @return string Lower case, without a slash at the end.
	 */
	private static function address_of_home(): string {
		[ 'host' => $host, 'path' => $path ] = self::parts( get_option( 'home' ) );
		return self::lower( $host . $path );
	}

	/**
	 * Returns the hosts of this request: that of the home URL, and the one that the
	 * browser asked for. On the command line nobody asked.
	 *
	 * @return non-empty-list<string> Empty where the home URL is none.
	 */
	private static function asked_hosts(): array {
		[ 'host' => $host, 'port' => $port, 'path' => $path ] = self::parts( get_option( 'home' ) );

		$hosts = [ '' === $host ? '' : self::normalize( $host . $port, $path ) ];
		$asked = $_SERVER['HTTP_HOST'] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared, and stored in hexadecimal.
		if ( is_string( $asked ) && '' !== $asked && $host . $port !== $asked ) {
			$hosts[] = self::normalize( $asked, $path );
		}
		return $hosts;
	}

	/**
	 * Returns asked_hosts(), and the host of the dashboard, which some sites have
	 * elsewhere. Nobody asked for another site of a network.
	 *
	 * @return list<string>
	 */
	private static function present_hosts(): array {
		[ 'host' => $host, 'port' => $port ] = self::parts( get_option( 'siteurl' ) );

		$hosts = array_slice( self::asked_hosts(), 0, is_multisite() && ms_is_switched() ? 1 : 2 );
		return '' === $host ? $hosts : [ ...$hosts, self::as_written( $host . $port ) ];
	}

	/**
	 * Writes a typed host in the way in which hosts are compared.
	 *
	 * @param string $host With or without a path; without, it gets that of the home URL.
	 */
	private static function as_written( string $host ): string {
		[ $host, $path ] = explode( '/', rtrim( $host, '/' ) . '/', 2 );
		return self::normalize( $host, '' === $path ? self::parts( get_option( 'home' ) )['path'] : '/' . rtrim( $path, '/' ) );
	}

	/**
	 * Writes a host in the one way in which hosts are compared.
	 *
	 * @param string $host With its port, if it has one.
	 * @param string $path The path of the home URL, without a slash at the end.
	 */
	private static function normalize( string $host, string $path ): string {
		// WordPress may have it in letters of any language; browsers never do.
		$host = 1 === preg_match( '/[^\x00-\x7F]/', $host )
			? (string) preg_replace_callback( '/[^.:]*[^\x00-\x7F][^.:]*/', [ self::class, 'punycode' ], self::lower( $host ) )
			: strtolower( $host );
		return preg_replace( '/^www\.|\.(?=:|$)|:(?:80|443)$/D', '', $host ) . $path;
	}

	/**
	 * Writes a part of a host as browsers do.
	 *
	 * @param array<string> $label The part, in letters of any language.
	 */
	private static function punycode( array $label ): string {
		try {
			return IdnaEncoder::to_ascii( $label[0] );
		} catch ( Throwable ) {
			return $label[0];
		}
	}

	/**
	 * Writes a text in lower case; without mbstring, only ASCII.
	 *
	 * @param string $text Any text.
	 */
	private static function lower( string $text ): string {
		return function_exists( 'mb_strtolower' ) ? mb_strtolower( $text ) : strtolower( $text );
	}
}
