/**
 * What the integration tests share: how they read a page, and how they try many cases in one request of PHP.
 */
import { createHash, createHmac } from 'node:crypto';
import type { CardRow } from '../../src/shared/card';
import { DATA_ELEMENT_ID } from '../../src/shared/names';
import type { TestSite } from '../support/wordpress';

/** What PHP writes for the loader. */
export interface PageData {
	readonly v: 1;
	readonly mark: string;
	readonly user: {
		readonly hash: string;
		readonly [ field: string ]: string;
	};
	readonly message: string;
	readonly tokens: Readonly< Record< string, string > >;
	readonly card?: readonly CardRow[];
}

/** A good secret that can be found again wherever it should not be. */
export const SECRET = 'Vx9kPwR2-mT4jLc8N-qY6hBz3D-sF5gKn7W';

/** What is stored at activation, but for the site's address, which is kept elsewhere: product contract, section 11. */
export const SETTINGS_AT_ACTIVATION = {
	enabled: true,
	recipe: 'hmac',
	fields: {
		name: 'first_name',
		last_name: 'last_name',
		avatar: true,
		email: true,
		www: false,
		position: false,
	},
	first_message:
		'{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}',
	meta_keys: [],
	card: { enabled: false, find_in_crm: false, rows: [] },
	widget_url: '',
	roles: [],
	paths: { mode: 'all', list: [] },
	delivery: 'page',
	forget: true,
	delete_data: true,
} as const;

/** The loader, and the guard in its place. */
export const LOADER_ID = 'known-visitor-loader';

const script = ( id: string ) =>
	new RegExp(
		`<script\\b[^>]*\\bid="${ id }"[^>]*>\\n?([^]*?)\\n?</script>`
	);

/** The whole script element with an id, as the page has it. */
export const elementOf = ( html: string, id: string ): string | undefined =>
	script( id ).exec( html )?.[ 0 ];

/** The identity that a page holds. */
export function pageData( html: string ): PageData | undefined {
	const json = script( DATA_ELEMENT_ID ).exec( html )?.[ 1 ];
	return json === undefined ? undefined : ( JSON.parse( json ) as PageData );
}

/** The hash that a visitor has to have, worked out without the plugin. */
export function hashOf(
	recipe: 'hmac' | 'md5',
	userId: number,
	address: string,
	secret: string
): string {
	return recipe === 'md5'
		? createHash( 'md5' )
				.update( userId + address + secret )
				.digest( 'hex' )
		: createHmac( 'sha256', secret )
				.update( `known-visitor:v1:${ address }:${ userId }` )
				.digest( 'hex' )
				.slice( 0, 32 );
}

/** How WordPress answered a request to one of our routes. */
export interface Answer< T = unknown > {
	readonly status: number;
	readonly data: T;
}

/** The error of a refused request. */
export interface Refusal {
	readonly code: string;
	readonly message: string;
	readonly data: {
		readonly status: number;
		readonly params?: Readonly< Record< string, string > >;
	};
}

/**
 * What the code of `inPhp` can call:
 *
 * - `$settings( [ 'recipe' => 'md5' ] )` changes some settings.
 * - `$add_user( [ 'user_login' => 'ann' ], [ 'first_name' => 'Ann' ] )` makes a user of fields and user meta.
 * - `$head( $user_id )` gives what the plugin prints into the head of a page for that user; 0 is a guest.
 * - `$identity( $user_id )` gives the identity in it, or null.
 * - `$ask( 'POST', '/settings', '{"enabled":false}', $user_id )` asks one of our routes, as the administrator unless it
 *   says otherwise; `$ask_get( '/preview/meta', [ 'user' => 7 ], $user_id )` with something in the query.
 * - `$wrong()` gives what `_doing_it_wrong` was told about since it was asked last.
 */
