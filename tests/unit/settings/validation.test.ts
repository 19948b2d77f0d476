/**
 * What the screen refuses before the server does, and its words for that.
 */
import type { CardRow, Edits } from '../../../src/settings/settings';
import {
	canBeSent,
	findUnfinished,
	validate,
} from '../../../src/settings/validation';
import {
	isVendors,
	readWidgetCode,
} from '../../../src/settings/validation/widget-code';
import pasted from '../../vectors/widget-code.json';
import { settings } from './settings';

// A language in which each sentence of ours stands in brackets.
jest.mock( '@wordpress/i18n', () => ( {
	...jest.requireActual< object >( '@wordpress/i18n' ),
	__: ( text: string, domain: string ) =>
		domain === 'known-visitor' ? `⟦${ text }⟧` : text,
} ) );

const IN_OUR_LANGUAGE = /^⟦.*⟧$/;

const LOADER = 'crm/site_button/loader_4_abc123.js';

describe( 'The code of the widget', () => {
	it.each( pasted )(
		'is taken apart as on the server: $pasted',
		( { pasted: code, ...expected } ) => {
			expect( readWidgetCode( code ) ).toEqual( expected );
		}
	);

	it.each( [
		[ 'cdn.bitrix24.com', true ],
		[ 'cdn-ru.bitrix24.ru', true ],
		[ 'cdn.bitrix24.com.br', true ],
		[ 'cdn.bitrix24.com.evil.example', false ],
		[ 'cdn.bitrix24.com:8443', false ],
		[ 'portal.example.org', false ],
	] )( 'from %s is Bitrix24’s own: %s', ( host, own ) => {
		expect( isVendors( `https://${ host }/${ LOADER }` ) ).toBe( own );
	} );
} );

describe( 'A setting', () => {
	it( 'is right as it is on a new site', () => {
		expect( validate( settings() ) ).toStrictEqual( {} );
	} );

	const row = { label: 'a', value: 'b' };
	const card = ( ...rows: readonly CardRow[] ) => ( {
		card: { enabled: true, find_in_crm: false, rows: [ ...rows ] },
	} );
	const only = ( ...list: readonly string[] ) => ( {
		paths: { mode: 'only' as const, list: [ ...list ] },
	} );
	const many = ( count: number ) =>
		Array.from( { length: count }, ( _, index ) => `/k${ index }` );

	const RIGHT: Readonly< Record< string, Edits > > = {
		'paths and stars': only( '/a/', '*', '/a/*' ),
		'200 paths': only( ...many( 200 ) ),
		'user meta': { meta_keys: [ 'customer_number', 'billing.city' ] },
		'255 letters of an address': { site_address: 'ж'.repeat( 255 ) },
		'4,000 emoji': { first_message: '😀'.repeat( 4000 ) },
		'20 rows': card( ...Array( 20 ).fill( row ) ),
		'an empty row': card( { label: '', value: '' } ),
		'the code of a widget': {
			widget_url: `<script>loader( "https://cdn.bitrix24.com/b1/${ LOADER }" )</script>`,
		},
	};

	it.each( Object.entries( RIGHT ) )( 'may be %s', ( _, edits ) => {
		expect( validate( settings( edits ) ) ).toStrictEqual( {} );
	} );

	const WRONG: Readonly< Record< string, readonly [ Edits, RegExp ] > > = {
		'no path': [ only( 'shop' ), /has to start with/ ],
		'a whole address': [
			only( '/a', 'https://a.example/' ),
			/not an address of this site/,
		],
		'a query': [ only( '/?page_id=2' ), /would mean another page/ ],
		'a query behind a star': [ only( '*?a=b' ), /would mean another page/ ],
		'201 paths': [ only( ...many( 201 ) ), /room for 200/ ],
		'an address without TLS': [
			only( 'http://a.example/' ),
			/not an address of this site/,
		],
		'an address further on': [
			only( 'see https://a.example/' ),
			/has to start with/,
		],
		'a long path': [
			only( `/${ 'a'.repeat( 255 ) }` ),
			/“\/a{29}…” is too long\. At most 255/,
		],
		sessions: [ { meta_keys: [ 'session_tokens' ] }, /can never be sent/ ],
		capabilities: [
			{ meta_keys: [ 'wp_2_capabilities' ] },
			/can never be sent/,
		],
		'a password in other spelling': [
			{ meta_keys: [ 'backupCode' ] },
			/can never be sent/,
		],
		'a key after a digit': [ { meta_keys: [ 'v2Key' ] }, /never be sent/ ],
		'a second factor': [ { meta_keys: [ 'Two -- Factor' ] }, /never/ ],
		'no key': [ { meta_keys: [ 'a|b' ] }, /is not a valid key/ ],
		'an empty key': [ { meta_keys: [ '' ] }, /is not a valid key/ ],
		'51 keys': [ { meta_keys: many( 51 ) }, /room for 50/ ],
		'no address': [ { site_address: '' }, /cannot be empty/ ],
		'two lines': [ { site_address: 'a\nb' }, /one line of at most 255/ ],
		'4,001 characters': [
			{ first_message: 'x'.repeat( 4001 ) },
			/At most 4,000/,
		],
		'a control character': [ { first_message: 'a\u0000' }, /control/ ],
		'a control character in a label': [
			card( { ...row, label: 'a\u0000' } ),
			/control/,
		],
		'a control character in a value': [
			card( { ...row, value: 'a\u0000' } ),
			/control/,
		],
		'a role with a control character': [
			{ roles: [ '\u0000' ] },
			/control/,
		],
		'what is no widget': [
			{ widget_url: 'https://a.example/a.js' },
			/not the code of a Bitrix24 website widget/,
		],
		'21 rows': [ card( ...Array( 21 ).fill( row ) ), /20 rows/ ],
		'a long label': [
			card( row, { ...row, label: 'x'.repeat( 256 ) } ),
			/⟦This is too long. At most 255/,
		],
		'a long value': [
			card( { ...row, value: 'x'.repeat( 1001 ) } ),
			/⟦This is too long. At most 1,000/,
		],
	};

	it.each( Object.entries( WRONG ) )(
		'cannot be %s, before the server says so',
		( _, [ edits, sentence ] ) => {
			const wrong = validate( settings( edits ) );

			expect( Object.keys( wrong ) ).toEqual( Object.keys( edits ) );
			expect( Object.values( wrong ) ).toEqual( [
				expect.stringMatching( sentence ),
			] );
			expect( Object.values( wrong ) ).toEqual( [
				expect.stringMatching( IN_OUR_LANGUAGE ),
			] );
		}
	);
} );

