/**
 * The settings over REST: product contract, section 11.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findFault, type Schema } from '../../src/shared/schema';
import { expect, test } from '../support/wordpress';
import pasted from '../vectors/widget-code.json';
import {
	askInTurn,
	inPhp,
	SECRET,
	SETTINGS_AT_ACTIVATION,
	type Answer,
	type Refusal,
} from './helpers';

type Settings = Readonly< Record< string, unknown > >;

const NOTHING = { as: 'admin' } as const;
const ROUTES = [
	[ 'GET', '/settings' ],
	[ 'POST', '/settings', { enabled: false } ],
	[ 'POST', '/secret', {} ],
	[ 'DELETE', '/secret' ],
	[
		'POST',
		'/secret/match',
		{ secret: SECRET, user: 1, hash: 'a'.repeat( 32 ) },
	],
	[ 'POST', '/preview', {} ],
	[ 'GET', '/status' ],
	[ 'GET', '/hosts' ],
	// What is missing is nobody's business either.
	[ 'POST', '/hosts' ],
	[ 'DELETE', '/hosts' ],
	[ 'POST', '/secret/match' ],
] as const;

const AT_ACTIVATION = {
	...SETTINGS_AT_ACTIVATION,
	secret: { source: 'option', strong: true },
};

const ADDRESS =
	'https://cdn.bitrix24.com/b1234567/crm/site_button/loader_2_abc123.js';
test.beforeEach( ( { site } ) => site.reset() );

test( 'only administrators with a nonce have access, to every route', async ( {
	site,
} ) => {
	const inside = await inPhp< Record< string, number[] > >(
		site,
		`$before = get_option( 'known_visitor_settings' );
		foreach ( array( 'guest' => 0, 'subscriber' => $add_user( array( 'user_login' => 'ann', 'role' => 'subscriber' ) ), 'editor' => $add_user( array( 'user_login' => 'edi', 'role' => 'editor' ) ) ) as $who => $id ) {
			foreach ( $args['routes'] as [ $method, $path, $json ] ) {
				$statuses[ $who ][] = $ask( $method, $path, $json, $id )['status'];
			}
		}
		return $statuses + array( 'changed' => $before === get_option( 'known_visitor_settings' ) && '' !== get_option( 'known_visitor_secret' ) ? array() : array( 1 ) );`,
		{
			routes: ROUTES.map( ( [ method, path, body ] ) => [
				method,
				path,
				body ? JSON.stringify( body ) : '',
			] ),
		}
	);
	const route = '/known-visitor/v1/settings';
	const status = async ( answer: Promise< { status: () => number } > ) =>
		( await answer ).status();

	expect( inside ).toEqual( {
		guest: ROUTES.map( () => 401 ),
		subscriber: ROUTES.map( () => 403 ),
		editor: ROUTES.map( () => 403 ),
		changed: [],
	} );
	expect( await status( site.get( `/wp-json${ route }`, NOTHING ) ) ).toBe(
		401
	);
	expect(
		await status(
			site.get( `/wp-json${ route }`, {
				...NOTHING,
				method: 'POST',
				data: { enabled: false },
			} )
		)
	).toBe( 401 );
	expect(
		await status(
			site.get( `/wp-json${ route }`, {
				...NOTHING,
				headers: { 'X-WP-Nonce': 'stale' },
			} )
		)
	).toBe( 403 );
	const answer = await site.rest( route, NOTHING );
	expect( answer.status() ).toBe( 200 );
	expect( await answer.json() ).toEqual( {
		...AT_ACTIVATION,
		site_address: site.url.replace( 'http://', '' ).replace( /:\d+$/, '' ),
	} );
	expect( answer.headers()[ 'cache-control' ] ).toContain( 'no-store' );
} );

test( 'every route describes itself', async ( { site } ) => {
	const described = await inPhp<
		Record<
			string,
			{
				readonly methods: Record< string, string[] >;
				readonly schema: string;
				readonly typeless: string[];
				readonly required?: string[];
			}
		>
	>(
		site,
		`foreach ( array( '/settings', '/secret', '/secret/match', '/preview', '/status', '/hosts', '/cache' ) as $path ) {
			$data = $ask( 'OPTIONS', $path, '', 0 )['data'];
			foreach ( $data['endpoints'] as $endpoint ) {
				$found[ $path ]['methods'][ implode( ' ', $endpoint['methods'] ) ] = array_keys( $endpoint['args'] );
				foreach ( $endpoint['args'] as $name => $arg ) {
					isset( $arg['type'], $arg['description'] ) || $found[ $path ]['typeless'][] = $name;
					$arg['required'] && $found[ $path ]['required'][] = $name;
				}
			}
			$found[ $path ] += array( 'schema' => $data['schema']['title'] ?? '', 'typeless' => array() );
		}
		return $found;`
	);
	const keys = Object.keys( AT_ACTIVATION ).filter(
		( key ) => key !== 'secret'
	);

	expect( described ).toEqual( {
		'/settings': {
			methods: {
				GET: [],
				POST: [
					'enabled',
					'recipe',
					'site_address',
					...keys.slice( 2 ),
					'base',
				],
			},
			schema: 'known-visitor-settings',
			typeless: [],
		},
		'/secret': {
			methods: {
				POST: [ 'secret', 'recipe', 'site_address' ],
				DELETE: [],
			},
			schema: 'known-visitor-settings',
			typeless: [],
		},
		'/secret/match': {
			methods: { POST: [ 'secret', 'user', 'hash' ] },
			schema: 'known-visitor-secret-match',
			typeless: [],
			required: [ 'secret', 'user', 'hash' ],
		},
		'/preview': {
			methods: { POST: [ 'user', 'url', 'settings' ] },
			schema: 'known-visitor-preview',
			typeless: [],
		},
		'/status': {
			methods: { GET: [ 'fresh' ] },
			schema: 'known-visitor-status',
			typeless: [],
		},
		'/hosts': {
			methods: {
				GET: [],
				POST: [ 'decision', 'host' ],
				DELETE: [ 'host' ],
			},
			schema: 'known-visitor-hosts',
			typeless: [],
			required: [ 'decision' ],
		},
		'/cache': {
			methods: { GET: [ 'check' ] },
			schema: 'known-visitor-cache',
			typeless: [],
		},
	} );
} );

test( 'what a route answers fits its schema, also where nothing usable is stored', async ( {
	site,
} ) => {
	const described = await inPhp<
		readonly {
			readonly path: string;
			readonly schema: Schema;
			readonly data: unknown;
		}[]
	>(
		site,
		`foreach ( array( null, 'rubbish' ) as $stored ) {
			foreach ( array( 'settings', 'secret', 'site' ) as $name ) {
				null === $stored ? delete_option( "known_visitor_$name" ) : update_option( "known_visitor_$name", $stored );
			}
			foreach ( array( '/settings', '/status', '/hosts', '/preview/pages' ) as $path ) {
				$schema      = $ask( 'OPTIONS', $path )['data']['schema'];
				$described[] = compact( 'path', 'schema' ) + $ask( 'GET', $path );
			}
		}
		return $described;`
	);

	expect( described ).toHaveLength( 8 );
	for ( const { path, schema, data } of described ) {
		expect.soft( findFault( schema, data ), path ).toBeUndefined();
	}
} );

test( 'an update changes what it names, and answers everything', async ( {
	site,
} ) => {
	const sent = {
		enabled: false,
		recipe: 'md5',
		site_address: 'www.Example.com/shop/',
		fields: {
			name: 'nickname',
			last_name: 'none',
			avatar: false,
			email: false,
			www: true,
			position: true,
		},
		first_message:
			'Hello [b]{nickname|you}[/b]\n"quoted" \\ back & <i>slash</i>',
		meta_keys: [ 'phone', 'billing_phone' ],
		card: {
			enabled: true,
			find_in_crm: true,
			rows: [ { label: 'Phone', value: '{meta:phone|none}' } ],
		},
		widget_url: ADDRESS,
		roles: [ 'editor', 'subscriber' ],
		paths: { mode: 'only', list: [ '/checkout/*', '*' ] },
		delivery: 'request',
		forget: false,
		delete_data: false,
	};
	const answers = await askInTurn< Settings >( site, [
		...Object.entries( sent ).map(
			( [ key, value ] ) =>
				[ 'POST', '/settings', { [ key ]: value } ] as const
		),
		[ 'GET', '/settings' ],
		[ 'POST', '/settings', {} ],
		[
			'POST',
			'/settings',
			{
				first_message: '',
				meta_keys: [],
				widget_url: '',
				card: { enabled: false, find_in_crm: false, rows: [] },
				roles: [],
				paths: { mode: 'all', list: [] },
			},
		],
	] );

	const statuses = answers.map( ( { status } ) => status );
	expect( statuses ).toEqual( statuses.map( () => 200 ) );
	expect( answers[ 0 ]?.data ).toMatchObject( {
		enabled: false,
		recipe: 'hmac',
		forget: true,
	} );
	const { secret } = AT_ACTIVATION;
	expect( answers.at( -3 )?.data ).toEqual( { ...sent, secret } );
	expect( answers.at( -2 )?.data ).toEqual( { ...sent, secret } );
	expect( answers.at( -1 )?.data ).toMatchObject( {
		first_message: '',
		meta_keys: [],
		card: { enabled: false, find_in_crm: false, rows: [] },
		widget_url: '',
		roles: [],
		paths: { mode: 'all', list: [] },
		recipe: 'md5',
	} );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'a request of the browser is stored as it was sent', async ( {
	site,
} ) => {
	const message = 'Ünïcödé 😀 \\n "quotes" <b>&amp;</b> {{ [br]\r\nnext';
	const answer = await site.rest( '/known-visitor/v1/settings', {
		...NOTHING,
		method: 'POST',
		data: {
			first_message: message,
			card: {
				enabled: true,
				find_in_crm: false,
				rows: [ { label: 'Note', value: message } ],
			},
		},
	} );

	const stored = message.replace( '\r\n', '\n' );
	expect( answer.status() ).toBe( 200 );
	expect( await answer.json() ).toMatchObject( {
		first_message: stored,
		card: { rows: [ { label: 'Note', value: stored } ] },
	} );
} );

const rows = ( count: number ) =>
	Array.from( { length: count }, () => ( { label: 'a', value: 'b' } ) );
const { fields } = AT_ACTIVATION;

/** What each setting refuses, and words of what is allowed. */
const REFUSED: Readonly<
	Record<
		string,
		{ readonly values: readonly unknown[]; readonly allowed: RegExp }
	>