const PRELUDE = `
global $wpdb;
add_filter( 'wp_hash_password_options', static fn () => array( 'cost' => 4 ) );
$settings = static function ( array $changes ): void {
	update_option( 'known_visitor_settings', array_merge( (array) get_option( 'known_visitor_settings' ), $changes ) );
};
$add_user = static function ( array $fields, array $meta = array() ): int {
	$id = wp_insert_user( wp_slash( $fields + array( 'user_pass' => 'password', 'user_email' => $fields['user_login'] . '@example.com' ) ) );
	if ( is_wp_error( $id ) ) {
		throw new Exception( $id->get_error_message() );
	}
	foreach ( $meta as $key => $value ) {
		update_user_meta( $id, $key, wp_slash( $value ) );
	}
	return $id;
};
$head = static function ( int $user_id ): string {
	// What others print takes time, and nobody looks at it.
	foreach ( array_keys( $GLOBALS['wp_filter']['wp_head']->callbacks ) as $priority ) {
		0 === $priority || remove_all_actions( 'wp_head', $priority );
	}
	wp_set_current_user( 0 );
	wp_set_current_user( $user_id );
	// A page is decided and printed once per request; here each call is a page of its own.
	$page = new ReflectionClass( \\KnownVisitor\\Page\\Page::class );
	foreach ( $page->getProperties( ReflectionProperty::IS_STATIC ) as $property ) {
		$page->setStaticPropertyValue( $property->getName(), $property->getDefaultValue() );
	}
	ob_start();
	do_action( 'wp_head' );
	return ob_get_clean();
};
$identity = static fn ( int $user_id ) => preg_match( '#<script[^>]*id="known-visitor-data"[^>]*>(.*?)</script>#s', $head( $user_id ), $match )
	? json_decode( $match[1], true, 512, JSON_THROW_ON_ERROR )
	: null;
$ask = static function ( string $method, string $path, string $json = '', int $user_id = 1 ): array {
	wp_set_current_user( $user_id );
	$request = new WP_REST_Request( $method, "/known-visitor/v1$path" );
	if ( '' !== $json ) {
		$request->set_header( 'Content-Type', 'application/json' );
		$request->set_body( $json );
	}
	$response = rest_do_request( $request );
	return array( 'status' => $response->get_status(), 'data' => $response->get_data() );
};
$ask_get = static function ( string $path, array $query, int $user_id = 1 ): array {
	wp_set_current_user( $user_id );
	$request = new WP_REST_Request( 'GET', "/known-visitor/v1$path" );
	$request->set_query_params( $query );
	$response = rest_do_request( $request );
	return array( 'status' => $response->get_status(), 'data' => $response->get_data() );
};
$wrongs = array();
add_action( 'doing_it_wrong_run', static function ( $what ) use ( &$wrongs ) { $wrongs[] = $what; } );
$wrong = static function () use ( &$wrongs ): array {
	$last   = $wrongs;
	$wrongs = array();
	return $last;
};
`;

/**
 * Runs PHP that tries many cases in one request.
 *
 * @param site The site.
 * @param code Statements; `return` answers. They find `$args`, `$wpdb` and what PRELUDE names.
 * @param args What the code finds in `$args`.
 * @return What the code returned.
 */
export const inPhp = < T >(
	site: TestSite,
	code: string,
	args: Readonly< Record< string, unknown > > = {}
): Promise< T > => site.php< T >( PRELUDE + code, args );

/**
 * Asks one of our routes several times in one request of PHP, as the administrator.
 *
 * @param site     The site.
 * @param requests Each a method, a path, and a body to be sent as JSON, if any.
 * @return The answers, in their order.
 */
export const askInTurn = < T = unknown >(
	site: TestSite,
	requests: readonly ( readonly [
		method: string,
		path: string,
		body?: unknown,
	] )[]
): Promise< Answer< T >[] > =>
	inPhp< Answer< T >[] >(
		site,
		`return array_map( static fn ( $request ) => $ask( ...$request ), $args['requests'] );`,
		{
			requests: requests.map( ( [ method, path, body ] ) => [
				method,
				path,
				body === undefined ? '' : JSON.stringify( body ),
			] ),
		}
	);

/**
 * Changes some settings, as the settings screen would.
 *
 * @param site    The site.
 * @param changes Settings by name.
 * @param secret  Another secret, if it matters.
 */
export async function configure(
	site: TestSite,
	changes: Readonly< Record< string, unknown > >,
	secret?: string
): Promise< void > {
	await inPhp(
		site,
		`$settings( $args['changes'] );
		isset( $args['secret'] ) && update_option( 'known_visitor_secret', $args['secret'] );
		return true;`,
		{ changes, secret }
	);
}
