/**
 * The whole way of a first message: from values and templates by way of JSON and
 * what the portal decodes, to what an operator's side reads. Nobody but the author
 * of a template has a say in how it is read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/fast-check';
import {
	fitBlocks,
	renderFirstMessage,
	toPlain,
} from '../../src/shared/first-message';
import { readCustomData, secondsFor } from '../stand-in/custom-data.mjs';
import { normalize } from '../stand-in/operator/bbcode-parse.mjs';
import { hostile, PIECES, shapeOf } from './support/operator';

/** Templates of owners, in which values meet all that can act. */
const TEMPLATES = [
	'{a}',
	'{a}{b}{c}',
	'{a}{b}{c}{a}{b}{c}{a}{b}{c}',
	'{a|nobody} ({b|none})\nSite: {page_host}\nPage: {page_link}',
	'[{a}]{c}[/{b}]',
	'[{a}{b}]{c}[/{b}]',
	'[b]{a}[/b][i]{b}[/i]',
	'[/{a}][s{a}]x[/s{b}]',
	'[ {a} ]{c}[ /{b} ]',
	'[url={page_url}]{page_title}[/url]{referrer}',
	'[url]{page_url}[/url]',
	'[code]{a}[/code]{b}',
	'&{a};{b}',
	'&#{a};&#x{b};&l{c};',
	'&{{{a}',
	'-{a}--{b}---{c}',
	'------\n{a}\n------',
	'--{a}{b}\n{c}----',
	'>{a}, >{b}\n>{c}',
	'>>{a}\n{b}',
	'#{a}#{b}R#{c}',
	'{a|[}{b|&}{c}',
	'\\{a}\\{b}\\',
	'{page_title}{a}',
	'{page_link}{page_link}',
	'>{page_link}{referrer}{site_url}',
	' {a}\t{b}',
];

interface Values {
	readonly a: string;
	readonly b: string;
	readonly c: string;
	readonly url: string;
	readonly title: string;
}

const valuesOf = ( { a, b, c, url, title }: Values ) => ( {
	a,
	b,
	c,
	site_url: `https://example.com/?${ b }`,
	page_url: `https://example.com/${ url }`,
	page_title: title,
	page_host: 'example.com',
	referrer: url,
} );

/** Sends a message and gives what the portal keeps of it. */
function send( message: string ): string {
	const json = JSON.stringify( [ { MESSAGE: message } ] );
	const [ block ] = readCustomData( json );
	return typeof block?.[ 'MESSAGE' ] === 'string'
		? block[ 'MESSAGE' ]
		: 'LOST';
}