> = {
	enabled: {
		values: [ 'perhaps', 2, -1, null, [], {}, [ true ] ],
		allowed: /true or false/,
	},
	forget: { values: [ 'no', 1.5, null ], allowed: /true or false/ },
	delete_data: { values: [ 'no', null, [] ], allowed: /true or false/ },
	recipe: {
		values: [ '', 'sha1', 'HMAC', 1, true, null, [ 'hmac' ] ],
		allowed: /hmac.*md5/,
	},
	delivery: {
		values: [ '', 'pages', 0, null, {} ],
		allowed: /page.*request/,
	},
	site_address: {
		values: [
			'',
			'x'.repeat( 256 ),
			12,
			null,
			[],
			'a\nb',
			'a\n',
			'a\u0000',
		],
		allowed: /1 to 255 printable characters/,
	},
	fields: {
		values: [
			null,
			'first_name',
			[],
			{},
			{ name: 'first_name' },
			{ ...fields, name: 'email' },
			{ ...fields, last_name: '' },
			{ ...fields, avatar: 'large' },
			{ ...fields, gender: true },
		],
		allowed: /name, last_name, avatar, email, www, position/,
	},
	first_message: {
		values: [
			'x'.repeat( 4001 ),
			'😀'.repeat( 4001 ),
			1,
			null,
			[],
			'a\u0000b',
			true,
		],
		allowed: /at most 4,000 characters/,
	},
	meta_keys: {
		values: [
			null,
			{ a: 'b' },
			[ 1 ],
			[ '' ],
			[ 'a{b' ],
			[ [ 'phone' ] ],
			Array.from( { length: 51 }, ( _, index ) => `key${ index }` ),
		],
		allowed: /at most 50/,
	},
	card: {
		values: [
			null,
			[],
			true,
			{ enabled: true, find_in_crm: true },
			{ enabled: true, rows: [] },
			...[
				{ rows: { label: 'a' } },
				{ rows: rows( 21 ) },
				{ rows: [ { label: 'a' } ] },
				{ rows: [ { label: 'a', value: 1 } ] },
				{ rows: [ { label: 'a', value: 'b', more: 'c' } ] },
				{ rows: [], find_in_crm: 1 },
				{ rows: [], color: 'red' },
			].map( ( wrong ) => ( {
				enabled: true,
				find_in_crm: true,
				...wrong,
			} ) ),
		],
		allowed: /enabled, find_in_crm, rows/,
	},
	roles: {
		values: [ null, [ 'no_such_role' ], [ 1 ], { editor: true }, 12 ],
		allowed: /list/,
	},
	paths: {
		values: [
			null,
			[],
			{ mode: 'all' },
			{ mode: 'some', list: [] },
			{ mode: 'only', list: null },
			{ mode: 'only', list: [ '' ] },
			{ mode: 'only', list: [ 'https://example.com/' ] },
			{ mode: 'only', list: [ 5 ] },
			{ mode: 'only', list: Array.from( { length: 201 }, () => '/' ) },
		],
		allowed: /mode, list/,
	},
	widget_url: {
		values: [ 12, null, [ ADDRESS ], 'x'.repeat( 10_001 ) ],
		allowed: /widget/,
	},
	secret: {
		values: [ SECRET, { source: 'option', strong: true }, null ],
		allowed: /POST \/secret/,
	},
	color: { values: [ 'red', null ], allowed: /enabled, recipe/ },
};

