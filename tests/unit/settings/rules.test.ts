/**
 * What the screen works out by itself: what was pasted, what is refused, what
 * BBCode means, and that all of it agrees with the server.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { normalize, parse, textOf } from '../../../src/settings/bbcode/parse';
import { splitQuotes } from '../../../src/settings/bbcode/quotes';
import { SECRET_META } from '../../../src/settings/constants';
import { pageFacts, render } from '../../../src/settings/preview/render';
import { rowsWith } from '../../../src/settings/preview/request';
import { checkMetaKeys } from '../../../src/settings/utils/check-meta-keys';
import { checkPaths } from '../../../src/settings/utils/check-paths';
import { isListed } from '../../../src/settings/utils/is-listed';
import {
	isVendors,
	readWidgetCode,
} from '../../../src/settings/utils/widget-code';
import vectors from '../../vectors/paths.json';
import { constantOf, stringsOf } from '../support/php';

const LOADER = 'crm/site_button/loader_4_abc123.js';

describe( 'The code of the widget', () => {
	it.each( [
		[ 'an address', `https://cdn.bitrix24.com/b1/${ LOADER }` ],
		[
			'the code with its minute',
			`(function(w,d,u){s.src=u+'?'+1})(window,document,'https://cdn.bitrix24.com/b1/${ LOADER }');`,
		],
		[
			'the code among others',
			`<script src="https://example.org/a.js"></script><script>x('https://cdn.bitrix24.com/b1/${ LOADER }')</script>`,
		],
	] )( 'is understood in %s', ( _, pasted ) => {
		expect( readWidgetCode( pasted ) ).toEqual( {
			address: `https://cdn.bitrix24.com/b1/${ LOADER }`,
		} );
	} );

	it.each( [
		[ 'hello', 'nothing' ],
		[ 'https://cdn.bitrix24.com/b1/crm/form/loader_1.js', 'form' ],
		[ 'https://cdn.bitrix24.com/b1/crm/tag/call.tracker.js', 'call' ],
		[ `http://cdn.bitrix24.com/b1/${ LOADER }`, 'insecure' ],
		[ `//cdn.bitrix24.com/b1/${ LOADER }`, 'insecure' ],
		[ 'https://example.org/script.js', 'other' ],
		[ `https://example.org/${ 'a/'.repeat( 130 ) }${ LOADER }`, 'other' ],
	] )( 'is not %s', ( pasted, problem ) => {
		expect( readWidgetCode( pasted ) ).toEqual( { problem } );
	} );

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

describe( 'Lists', () => {
	it.each( [
		[ [ '/a/', '*', '/a/*' ], undefined ],
		[ [ 'shop' ], /has to start with/ ],
		[ [ '/a', 'https://example.org/shop/' ], /whole address/ ],
		[ Array.from( { length: 201 }, () => '/' ), /room for 200/ ],
		[ [ `/${ 'a'.repeat( 255 ) }` ], /too long/ ],
	] )( 'of paths: %j', ( paths, sentence ) => {
		expect( checkPaths( paths ) ?? '' ).toMatch( sentence ?? /^$/ );
	} );

	it.each( [
		[ [ 'customer_number', 'billing.city' ], undefined ],
		[ [ 'session_tokens' ], /can never be sent/ ],
		[ [ 'wp_2_capabilities' ], /can never be sent/ ],
		[ [ 'a|b' ], /is no key/ ],
		[ Array.from( { length: 51 }, ( _, n ) => `k${ n }` ), /room for 50/ ],
	] )( 'of user meta: %j', ( keys, sentence ) => {
		expect( checkMetaKeys( keys ) ?? '' ).toMatch( sentence ?? /^$/ );
	} );
} );

describe( 'BBCode', () => {
	const tagsOf = ( text: string ) =>
		parse( normalize( text ) ).parts.map( ( part ) =>
			typeof part === 'string'
				? part
				: `${ part.tag }(${ part.value }:${ textOf( part.children ) })`
		);

	it.each( [
		[ 'a [b]c[/b]', [ 'a ', 'b(:c)' ] ],
		[ '[URL=https://a.example]x[/url]', [ 'url(https://a.example:x)' ] ],
		[ '&#91;b&#93;x&#91;/b&#93;', [ 'b(:x)' ] ],
		[ '[code][b]x[/code]', [ 'code(:[b]x)' ] ],
		[ '<b>&lt;i&gt;', [ '<b><i>' ] ],
		[ 'a[br]b#BR#c', [ 'a\nb\nc' ] ],
	] )( 'is read as the portal reads %s', ( text, parts ) => {
		expect( tagsOf( text ) ).toEqual( parts );
	} );

	it.each( [
		[ '[b]x', [ '[b]' ] ],
		[ 'x[/b]', [ '[/b]' ] ],
		[ '[b][i]x[/b]', [ '[i]' ] ],
		[ '[b]x[/b]', [] ],
		[ '[unknown]', [] ],
	] )( 'in %s lacks %j', ( text, strays ) => {
		expect( parse( text ).strays ).toEqual( strays );
	} );

	it( 'has quotes by arrows and by fences', () => {
		expect( splitQuotes( 'a\n>> b\n------\nc\n------\nd' ) ).toEqual( [
			{ isQuote: false, text: 'a' },
			{ isQuote: true, text: 'b\nc' },
			{ isQuote: false, text: 'd' },
		] );
	} );
} );

describe( 'The preview', () => {
	const values = {
		...pageFacts( new URL( 'https://example.org/a?b=[c]' ), 'A [b]page' ),
		full_name: 'Ann [b]',
		nickname: '',
	};

	it( 'is what the loader would send', () => {
		const card = { enabled: false, rows: [] };
		expect(
			render( '{full_name}: {page_link}', card, values, [] )
		).toEqual( {
			text: 'Ann ［b］: [url=https://example.org/a?b=%5Bc%5D]A ［b］page[/url]',
		} );
	} );

	it( 'leaves out rows without a value, as the loader does', () => {
		const rows = [
			{ label: 'Name', value: '{full_name}' },
			{ label: 'Nick', value: '{nickname}' },
		];
		expect(
			render( '', { enabled: true, rows }, values, [
				{ USER: { NAME: 'Ann' } },
			] )
		).toEqual( {
			card: [
				{ USER: { NAME: 'Ann' } },
				{
					GRID: [
						{ NAME: 'Name', VALUE: 'Ann ［b］', DISPLAY: 'ROW' },
					],
				},
			],
		} );
	} );

	it( 'asks for all tokens within what a card may hold', () => {
		const names = Array.from( { length: 60 }, ( _, n ) =>
			`meta:${ n }`.padEnd( 260, 'x' )
		);
		const rows = rowsWith( names );
		expect( rows ).toHaveLength( 20 );
		expect( rows.every( ( { value } ) => value.length <= 1000 ) ).toBe(
			true
		);
		expect( rowsWith( [ 'a', 'b' ] ) ).toEqual( [
			{ label: '', value: '{a}{b}' },
		] );
	} );
} );

describe( 'Screen and server agree', () => {
	it( 'on what is never sent', () => {
		expect(
			constantOf( 'includes/class-visitor.php', 'SECRET_META' )
		).toBe( String( SECRET_META ) );
	} );

	it( 'on what is wrong with pasted code', () => {
		const ours = readFileSync(
			join( __dirname, '../../../src/settings/utils/widget-code.ts' ),
			'utf8'
		);
		const theirs = stringsOf( 'includes/class-widget.php' ).filter(
			( text ) => / .*\.$/.test( text )
		);
		expect( theirs.length ).toBeGreaterThan( 5 );
		for ( const sentence of theirs ) {
			expect( ours ).toContain( `'${ sentence }'` );
		}
	} );

	it( 'on a conflict and on the rows of a card', () => {
		expect( stringsOf( 'includes/class-settings-store.php' ) ).toContain(
			'known_visitor_conflict'
		);
		expect( stringsOf( 'includes/class-rest-routes.php' ) ).toContain(
			'base'
		);
		expect( stringsOf( 'includes/class-card.php' ) ).toContain( 'ROW' );
	} );
} );

describe( 'A page on the list of paths', () => {
	const site = new URL( 'https://example.org/' );

	it.each( vectors )(
		'is found as the server finds it: $patterns',
		( { patterns, inside, outside } ) => {
			const found = [ ...inside, ...outside ].filter( ( path ) =>
				isListed( new URL( path, site ), site, patterns )
			);
			expect( found ).toEqual( inside );
		}
	);

	it( 'counts from the home of a site in a folder', () => {
		const blog = new URL( 'https://example.org/blog/' );
		const isShop = ( path: string ) =>
			isListed( new URL( path, blog ), blog, [ '/shop/*' ] );
		expect( isShop( '/blog/shop/x' ) ).toBe( true );
		expect( isShop( '/blog/blog/shop/' ) ).toBe( false );
	} );
} );