describe( 'A user meta key', () => {
	it.each( [
		[ 'customer_number', true ],
		[ 'session_tokens', false ],
		[ 'user_session', false ],
		[ 'sessions_attended', true ],
		[ 'compass_level', true ],
		[ 'bypass_code', false ],
		[ 'a{b', false ],
	] )( '%s may be put on the list: %s', ( key, may ) => {
		expect( canBeSent( key ) ).toBe( may );
	} );
} );

describe( 'What was begun', () => {
	const BOTH = { roles: true, paths: true };
	const roles = [ expect.stringMatching( /^⟦Select at least one role/ ) ];
	const paths = [ expect.stringMatching( /^⟦Add at least one page/ ) ];

	it.each< [ string, Edits, typeof BOTH, unknown[] ] >( [
		[ 'no role', {}, BOTH, roles ],
		[ 'a role', { roles: [ 'customer' ] }, BOTH, [] ],
		[ 'nothing', {}, { roles: false, paths: true }, [] ],
		[
			'no page',
			{ roles: [ 'customer' ], paths: { mode: 'only', list: [] } },
			BOTH,
			paths,
		],
		[
			'a page',
			{ roles: [ 'customer' ], paths: { mode: 'only', list: [ '/a' ] } },
			BOTH,
			[],
		],
		[
			'no exception',
			{ roles: [ 'customer' ], paths: { mode: 'except', list: [] } },
			BOTH,
			[],
		],
		[
			'a list that the owner has not touched',
			{ paths: { mode: 'only', list: [] } },
			{ roles: false, paths: false },
			[],
		],
	] )( 'is told while it has %s', ( _, edits, begun, told ) => {
		const unfinished = findUnfinished( settings( edits ), begun );
		expect( Object.values( unfinished ) ).toEqual( told );
		expect( Object.keys( unfinished ) ).toEqual(
			told.length === 0 ? [] : [ told === roles ? 'roles' : 'paths' ]
		);
	} );
} );