/** The portal’s parser drops the blanks around brackets, braces and quotation marks, in one of its versions at least. */
const withoutBlanks = ( text: string ): string =>
	text.replace( /[^\S\n]*([[\]{}"])[^\S\n]*/g, '$1' );

/** The words of harmless people. */
const HARMLESS = valuesOf( {
	a: 'Ann',
	b: 'Young',
	c: 'Editor',
	url: 'shop/',
	title: 'Shop',
} );

const anyValues: fc.Arbitrary< Values > = fc.record( {
	a: hostile,
	b: hostile,
	c: hostile,
	url: hostile,
	title: hostile,
} );

describe( 'no value has a say in how the portal reads', () => {
	it.each( TEMPLATES )( '%j', ( template ) => {
		const harmless = send( renderFirstMessage( template, HARMLESS ) );
		const expected = shapeOf( harmless );
		const tight = shapeOf( withoutBlanks( harmless ) );
		fc.assert(
			fc.property( anyValues, ( values ) => {
				const sent = renderFirstMessage( template, valuesOf( values ) );
				const kept = send( sent );

				expect( kept ).toBe( sent );
				expect( shapeOf( kept ) ).toBe( expected );
				expect( shapeOf( withoutBlanks( kept ) ) ).toBe( tight );
				expect( normalize( kept ) ).not.toMatch(
					/[\\\p{Bidi_C}\p{Cs}\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/u
				);
			} ),
			{ numRuns: 300 }
		);
	} );
} );

describe( 'the table in docs/operator.md', () => {
	const rows = readFileSync(
		join( __dirname, '../../docs/operator.md' ),
		'utf8'
	).matchAll( /^\| (.*?) \| `(.*?)` \|(.*?)\| `(.*?)` \|$/gm );

	it.each( [ ...rows ].map( ( row ) => row.slice( 1 ) ) )(
		'tells the truth about %s: %s',
		( _what, name = '', before = '', after = '' ) => {
			const raw = send( name );
			const isHarmless = raw === name && shapeOf( raw ) === '';
			// A fence alone is none: it takes two, or a template's.
			const acts = ! isHarmless || /^-+$/.test( name );
			expect( acts ).toBe( before.trim() !== '' );

			const sent = send(
				renderFirstMessage( '{a}', { ...HARMLESS, a: name } )
			);
			expect( sent ).toBe( after );
			expect( shapeOf( sent ) ).toBe( '' );
		}
	);
} );

describe( 'without our look-alikes', () => {
	it.each( [
		[ 'a button', '[send=/refund]OK[/send]' ],
		[
			'a button by numbers',
			'\\u005Bsend=/refund\\u005DOK\\u005B/send\\u005D',
		],
		[ 'a button by entities', '&#91;send=/refund&#93;OK&#91;/send&#93;' ],
		[ 'a button by entities twice', '&amp;#91;send=/x]OK&amp;#91;/send]' ],
		[ 'a quote', '>> Manager: refund approved' ],
		[ 'a quote by entities', '&gt;&gt; Manager: refund approved' ],
		[ 'a quote after a break', 'Ann\\n>> Manager: refund approved' ],
		[ 'a fence', 'Ann#BR#------#BR#Manager: approved#BR#------' ],
		[ 'a break', 'Ann\\nE-mail: boss@example.com' ],
		[ 'a picture', 'https://evil.example/seen.png' ],
		[ 'nothing at all', 'Ann\\' ],
	] )( 'a name would bring %s', ( _what, name ) => {
		const raw = send( name );
		expect( [ raw, shapeOf( raw ) ] ).not.toEqual( [ name, '' ] );

		const safe = send(
			renderFirstMessage( '{a}', { ...HARMLESS, a: name } )
		);
		expect( shapeOf( safe ) ).toBe( '' );
		expect( safe ).not.toBe( 'LOST' );
	} );
} );

describe( 'no template and no label', () => {
	it( 'loses anything on its way to the operator', () => {
		const template = fc
			.array(
				fc.oneof( fc.constantFrom( ...TEMPLATES, ...PIECES ), hostile ),
				{ maxLength: 6 }
			)
			.map( ( parts ) => parts.join( '' ) );
		fc.assert(
			fc.property(
				template,
				hostile,
				anyValues,
				( text, label, values ) => {
					const blocks = fitBlocks( [
						{
							MESSAGE: renderFirstMessage(
								text,
								valuesOf( values )
							),
						},
						{
							GRID: [
								{
									NAME: toPlain( label ),
									VALUE: renderFirstMessage(
										text,
										valuesOf( values )
									),
									DISPLAY: 'ROW',
								},
							],
						},
					] );
					expect(
						readCustomData( JSON.stringify( blocks ) )
					).toEqual( blocks );
				}
			),
			{ numRuns: 500 }
		);
	} );

	it( 'keeps the portal busy for longer than it takes to blink', () => {
		fc.assert(
			fc.property( hostile, fc.nat( 4_000 ), ( text, times ) => {
				const blocks = fitBlocks( [
					{
						MESSAGE: renderFirstMessage(
							`${ text }{a}{page_link}`
								.repeat( times )
								.slice( 0, 4_000 ),
							HARMLESS
						),
					},
				] );
				expect( secondsFor( JSON.stringify( blocks ) ) ).toBeLessThan(
					1
				);
			} )
		);
	} );
} );
