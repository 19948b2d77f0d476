import fc from '../../support/fast-check';

import { tidy, type Override } from '../../../src/editor/override/override';
import { isOverride, readOverride } from '../../../src/editor/override/read';
import { writeOverride } from '../../../src/editor/override/write';
import vectors from '../../vectors/override.json';
import { templates } from '../../support/templates';

describe( 'reading', () => {
	it.each( vectors.cases )(
		'gives what PHP gives of $text',
		( { text, enabled, template } ) => {
			const read = readOverride( text );
			expect( read.enabled ).toBe( enabled );
			expect( tidy( read.template ?? '' ) || null ).toBe( template );
		}
	);

	it( 'keeps the blanks of somebody who is still typing', () => {
		expect(
			readOverride( '[known_visitor]One \n\n\n[/known_visitor]' ).template
		).toBe( 'One \n\n\n' );
	} );

	it( 'tells an empty template from none', () => {
		expect( readOverride( '[known_visitor]' ).template ).toBeNull();
		expect(
			readOverride( '[known_visitor][/known_visitor]' ).template
		).toBe( '' );
	} );

	it( 'takes the first twenty of many', () => {
		const many = ( count: number ) =>
			'[known_visitor enabled="no"]'.repeat( count ) +
			'[known_visitor enabled="yes"]';
		expect( readOverride( many( 19 ) ).enabled ).toBe( true );
		expect( readOverride( many( 20 ) ).enabled ).toBe( false );
	} );

	it.each( [
		'[known_visitor '.repeat( 60_000 ),
		'['.repeat( 200_000 ),
		'[known_visitor]'.repeat( 20_000 ) + '[/known_visitor]',
		`[known_visitor]${ '<a '.repeat( 60_000 ) }>[/known_visitor]`,
		`[known_visitor]${ '<a "'.repeat( 16_001 ) }>[/known_visitor]`,
	] )( 'takes no time for 200 kB of brackets', ( text ) => {
		const start = performance.now();
		readOverride( text );
		expect( performance.now() - start ).toBeLessThan( 2000 );
	} );

	it.each( [
		[ '[known_visitor]', true ],
		[ ' [known_visitor enabled="no"]\n', true ],
		[ '[known_visitor]One\n\n[b]two[/b][/known_visitor]', true ],
		[ 'Text [known_visitor]', false ],
		[ '[known_visitor] text', false ],
		[ '[known_visitor][known_visitor]', false ],
		[ '[[known_visitor]]', false ],
		[ '[gallery]', false ],
		[ '', false ],
	] )( 'tells whether %j is one shortcode and nothing else', ( text, is ) => {
		expect( isOverride( text ) ).toBe( is );
	} );
} );

describe( 'writing', () => {
	it.each< [ Override, string ] >( [
		[ { enabled: null, template: null }, '[known_visitor]' ],
		[ { enabled: false, template: null }, '[known_visitor enabled="no"]' ],
		[
			{ enabled: true, template: 'Hi' },
			'[known_visitor enabled="yes"]Hi[/known_visitor]',
		],
		[ { enabled: null, template: '' }, '[known_visitor][/known_visitor]' ],
		[
			{ enabled: null, template: 'a < b & c --> [/known_visitor]' },
			'[known_visitor]a &lt; b &amp; c --&gt; &#91;/known_visitor][/known_visitor]',
		],
		[
			{
				enabled: null,
				template: 'See\n https://example.com/a:b \nhttps://x.y z',
			},
			'[known_visitor]See\n https&#58;//example.com/a:b \nhttps://x.y z[/known_visitor]',
		],
	] )( 'gives of %j %s', ( override, text ) => {
		expect( writeOverride( override ) ).toBe( text );
	} );

	it( 'can be read again, whatever the template is', () => {
		fc.assert(
			fc.property(
				fc.constantFrom( true, false, null ),
				fc.option( templates ),
				( enabled, template ) => {
					const text = writeOverride( { enabled, template } );
					expect( readOverride( text ) ).toEqual( {
						enabled,
						template,
					} );
					expect( isOverride( text ) ).toBe( true );
				}
			)
		);
	} );

	it( 'leaves nothing that is HTML, a block or a shortcode', () => {
		fc.assert(
			fc.property( templates, ( template ) => {
				const text = writeOverride( { enabled: null, template } );
				expect( text ).not.toMatch( /[<>]/ );
				expect( text.match( /\[\/?known_visitor/g ) ).toEqual( [
					'[known_visitor',
					'[/known_visitor',
				] );
			} )
		);
	} );

	it( 'drops what no database keeps', () => {
		expect(
			writeOverride( {
				enabled: null,
				template: 'a\u0000b\u0085c\ud83dd\r\ne\tf\rg',
			} )
		).toBe( '[known_visitor]abcd\ne\tf\ng[/known_visitor]' );
	} );
} );
