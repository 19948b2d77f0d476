/**
 * The language of the first message: what the operator reads.
 */
import fc from 'fast-check';
import {
	findMetaKeys,
	findTokens,
	findUnknownTokens,
	renderFirstMessage,
} from '../../src/shared/first-message';
import { fill } from '../../src/shared/first-message/fill';
import { BROWSER_TOKENS, SERVER_TOKENS } from '../../src/shared/tokens';
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
					/^\[url=[^[\]]+\][^[\]]*\[\/url\]$|^[^[\]]*$/
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

	it( 'brings #BR#, not even together with its neighbours', () => {
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
			fc.property( hostile, hostile, ( a, b ) => {
				const message = render( '{first_name}{last_name}', {
					first_name: a,
					last_name: b,
				} );
				expect( message ).not.toMatch( /^(>>|---)/ );
			} )
		);
		expect( render( '>{nickname}', { nickname: '> x' } ) ).not.toMatch(
			/^>>/
		);
	} );

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
					const plain = text.replace( /[{\r\n#]/g, '' );
					expect( render( plain ) ).toBe( plain );
				}
			)
		);
	} );

	it( 'gives each kind of line break the portal’s', () => {
		expect( render( 'a\nb\r\nc\rd#BR#e#br#f' ) ).toBe(
			'a[br]b[br]c[br]d[br]e[br]f'
		);
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

	it( 'has its brackets and blanks encoded, and nothing else', () => {
		expect(
			render(
				'{page_url}',
				{},
				{ url: 'https://a.example/?q=[b] x%5B&é=1' }
			)
		).toBe( 'https://a.example/?q=%5Bb%5D%20x%5B&é=1' );
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
	it( 'has at most 10,000 characters and no open tag or link at its end', () => {
		fc.assert(
			fc.property(
				fc.integer( { min: 0, max: 2400 } ),
				fc.nat( 1900 ),
				( padding, path ) => {
					const message = render(
						'x'.repeat( padding ) + '\n{page_link}'.repeat( 100 ),
						{},
						{
							url: 'https://a.example/'.padEnd( 18 + path, 'y' ),
							title: 'T',
						}
					);
					expect( message.length ).toBeLessThanOrEqual( 10_000 );
					expect(
						message.replace(
							/\[url=[^\]]*\]T\[\/url\]|\[br\]/g,
							''
						)
					).toMatch( /^x*$/ );
				}
			)
		);
	} );

	it( 'is not cut where it fits', () => {
		expect( render( 'x'.repeat( 4000 ) ) ).toHaveLength( 4000 );
		expect( render( '\n'.repeat( 2500 ) ) ).toHaveLength( 10_000 );
	} );

	it( 'does not split a character at its end', () => {
		const message = render( '{nickname}'.repeat( 60 ), {
			nickname: '😀'.repeat( 255 ),
		} );
		expect( [ ...message ] ).toHaveLength( 10_000 );
		expect( message ).toBe( '😀'.repeat( 10_000 ) );
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
