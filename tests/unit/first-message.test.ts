/**
 * The language of the first message: what the operator reads.
 */
import fc from '../support/fast-check';
import {
	findMetaKeys,
	findTokens,
	findUnknownTokens,
	fitBlocks,
	renderFirstMessage,
} from '../../src/shared/first-message';
import type { Block } from '../../src/shared/card';
import { fill } from '../../src/shared/first-message/fill';
import { BROWSER_TOKENS, SERVER_TOKENS } from '../../src/shared/tokens';
import { growth } from './support/growth';
import vectors from '../vectors/first-message.json';

interface Page {
	readonly url?: string;
	readonly title?: string;
	readonly host?: string;
	readonly referrer?: string;
}

function render(
	template: string,
	tokens: Readonly< Record< string, string > > = {},
	page: Page = {}
): string {
	return renderFirstMessage( template, {
		...tokens,
		page_url: page.url ?? '',
		page_title: page.title ?? '',
		page_host: page.host ?? '',
		referrer: page.referrer ?? '',
	} );
}

/** Text that a hostile visitor would choose, or that chance brings. */
const hostile = fc.oneof(
	fc.string( { unit: 'binary' } ),
	fc.string( { unit: 'grapheme' } ),
	fc
		.array(
			fc.constantFrom(
				...'[]{}|>-#\r\n\t\0\u2028\u2029\u0085\u202e\u2066\u200f<&"\'/ ',
				'[url=https://evil.example]',
				'[/url]',
				'#BR#',
				'#br#',
				'>>',
				'------',
				'{page_url}',
				'{{',
				'&#91;b&#93;',
				'&',
				'&#93',
				'lt;',
				'GT',
				';',
				'B',
				'R#'
			)
		)
		.map( ( parts ) => parts.join( '' ) )
);

describe( 'the vectors', () => {
	it.each( vectors )( '$name', ( { template, tokens, page, message } ) => {
		expect(
			render( template, JSON.parse( JSON.stringify( tokens ) ), page )
		).toBe( message );
	} );
} );