test( 'a wrong value is refused with its name and what is allowed, and nothing is saved', async ( {
	site,
} ) => {
	const tries = Object.entries( REFUSED ).flatMap(
		( [ key, { values, allowed } ] ) =>
			values.map( ( value ) => ( { key, value, allowed } ) )
	);
	const answers = await askInTurn< Refusal >( site, [
		...tries.map(
			( { key, value } ) =>
				[
					'POST',
					'/settings',
					// The other one is right, and must not be saved either.
					{
						[ key === 'enabled' ? 'forget' : 'enabled' ]: false,
						[ key ]: value,
					},
				] as const
		),
	] );
	const [ after ] = await askInTurn< Settings >( site, [
		[ 'GET', '/settings' ],
	] );

	for ( const [ index, { key, value, allowed } ] of tries.entries() ) {
		const said = `${ key }: ${ JSON.stringify( value ).slice( 0, 80 ) }`;
		const { status, data } =
			answers[ index ] ?? ( {} as Answer< Refusal > );
		expect.soft( status, said ).toBe( 400 );
		expect.soft( data?.message, said ).toContain( key );
		expect
			.soft( Object.keys( data?.data?.params ?? {} ), said )
			.toEqual( [ key ] );
		expect.soft( data?.data?.params?.[ key ], said ).toMatch( allowed );
	}
	expect( after?.data ).toMatchObject( AT_ACTIVATION );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'a list is a list, and a number no text: nothing is guessed', async ( {
	site,
} ) => {
	const answers = await askInTurn< Refusal >(
		site,
		[
			{ roles: 'editor' },
			{ meta_keys: 'phone' },
			{ paths: { mode: 'only', list: '/a/ /b/' } },
			{ card: { enabled: 'true', find_in_crm: false, rows: [] } },
			{ enabled: 'true' },
			{ enabled: 1 },
			{ card: '' },
			// An empty list of roles means all of them: an object is none.
			{ roles: {} },
			{ roles: { 0: 'editor' } },
			{ meta_keys: {} },
			{ paths: { mode: 'only', list: {} } },
			{ card: { enabled: true, find_in_crm: false, rows: {} } },
		].map( ( body ) => [ 'POST', '/settings', body ] as const )
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual(
		answers.map( () => 400 )
	);
} );

test( 'what is wrong deep inside a setting is named, with what is allowed there', async ( {
	site,
} ) => {
	const card = { enabled: true, find_in_crm: false };
	const tries: readonly ( readonly [ object, string, RegExp ] )[] = [
		[
			{ paths: { mode: 'only', list: [ '/a', 'checkout' ] } },
			'paths[list][1]',
			/starts with \/ or \*/,
		],
		[
			{ paths: { mode: 'except', list: [ '/?page_id=2' ] } },
			'paths[list][0]',
			/without \? and #/,
		],
		[
			{ paths: { mode: 'except', list: [ '/a', '/b/#c' ] } },
			'paths[list][1]',
			/without \? and #/,
		],
		[
			{ paths: { mode: 'some', list: [] } },
			'paths[mode]',
			/all, only or except/,
		],
		[
			{
				card: { ...card, rows: [ { label: 'a\tb', value: 'c' } ] },
			},
			'card[rows][0][label]',
			/at most 255 printable characters/,
		],
		[
			{ fields: { ...fields, avatar: 'large' } },
			'fields[avatar]',
			/true or false/,
		],
		[
			{ card: { ...card, rows: [ { label: 'a' } ] } },
			'card[rows][0]',
			/an object with label, value/,
		],
		[ { meta_keys: [ 'a', 'b|c' ] }, 'meta_keys[1]', /without \{ \} \|/ ],
	];
	const answers = await askInTurn< Refusal >(
		site,
		tries.map( ( [ body ] ) => [ 'POST', '/settings', body ] as const )
	);

	for ( const [ index, [ body, place, allowed ] ] of tries.entries() ) {
		const said = Object.values(
			answers[ index ]?.data.data.params ?? {}
		).join();
		expect.soft( said, JSON.stringify( body ) ).toContain( place );
		expect.soft( said, JSON.stringify( body ) ).toMatch( allowed );
	}
} );

test( 'a base that is no object is refused by its name, with what is allowed', async ( {
	site,
} ) => {
	const bases = [ null, '', 'hmac', 0, true, [ { recipe: 'hmac' } ] ];
	const answers = await askInTurn< Refusal >( site, [
		...bases.map(
			( base ) =>
				[ 'POST', '/settings', { recipe: 'md5', base } ] as const
		),
		[ 'POST', '/settings', { recipe: 'sha1', base: 5 } ],
	] );
	const [ after ] = await askInTurn< Settings >( site, [
		[ 'POST', '/settings', { base: {} } ],
	] );

	for ( const [ index, { status, data } ] of answers.entries() ) {
		const said = JSON.stringify( bases[ index ] );
		expect.soft( status, said ).toBe( 400 );
		expect
			.soft( data.data.params?.[ 'base' ], said )
			.toMatch( /^base .*Allowed: an object/ );
	}
	expect( Object.keys( answers.at( -1 )?.data.data.params ?? {} ) ).toEqual( [
		'base',
		'recipe',
	] );
	expect( after ).toMatchObject( { status: 200, data: { recipe: 'hmac' } } );
} );

test( 'what cannot be read is refused, and what stands in the address is not passed over', async ( {
	site,
} ) => {
	const ask = async ( path: string, type?: string, body?: string ) => {
		const answer = await site.rest( `/known-visitor/v1${ path }`, {
			...NOTHING,
			method: 'POST',
			headers: type ? { 'Content-Type': type } : {},
			...( body === undefined ? {} : { data: Buffer.from( body ) } ),
		} );
		return {
			status: answer.status(),
			data: ( await answer.json() ) as Refusal & Settings,
		};
	};
	const stored = () =>
		inPhp( site, `return get_option( 'known_visitor_secret' );` );
	const before = await stored();
	const json = JSON.stringify( { secret: SECRET } );

	for ( const [ path, type, body ] of [
		// A client that forgets to say that it is JSON, as curl does.
		[ '/secret', 'application/x-www-form-urlencoded', json ],
		[ '/secret', 'text/plain', json ],
		[ '/secret', 'application/json', 'null' ],
		[ '/secret', 'application/json', JSON.stringify( SECRET ) ],
		[ '/secret', 'application/json', JSON.stringify( [ SECRET ] ) ],
		[ '/secret', 'application/x-www-form-urlencoded', SECRET ],
		[ '/settings', 'text/plain', '{"enabled":false}' ],
		[ '/settings', 'application/json', '[{"enabled":false}]' ],
		[ '/settings', 'application/json', '5' ],
		[ '/preview', 'text/plain', '{"settings":{"enabled":false}}' ],
	] as const ) {
		const { status, data } = await ask( path, type, body );
		const said = `${ path } ${ type } ${ body }`;
		expect.soft( status, said ).toBe( 400 );
		expect
			.soft( Object.keys( data.data?.params ?? {} ), said )
			.toEqual( [ 'body' ] );
		expect.soft( JSON.stringify( data ), said ).not.toContain( SECRET );
	}
	// Servers keep addresses in their logs.
	for ( const path of [ '/secret', '/secret/match' ] ) {
		const { status, data } = await ask( `${ path }?secret=${ SECRET }` );
		expect( status ).toBe( 400 );
		expect( data.data?.params?.[ 'secret' ] ).toContain( 'in the body' );
		expect( JSON.stringify( data ) ).not.toContain( SECRET );
	}
	expect( await stored() ).toEqual( before );
	expect( await ask( '/settings?recipe=md5&_locale=user' ) ).toMatchObject( {
		status: 200,
		data: { recipe: 'md5' },
	} );
	expect(
		await ask(
			'/settings?recipe=md5',
			'application/x-www-form-urlencoded',
			'recipe=hmac'
		)
	).toMatchObject( { status: 200, data: { recipe: 'hmac' } } );
	expect( await ask( '/settings', 'application/json', '{}' ) ).toMatchObject(
		{ status: 200, data: AT_ACTIVATION }
	);
} );

test( 'all that is wrong is named at once', async ( { site } ) => {
	const [ answer ] = await askInTurn< Refusal >( site, [
		[
			'POST',
			'/settings',
			{ recipe: 'x', color: 1, forget: false, roles: [ 'x' ] },
		],
	] );

	expect( Object.keys( answer?.data.data.params ?? {} ).sort() ).toEqual( [
		'color',
		'recipe',
		'roles',
	] );
} );

test( 'the longest values that are allowed are taken', async ( { site } ) => {
	const sent = {
		first_message: '😀'.repeat( 4000 ),
		site_address: 'ж'.repeat( 255 ),
		meta_keys: Array.from(
			{ length: 50 },
			( _, index ) => `key${ index }`
		),
		card: { enabled: true, find_in_crm: false, rows: rows( 20 ) },
		paths: {
			mode: 'only',
			list: Array.from( { length: 200 }, ( _, index ) => `/${ index }/` ),
		},
	};
	const [ answer ] = await askInTurn< Settings >( site, [
		[ 'POST', '/settings', sent ],
	] );

	expect( answer?.status ).toBe( 200 );
	expect( answer?.data ).toMatchObject( sent );
} );

test( 'what is secret of a user can never be allowed as meta', async ( {
	site,
} ) => {
	const keys = [
		'session_tokens',
		'wp_capabilities',
		'wp_user_level',
		'user_pass',
		'password',
		'_application_passwords',
		'user_activation_key',
	];
	const answers = await askInTurn< Refusal >(
		site,
		keys.map(
			( key ) =>
				[
					'POST',
					'/settings',
					{ meta_keys: [ 'phone', key ], forget: false },
				] as const
		)
	);
	const [ after ] = await askInTurn< Settings >( site, [
		[ 'GET', '/settings' ],
	] );

	for ( const [ index, key ] of keys.entries() ) {
		expect( answers[ index ]?.status, key ).toBe( 400 );
		expect( answers[ index ]?.data.data.params ).toEqual( {
			meta_keys: expect.stringContaining( key ),
		} );
	}
	expect( after?.data ).toMatchObject( { meta_keys: [], forget: true } );
} );

/** What is said of code that is no widget's. */
const WRONG_CODE: Readonly< Record< string, RegExp > > = {
	nothing: /no address of a script/,
	form: /a Bitrix24 form/,
	call: /call tracking/,
	insecure: /https:\/\//,
	other: /loader_<number>/,
};

test( 'the widget’s address is taken out of the code that was pasted, and of nothing else', async ( {
	site,
} ) => {
	const answers = await askInTurn< Settings & Refusal >(
		site,
		pasted.map(
			( { pasted: code } ) =>
				[ 'POST', '/settings', { widget_url: code } ] as const
		)
	);

	for ( const [
		index,
		{ pasted: code, address, problem },
	] of pasted.entries() ) {
		const { status, data } =
			answers[ index ] ?? ( {} as Answer< Settings & Refusal > );
		if ( problem === undefined ) {
			expect.soft( status, code ).toBe( 200 );
			expect.soft( data[ 'widget_url' ], code ).toBe( address );
		} else {
			expect.soft( status, code ).toBe( 400 );
			expect
				.soft( data.data.params?.[ 'widget_url' ], code )
				.toMatch( WRONG_CODE[ problem ] ?? /^$/ );
		}
	}
} );

test( 'the script of a host that is not Bitrix24’s is taken only from who may use unfiltered HTML', async ( {
	site,
} ) => {
	const foreign = 'https://evil.example/crm/site_button/loader_1_a.js';
	const { answers, after } = await inPhp< {
		readonly answers: readonly Answer< Settings & Refusal >[];
		readonly after: string;
	} >(
		site,
		`add_role( 'owner', 'Owner', array( 'read' => true, 'manage_options' => true ) );
		$owner = $add_user( array( 'user_login' => 'owner', 'role' => 'owner' ) );
		$save  = static fn ( $code, $who ) => $ask( 'POST', '/settings', wp_json_encode( array( 'widget_url' => $code ) ), $who );
		$answers = array( $save( $args['foreign'], $owner ), $save( $args['own'], $owner ), $save( $args['foreign'], 1 ), $save( $args['foreign'], $owner ), $save( str_replace( 'evil', 'other', $args['foreign'] ), $owner ) );
		return array( 'answers' => $answers, 'after' => get_option( 'known_visitor_settings' )['widget_url'] );`,
		{ foreign, own: ADDRESS }
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual( [
		// The one that somebody else was allowed to store may stay.
		400, 200, 200, 200, 400,
	] );
	expect( answers[ 0 ]?.data.data.params?.[ 'widget_url' ] ).toMatch(
		/evil\.example.*unfiltered HTML/
	);
	expect( after ).toBe( foreign );
} );

test( 'a role that is gone may stay among the chosen ones, but not come in', async ( {
	site,
} ) => {
	const answers = await inPhp< readonly Answer< Settings & Refusal >[] >(
		site,
		`add_role( 'shop', 'Shop', array( 'read' => true ) );
		$save    = static fn ( ...$roles ) => $ask( 'POST', '/settings', wp_json_encode( array( 'roles' => $roles ) ) );
		$answers = array( $save( 'shop', 'editor', 'shop' ) );
		remove_role( 'shop' );
		$answers[] = $ask( 'GET', '/settings' );
		$answers[] = $save( 'shop' );
		$answers[] = $save( 'shop', 'never_was' );
		$answers[] = $save( 'editor' );
		$answers[] = $save( 'shop' );
		return $answers;`
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual( [
		200, 200, 200, 400, 200, 400,
	] );
	expect( answers[ 0 ]?.data[ 'roles' ] ).toEqual( [ 'shop', 'editor' ] );
	expect( answers[ 1 ]?.data[ 'roles' ] ).toEqual( [ 'shop', 'editor' ] );
	expect( answers[ 2 ]?.data[ 'roles' ] ).toEqual( [ 'shop' ] );
	expect( answers[ 3 ]?.data.data.params?.[ 'roles' ] ).toMatch(
		/never_was.*administrator, editor/
	);
} );

test( 'two administrators who save at once do not lose each other’s fields', async ( {
	site,
} ) => {
	const after = await inPhp< Settings >(
		site,
		`$theirs = array_merge( get_option( 'known_visitor_settings' ), array( 'recipe' => 'md5', 'first_message' => 'Theirs' ) );
		// Another request writes after this one has read its options.
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( $theirs ) ), array( 'option_name' => 'known_visitor_settings' ) );
		$ask( 'POST', '/settings', '{"forget":false}' );
		wp_cache_flush();
		return get_option( 'known_visitor_settings' );`
	);

	expect( after ).toMatchObject( {
		recipe: 'md5',
		first_message: 'Theirs',
		forget: false,
		enabled: true,
	} );
} );

test( 'who saves while another is saving waits for it', async ( { site } ) => {
	const inside = join( site.folder, 'wp-content/another-saves' );
	// On a PHP that serves one request after another, they cannot meet.
	site.muPlugin(
		'slow',
		`isset( $_GET['slow'] ) && add_filter( 'pre_update_option_known_visitor_settings', static function ( $value ) {
			touch( WP_CONTENT_DIR . '/another-saves' );
			usleep( 500000 );
			return $value;
		}, PHP_INT_MAX );`
	);
	const save = ( query: string, data: object ) =>
		site.rest( `/known-visitor/v1/settings${ query }`, {
			...NOTHING,
			method: 'POST',
			data,
		} );
	// Signs in.
	await site.rest( '/known-visitor/v1/settings', NOTHING );
	const slow = save( '?slow=1', { forget: false } );
	await expect.poll( () => existsSync( inside ) ).toBe( true );
	const quick = await save( '', { first_message: 'Mine' } );
	rmSync( inside );

	expect( [ ( await slow ).status(), quick.status() ] ).toEqual( [
		200, 200,
	] );
	expect(
		await inPhp( site, `return $ask( 'GET', '/settings' )['data'];` )
	).toMatchObject( { forget: false, first_message: 'Mine' } );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'what somebody else changed since is a conflict, and nothing is saved', async ( {
	site,
} ) => {
	const { answers, after } = await inPhp< {
		answers: Answer[];
		after: Settings;
	} >(
		site,
		`$theirs = array_merge( get_option( 'known_visitor_settings' ), array( 'first_message' => 'Theirs', 'forget' => false ) );
		// Another request writes after this one has read its options.
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( $theirs ) ), array( 'option_name' => 'known_visitor_settings' ) );
		foreach ( array(
			'{"first_message":"Mine","recipe":"md5","base":{"first_message":"Before","recipe":"hmac"}}',
			'{"first_message":"Theirs","base":{"first_message":"Before"}}',
			'{"recipe":"md5","base":{"recipe":"hmac"}}',
			'{"first_message":"Mine"}',
			'{"paths":{"mode":"only","list":["/a/"]},"base":{"paths":{"list":[],"mode":"all"}}}',
			'{"paths":{"mode":"only","list":["/b/"]},"base":{"paths":{"list":["/a"],"mode":"only"}}}',
		) as $body ) {
			$answers[] = $ask( 'POST', '/settings', $body );
			$all[]     = get_option( 'known_visitor_settings' );
		}
		return array( 'answers' => $answers, 'after' => $all[0] );`
	);

	expect( answers[ 0 ] ).toEqual( {
		status: 409,
		data: {
			code: 'known_visitor_conflict',
			message: expect.stringContaining( 'Nothing was saved' ),
			data: { status: 409, settings: { first_message: 'Theirs' } },
		},
	} );
	expect( after ).toMatchObject( {
		recipe: 'hmac',
		first_message: 'Theirs',
		forget: false,
	} );
	// The same change twice, another setting, a client that says nothing of before, and the parts in another order are none.
	expect( answers.slice( 1 ).map( ( { status } ) => status ) ).toEqual( [
		200, 200, 200, 200, 409,
	] );
	expect( answers[ 3 ]?.data ).toMatchObject( {
		recipe: 'md5',
		first_message: 'Mine',
		forget: false,
	} );
} );

test( 'what a cache takes for absent, since the database failed once, is not saved over', async ( {
	site,
} ) => {
	const saved = await inPhp< Settings >(
		site,
		`$settings( array( 'recipe' => 'md5', 'roles' => array( 'editor' ) ) );
		// What is left of a query that failed, of an option that a plugin for speed took out of those that load at once.
		wp_set_option_autoload( 'known_visitor_settings', false );
		wp_cache_set( 'notoptions', array( 'known_visitor_settings' => true ), 'options' );
		$ask( 'POST', '/settings', '{"forget":false}' );
		return get_option( 'known_visitor_settings' );`
	);

	expect( saved ).toMatchObject( {
		enabled: true,
		recipe: 'md5',
		roles: [ 'editor' ],
		forget: false,
	} );
} );

test( 'a database that takes nothing is an error, not a success', async ( {
	site,
} ) => {
	const answers = await inPhp< Answer< Refusal >[] >(
		site,
		`add_filter( 'query', static fn ( $query ) => preg_match( '/^\\s*(UPDATE|INSERT|DELETE|REPLACE)/i', $query ) && str_contains( $query, 'known_visitor' ) ? '' : $query );
		return array(
			$ask( 'POST', '/settings', '{"forget":false}' ),
			$ask( 'POST', '/secret', '{}' ),
			$ask( 'DELETE', '/secret' ),
		);`
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual( [
		500, 500, 500,
	] );
	const [ after ] = await askInTurn< Settings >( site, [
		[ 'GET', '/settings' ],
	] );
	expect( after?.data ).toMatchObject( AT_ACTIVATION );
} );
