/**
 * What the screen works out by itself: what BBCode means, and what is shown before
 * the server has answered.
 */
import { normalize, parse, textOf } from '../../../src/shared/bbcode/parse';
import { splitQuotes } from '../../../src/shared/bbcode/quotes';
import { pageFacts } from '../../../src/admin/page-facts';
import { render } from '../../../src/settings/preview/render';
import { nameOf, previewSettings } from '../../../src/settings/preview/request';
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

	const data = {
		v: 1,
		mark: '1a2b3c4d',
		user: { hash: '1a2b3c4d', name: 'Ann', lastName: 'Young' },
		message: '',
		tokens: { profile_url: 'https://example.org/profile' },
	} as const;

	it( 'has nothing for user meta that is not on the list, as the page has it', () => {
		const typed = 'No. {meta:vip|none}{meta:full_name} {meta:no 1}';
		expect(
			render( data, typed, undefined, { ...values, 'meta:no 1': '7' } )
		).toEqual( { text: 'No. none 7' } );
		expect(
			render(
				data,
				'',
				[ { label: 'VIP', value: '{meta:vip}' } ],
				values
			)
		).toEqual( { card: [ { USER: expect.anything() } ] } );
	} );

	it( 'is what the loader would send', () => {
		expect(
			render( data, '{full_name}: {page_link}', undefined, values )
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
			render( data, '', rows, { ...data.tokens, ...values } )
		).toEqual( {
			card: [
				{
					USER: {
						NAME: 'Ann Young',
						LINK: 'https://example.org/profile',
					},
				},
				{
					GRID: [
						{ NAME: 'Name', VALUE: 'Ann ［b］', DISPLAY: 'ROW' },
					],
				},
			],
		} );
	} );

	it( 'asks with what is not saved, but for what is wrong', () => {
		const edits = { enabled: false, first_message: 'Hi', roles: [ 'x' ] };
		expect( previewSettings( edits, [ 'roles' ] ) ).toEqual( {
			enabled: false,
			first_message: 'Hi',
		} );
	} );

	it( 'asks again for all but what is typed, unless that is changed on the server', () => {
		const ask = ( edits: object, isOurs = true ) =>
			nameOf( { user: 1, url: '', settings: edits }, isOurs );
		const card = ( value: string, enabled = true ) => ( {
			card: {
				enabled,
				find_in_crm: false,
				rows: [ { label: 'a', value } ],
			},
		} );

		expect( ask( { first_message: 'a' } ) ).toBe(
			ask( { first_message: 'ab' } )
		);
		expect( ask( { first_message: 'a' }, false ) ).not.toBe(
			ask( { first_message: 'ab' }, false )
		);
		expect( ask( card( 'a' ) ) ).toBe( ask( card( 'ab' ) ) );
		expect( ask( card( 'a' ) ) ).not.toBe( ask( card( 'a', false ) ) );
		expect( ask( { roles: [] } ) ).not.toBe( ask( { roles: [ 'x' ] } ) );
	} );
} );