describe( 'no value whatever', () => {
	const everyToken = [ ...SERVER_TOKENS, 'meta:note' ];
	const withEveryToken = ( value: string ) =>
		render(
			everyToken.map( ( token ) => `{${ token }}` ).join( '' ),
			Object.fromEntries(
				everyToken.map( ( token ) => [ token, value ] )
			)
		);

	it( 'brings BBCode', () => {
		fc.assert(
			fc.property( hostile, ( value ) => {
				expect( withEveryToken( value ) ).not.toMatch( /[[\]]/ );
			} )
		);
	} );

	it( 'brings BBCode by way of the page', () => {
		fc.assert(
			fc.property( hostile, hostile, ( title, query ) => {
				const url = 'https://example.com/' + query;
				const message = render( '{page_link}', {}, { url, title } );
				expect( message ).toMatch(
					/^\[url(=[^[\]]+)?\][^[\]]*\[\/url\]$|^[^[\]]*$/
				);
			} )
		);
	} );

	it( 'brings a line break or a control character', () => {
		fc.assert(
			fc.property( hostile, hostile, ( value, title ) => {
				const message =
					withEveryToken( value ) +
					render( '{page_title}{page_link}', {}, { title } );

				expect( message ).not.toMatch(
					/[\0-\x1f\x7f-\x9f\u2028\u2029]/
				);
				expect( message ).not.toMatch( /[\u202a-\u202e\u2066-\u2069]/ );
			} )
		);
	} );

	it( 'brings #BR#, not even together with its neighbors', () => {
		fc.assert(
			fc.property( hostile, hostile, ( a, b ) => {
				const message = render(
					'#{first_name}{last_name}#{first_name}',
					{
						first_name: a,
						last_name: b,
					}
				);
				expect( message ).not.toMatch( /#BR#/i );
			} )
		);
		expect( render( '#{nickname}#', { nickname: 'BR' } ) ).not.toMatch(
			/#BR#/
		);
	} );

	it( 'starts a quote', () => {
		fc.assert(
			fc.property( hostile, hostile, hostile, ( a, b, c ) => {
				const message = render(
					'{first_name}{last_name}[br]{nickname}{first_name}',
					{ first_name: a, last_name: b, nickname: c }
				);
				expect( message ).not.toMatch( /(^|\[br\])>>|---/ );
			} )
		);
		expect( render( '>{nickname}', { nickname: '> x' } ) ).not.toMatch(
			/^>>/
		);
	} );

	it.each( [
		[ '-{nickname}--', '-' ],
		[ '{nickname}----', '--' ],
		[ '----{nickname}', '--' ],
		[ '{nickname}{nickname}{nickname}', '--' ],
	] )( 'is part of a fence: %s with %s', ( template, nickname ) => {
		expect( render( template, { nickname } ) ).not.toMatch( /-{6}/ );
	} );

	it( 'becomes an entity, not even together with its neighbors', () => {
		fc.assert(
			fc.property( hostile, hostile, ( a, b ) => {
				const message = render(
					'{first_name}{last_name}, &{first_name}, &#{last_name}; &x{first_name};',
					{ first_name: a, last_name: b }
				);
				expect( message ).not.toMatch( /&(#|\w+;)/ );
			} )
		);
	} );

	it.each( [
		[ '{nickname};', { nickname: 'a &lt' }, 'a ＆lt;' ],
		[ '{nickname};', { nickname: 'a &GT' }, 'a ＆GT;' ],
		[ '{nickname}2;', { nickname: '&sup' }, '＆sup2;' ],
		[ '{nickname}{{;', { nickname: '&' }, '＆{;' ],
		[
			'{nickname}{last_name};',
			{ nickname: '&', last_name: 'gt' },
			'＆gt;',
		],
		[
			'{nickname}{last_name}',
			{ nickname: '&', last_name: '#91;' },
			'＆#91;',
		],
	] )(
		'ends in half an entity: %s with %j',
		( template, values, message ) => {
			expect( render( template, values ) ).toBe( message );
		}
	);

	it( 'ends in half an entity, not even an address', () => {
		const url = 'https://example.com/?a=1#&#93';
		expect( render( '{page_url};', {}, { url } ) ).toBe(
			'https://example.com/?a=1#＆#93;'
		);
		expect( render( '{page_url} b', {}, { url } ) ).toBe( `${ url } b` );
	} );

	it( 'loses an ampersand in its middle to what follows it', () => {
		expect( render( '{nickname}s', { nickname: 'Tom & Ann' } ) ).toBe(
			'Tom & Anns'
		);
	} );

	it.each( [
		'javascript:x//http://y',
		' javascript:alert(1)//https://example.com/',
		'data:text/html,https://example.com/',
	] )( 'is an address but for http and https: %s', ( url ) => {
		expect( render( '{page_url}|{page_link}', {}, { url } ) ).toBe( '|' );
	} );

	it.each( [ 'shop_url_note', 'my_referrer', 'referrers' ] )(
		'is an address because of a name like that of one: %s',
		( name ) => {
			expect( render( `{${ name }}`, { [ name ]: 'a note' } ) ).toBe(
				'a note'
			);
		}
	);

	it.each( [
		[ '  Ann  ', 'Ann' ],
		[ 'Ann\u2800', 'Ann\u2800' ],
		[ '\u2800Ann', '\u2800Ann' ],
		[ ' \u2800\u200b ', '' ],
	] )( 'has blanks around it, or nothing to see: %j', ( nickname, text ) => {
		expect( render( '({nickname})', { nickname } ) ).toBe( `(${ text })` );
	} );

	it.each( [ 'AT&T', 'Tom & Ann', 'a & b; c', '&', 'Q&A', 'R&b' ] )(
		'loses an ampersand that begins no entity: %s',
		( nickname ) => {
			expect( render( '({nickname})', { nickname } ) ).toBe(
				`(${ nickname })`
			);
		}
	);

	it.each( [
		[ '[{nickname}]Pay[/{last_name}]', '［send=/refund]Pay［/send]' ],
		[ '[s{nickname}', '［ssend=/refund' ],
		// The portal drops the blanks around a bracket.
		[ '[ {nickname} ]Pay', '［ send=/refund ]Pay' ],
		[ '[b]x[\t/{last_name} ]', '[b]x［ /send ]' ],
		[ '&#91;{nickname}&#93;', '＆#91;send=/refund&#93;' ],
		[ '&lsqb;{nickname}]', '＆lsqb;send=/refund]' ],
		[ '[url={nickname}]x[/url]', '[url=send=/refund]x[/url]' ],
	] )( 'gives a tag its name: %s', ( template, message ) => {
		expect(
			render( template, { nickname: 'send=/refund', last_name: 'send' } )
		).toBe( message );
	} );

	it.each( [
		'{nickname}',
		'  {nickname}',
		'{first_name}{last_name}',
		'Badge:\n{nickname}',
		'[b]{nickname}[/b]',
		'[b]Photo:[/b] {nickname}',
		'[{role}]{nickname}',
		'Photo [1] or 2]{nickname}',
		'[img]x[/img]{nickname}[b]x[/b]',
		'Photo >{nickname}',
		'Photo > {nickname}',
		'Photo &gt;{nickname}',
		'Photo &gt; {nickname}',
		'{page_title}',
		'{referrer}',
		'{page_link}',
	] )( 'becomes a picture: %s', ( template ) => {
		const address = 'https://evil.example/a.PNG?b';
		const message = render(
			template,
			{
				nickname: address,
				role: 'Customer',
				first_name: 'http',
				last_name: address.slice( 4 ),
			},
			{ title: `a >${ address }`, referrer: address, url: address }
		);
		expect( message ).toContain( 'evil.example' );
		expect( message ).not.toMatch(
			/(^|[>;\]])\s*https?:\S+\.(png|jpe?g|gif|webp)/i
		);
	} );

	it.each(
		[ 'http', 'https' ].flatMap( ( scheme ) =>
			[ 'png', 'jpg', 'jpeg', 'gif', 'webp' ].map( ( ending ) => [
				`${ scheme }://evil.example/a.${ ending }`,
			] )
		)
	)( 'becomes a picture, whatever its kind: %s', ( address ) => {
		expect( render( '{nickname}', { nickname: address } ) ).toBe(
			address.replace( 'h', 'ｈ' )
		);
	} );

	it.each( [ 'nickname', 'page_title', 'referrer' ] )(
		'becomes a picture by what a long template puts between: %s',
		( token ) => {
			const address = 'https://evil.example/?';
			const message = render(
				`{${ token }}${ 'x'.repeat( 3900 ) }{email}.png`,
				{ nickname: address, email: 'ann@example.com' },
				{ title: address, referrer: address + 'y'.repeat( 1970 ) }
			);
			expect( message ).toMatch( /^ｈttps:.*ann@example\.com\.png$/ );
		}
	);

	it.each( [ '{', '}', '"' ] )(
		'becomes a picture by the blanks that the portal drops around %s',
		( mark ) => {
			const nickname = `https://evil.example/ ${ mark } a.png`;
			expect( render( '{nickname}', { nickname } ) ).toBe(
				nickname.replace( 'h', 'ｈ' )
			);
		}
	);

	it( 'is kept from being the picture that an owner asks for', () => {
		const nickname = 'https://example.com/a.png';
		expect( render( '[img]{nickname}[/img]', { nickname } ) ).toBe(
			`[img]${ nickname }[/img]`
		);
		expect( render( '[IMG]{nickname}?[/IMG] x', { nickname } ) ).toBe(
			`[IMG]${ nickname }?[/IMG] x`
		);
		expect( render( 'Photo: {nickname}', { nickname } ) ).toBe(
			`Photo: ${ nickname }`
		);
	} );

	it( 'is a fence by an address, alone or with its neighbors', () => {
		const dashes = '-'.repeat( 54 );
		for ( const template of [
			'{page_link}',
			'{page_url}[br]{referrer}',
			'--{page_url}--\n---{referrer}---',
		] ) {
			for ( const title of [ '', 'T' ] ) {
				const url = `https://a.example/?${ dashes }a${ dashes }`;
				expect(
					render( template, {}, { url, title, referrer: url } )
				).not.toMatch( /-{4}/ );
			}
		}
		expect(
			render( '{page_url}', {}, { url: 'https://a.example/a-b--c-d/' } )
		).toBe( 'https://a.example/a-b--c-d/' );
	} );

	it( 'ends in what acts together with its neighbors because it was cut', () => {
		const long = 'x'.repeat( 254 );
		expect(
			render( '{nickname}{last_name}', {
				nickname: `${ long }&y`,
				last_name: '#91;',
			} )
		).toBe( `${ long }＆#91;` );
		expect( render( '{nickname}--', { nickname: `${ long }-y` } ) ).toBe(
			`${ long }－--`
		);
	} );

	it( 'holds half a character', () => {
		expect( render( '{nickname}', { nickname: 'a\ud83d' } ) ).toBe( 'a' );
		expect( render( 'a\ud83db' ) ).toBe( 'a b' );
	} );

	it.each( [ '\u200b', '\u3164', '\u2800 \u00ad', '\ufeff', '\u{e0041}' ] )(
		'is there without anything to see: %j',
		( nickname ) => {
			expect( render( '{nickname|nobody}', { nickname } ) ).toBe(
				'nobody'
			);
		}
	);

	it( 'brings a token', () => {
		fc.assert(
			fc.property( fc.constantFrom( ...SERVER_TOKENS ), ( token ) => {
				const message = render( '{nickname}', {
					nickname: `{${ token }}`,
					[ token === 'nickname' ? 'email' : token ]: 'SECRET',
				} );
				expect( message ).toBe( `{${ token }}` );
			} )
		);
	} );

	it( 'has more than 255 characters, or half of one', () => {
		fc.assert(
			fc.property( fc.nat( 300 ), ( length ) => {
				const message = render( '{nickname}', {
					nickname: '😀'.repeat( length ),
				} );
				expect( message ).toBe(
					'😀'.repeat( Math.min( length, 255 ) )
				);
			} )
		);
	} );
} );

describe( 'the template', () => {
	it( 'keeps what it says outside of tokens, save line breaks', () => {
		fc.assert(
			fc.property(
				fc.string( { unit: 'grapheme', maxLength: 500 } ),
				( text ) => {
					const plain = text.replace(
						/[{\p{Cc}\p{Zl}\p{Zp}#\\]/gu,
						''
					);
					expect( render( plain ) ).toBe( plain );
				}
			)
		);
	} );

	it( 'gives each kind of line break the portal’s', () => {
		expect( render( 'a\nb\r\nc\rd#BR#e#br#f\u2028g\u2029h\u0085i' ) ).toBe(
			'a[br]b[br]c[br]d[br]e[br]f[br]g[br]h[br]i'
		);
	} );

	it( 'brings no backslash and no control character to the portal', () => {
		expect( render( 'a\\nb\tc\0d{nickname|\\}', { nickname: '' } ) ).toBe(
			'a＼nb c d＼'
		);
	} );

	it( 'has a fallback of any length', () => {
		for ( const text of [ 'x'.repeat( 16_000 ), '{{'.repeat( 8_000 ) ] ) {
			const template = `{nickname|${ text }} {email}`;
			expect( findTokens( template ) ).toEqual( [ 'nickname', 'email' ] );
			expect( findTokens( template.replace( '}', '' ) ) ).toEqual( [
				'email',
			] );
			expect(
				fill( template, {
					nickname: 'Ann',
					email: 'a@example.com',
					page_url: '',
					page_title: '',
					page_host: '',
					referrer: '',
				} )
			).toBe( 'Ann a@example.com' );
		}
	} );

	it( 'keeps the BBCode of its author', () => {
		expect( render( '[b]{nickname}[/b]', { nickname: 'Ann' } ) ).toBe(
			'[b]Ann[/b]'
		);
	} );

	it( 'falls back where a value is empty, blank or unusable', () => {
		const template = '{nickname|[i]nobody[/i]}';
		for ( const nickname of [ '', '  ', '\u202e', '\n' ] ) {
			expect( render( template, { nickname } ) ).toBe( '[i]nobody[/i]' );
		}
		expect(
			render( '{site_url|none}', { site_url: 'javascript:x' } )
		).toBe( 'none' );
		expect( render( '{page_link|no page}' ) ).toBe( 'no page' );
	} );

	it( 'has braces where they are doubled, in fallbacks too', () => {
		expect( render( '{{a} {nickname|{{b}', { nickname: '' } ) ).toBe(
			'{a} {b'
		);
	} );

	it( 'leaves unknown tokens as typed, also those that every object has', () => {
		for ( const name of [
			'clien_code',
			'constructor',
			'__proto__',
			'toString',
		] ) {
			expect( render( `{${ name }|x}` ) ).toBe( `{${ name }|x}` );
		}
	} );
} );

describe( 'an address', () => {
	it( 'is http or https', () => {
		for ( const url of [
			'javascript:alert(1)',
			'data:,x',
			'ftp://x',
			'//x',
			'x',
		] ) {
			expect( render( '{page_url}', {}, { url } ) ).toBe( '' );
		}
		expect(
			render( '{referrer}', {}, { referrer: 'http://a.example/' } )
		).toBe( 'http://a.example/' );
	} );

	it( 'has its brackets, backslashes, semicolons and blanks encoded, and little else', () => {
		expect(
			render(
				'{page_url}',
				{},
				{ url: 'https://a.example/?q=[b] x%5B&é=1;\\\u2028<>"' }
			)
		).toBe( 'https://a.example/?q=%5Bb%5D%20x%5B&é=1%3B%5C%20%3C%3E%22' );
	} );

	it( 'has at most 2,000 characters; a longer one is left out', () => {
		const of = ( length: number ) =>
			'https://a.example/'.padEnd( length, 'x' );
		expect( render( '{page_url}', {}, { url: of( 2000 ) } ) ).toHaveLength(
			2000
		);
		expect( render( '{page_url}', {}, { url: of( 2001 ) } ) ).toBe( '' );
		expect(
			render( '{page_link}', {}, { url: of( 2001 ), title: 'T' } )
		).toBe( 'T' );
	} );
} );

describe( 'the whole message', () => {
	const sizeOf = ( blocks: unknown ) => JSON.stringify( blocks ).length;

	it( 'stays below 10,000 characters of JSON, with no open tag or link at its end', () => {
		fc.assert(
			fc.property(
				fc.integer( { min: 0, max: 2400 } ),
				fc.nat( 1900 ),
				( padding, path ) => {
					const message = render(
						'"'.repeat( padding ) + '\n{page_link}'.repeat( 100 ),
						{},
						{
							url: 'https://a.example/'.padEnd( 18 + path, 'y' ),
							title: 'T',
						}
					);
					expect( sizeOf( [ { MESSAGE: message } ] ) ).toBeLessThan(
						10_000
					);
					expect(
						message.replace(
							/\[url=[^\]]*\]T\[\/url\]|\[br\]/g,
							''
						)
					).toMatch( /^"*$/ );
				}
			)
		);
	} );

	it( 'is not cut where it fits', () => {
		const overhead = sizeOf( [ { MESSAGE: '' } ] );
		const longest = 'x'.repeat( 9_999 - overhead );
		expect( render( longest ) ).toBe( longest );
		expect( render( longest + 'y' ) ).toBe( longest );
	} );

	it( 'does not split a character at its end', () => {
		for ( const start of [ 'x', 'xx' ] ) {
			const message = render( start + '{nickname}'.repeat( 60 ), {
				nickname: '😀'.repeat( 255 ),
			} );
			expect( message ).toMatch( /^x+(😀)+$/u );
			expect( message.length ).toBeGreaterThan( 9_980 );
		}
	} );

	it( 'loses no more to quotation marks, which are two characters of JSON each, than it has to', () => {
		for ( const start of [ '', '{page_link} '.repeat( 20 ) ] ) {
			const message = render( start + '{nickname}'.repeat( 300 ), {
				nickname: '"'.repeat( 255 ),
			} );
			expect( message ).toMatch( /"$/ );
			const size = sizeOf( [ { MESSAGE: message } ] );
			expect( size ).toBeLessThan( 10_000 );
			expect( size ).toBeGreaterThan( 9_900 );
		}
	} );

	it( 'is empty where nothing but a tag would be left', () => {
		expect( render( `[url=${ 'x'.repeat( 12_000 ) }` ) ).toBe( '' );
	} );

	it.each( [
		'[b]y',
		'[b]y[i]',
		'[url=/x',
		'[url=https://a.example/]y',
		'[',
	] )( 'ends before what a cut leaves open: %s', ( end ) => {
		const overhead = sizeOf( [ { MESSAGE: '' } ] );
		const start = 'x'.repeat( 9_999 - overhead - end.length );
		expect( render( `${ start }${ end }z[/i][/b][/url]` ) ).toBe( start );
	} );

	it.each( [
		[ '[b]', '[/b]' ],
		[ '[b][i]', '[/i][/b]' ],
		[ '[COLOR=#c00]', '[/COLOR]' ],
		[ '[b]Ann[/b] [b]', '[/b]' ],
		[ '[code]', '[/code]' ],
		[ '[url=https://a.example/]', '[/url]' ],
		[ '[b]Ann [i]Young[/i]', '[/b]' ],
	] )(
		'is cut, not lost, where all of it stands between %s and %s',
		( start, end ) => {
			for ( const text of [ '{nickname}', '{nickname}[br]' ] ) {
				const message = render( start + text.repeat( 60 ) + end, {
					nickname: 'x'.repeat( 255 ),
				} );
				expect( message.length ).toBeGreaterThan( 9_700 );
				// Half an element would be text to the operator.
				expect(
					message
						.replace( /\[br]/g, '' )
						.replace( /\[(b|i)](\w+)\[\/\1]/g, '$2' )
				).not.toContain( '[' );
			}
		}
	);

	it( 'keeps what has no end where it is cut', () => {
		const start = '[icon=/a.png][timestamp=1][disk=2][user=1]';
		expect( render( start + 'x'.repeat( 12_000 ) ) ).toMatch(
			/^\[icon=\/a\.png]\[timestamp=1]\[disk=2] x+$/
		);
	} );

	it( 'is the same from the plain loader’s code as long as it is short', () => {
		const values = {
			page_url: 'https://a.example/',
			page_title: 'T',
			page_host: 'a.example',
			referrer: '',
		};
		const template = '{page_link} [b]x[/b] {page_host}\n';
		expect( fill( template, values ) ).toBe(
			renderFirstMessage( template, values )
		);
	} );
} );

describe( 'the blocks of a card', () => {
	const row = ( name: string, length: number ) => ( {
		NAME: name,
		VALUE: 'v'.repeat( length ),
		DISPLAY: 'ROW',
	} );
	const fit = ( ...blocks: Block[] ) => fitBlocks( blocks );

	it( 'stay as they are where they fit', () => {
		const blocks: Block[] = [
			{ MESSAGE: 'x' },
			{ GRID: [ row( 'a', 9_000 ) ] },
		];
		expect( fitBlocks( blocks ) ).toBe( blocks );
	} );

	it( 'lose whole rows from the end, then the end of the message', () => {
		const person = { USER: { NAME: 'Ann' } };
		expect(
			fit(
				person,
				{ MESSAGE: 'x'.repeat( 5_000 ) },
				{
					GRID: [
						row( 'a', 3_000 ),
						row( 'b', 3_000 ),
						row( 'c', 10 ),
					],
				}
			)
		).toEqual( [
			person,
			{ MESSAGE: 'x'.repeat( 5_000 ) },
			{ GRID: [ row( 'a', 3_000 ) ] },
		] );
		expect(
			fit( {
				GRID: [
					row( 'a', 3_000 ),
					row( 'b', 3_000 ),
					row( 'c', 9_000 ),
				],
			} )
		).toEqual( [ { GRID: [ row( 'a', 3_000 ), row( 'b', 3_000 ) ] } ] );

		const [ , message, ...others ] = fit(
			person,
			{ MESSAGE: 'x'.repeat( 10_000 ) },
			{ GRID: [ row( 'a', 10 ) ] }
		);
		expect( message ).toEqual( {
			MESSAGE: expect.stringMatching( /^x{9940,}$/ ),
		} );
		expect( others ).toEqual( [] );
	} );

	it( 'are always below 10,000 characters of JSON', () => {
		fc.assert(
			fc.property(
				fc.string( { maxLength: 6_000 } ),
				fc.array( fc.nat( 3_000 ), { maxLength: 20 } ),
				( text, lengths ) => {
					const blocks = fit(
						{ USER: { NAME: text.slice( 0, 100 ) } },
						{ MESSAGE: text.repeat( 3 ) },
						{
							GRID: lengths.map( ( length ) =>
								row( '"', length )
							),
						}
					);
					expect( JSON.stringify( blocks ).length ).toBeLessThan(
						10_000
					);
					expect( blocks.length ).toBeGreaterThan( 0 );
				}
			)
		);
	} );
} );

describe( 'any text is rendered', () => {
	/** What makes careless expressions slow: openings without an end, runs, and much of each. */
	const NASTY = [
		'[',
		'[url=',
		'[b]',
		'[/b]',
		'{',
		'{{',
		'{a|',
		'{nickname|',
		'{nickname|{{',
		'{meta:',
		'{nickname}',
		'{page_link}',
		'&',
		'&a',
		'&#',
		'>',
		'>http',
		'>https://a.png',
		'-',
		'#BR#',
		'\\',
		'\n',
		'\r\n',
		' ',
		'\u200b',
		'\u202e',
		'😀',
		'"',
		'https://a.b/',
	];

	it.each( NASTY )( 'in proportion to its length: %j', ( piece ) => {
		const renderAll = ( size: number ) => {
			const text = piece.repeat( size / piece.length );
			const tokens = { nickname: text, 'meta:x': text };
			const page = { url: `https://a.example/${ text }`, title: text };
			for ( const template of [
				text,
				`{nickname}[b]x[/b]${ text }`,
				'{nickname} {meta:x} {page_link} {page_title}',
			] ) {
				render( template, tokens, page );
			}
		};
		expect( growth( renderAll, 2_500 ) ).toBeLessThan( 12 );
	} );
} );

describe( 'the settings screen', () => {
	it( 'learns which tokens a template has', () => {
		expect(
			findTokens( '{a} {{b} {c|{{d}} {a} {meta:my key|x} { e }' )
		).toEqual( [ 'a', 'c', 'meta:my key' ] );
	} );

	it( 'points out unknown tokens only', () => {
		const known = [ ...SERVER_TOKENS, ...BROWSER_TOKENS ]
			.map( ( token ) => `{${ token }}` )
			.join( '' );
		expect( findUnknownTokens( known + '{clien_code} {meta:x}' ) ).toEqual(
			[ 'clien_code' ]
		);
		expect( findUnknownTokens( '{default}', [ 'default' ] ) ).toEqual( [] );
	} );

	it( 'learns which user meta a template asks for', () => {
		expect( findMetaKeys( '{meta:vip|no} {email}' ) ).toEqual( [ 'vip' ] );
	} );
} );
