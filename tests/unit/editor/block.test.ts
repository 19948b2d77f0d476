/**
 * The block in WordPress's own registry: what is saved, what is read again, and the way from and to the shortcode.
 */
import {
	createBlock,
	getBlockType,
	parse,
	rawHandler,
	registerBlockType,
	serialize,
	switchToBlockType,
	validateBlock,
	type Block,
} from '@wordpress/blocks';
import { RawHTML } from '@wordpress/element';
import fc from '../../support/fast-check';

import { OVERRIDE_BLOCK as BLOCK } from '../../../src/contract';
import { tidy } from '../../../src/editor/override/override';
import { readOverride } from '../../../src/editor/override/read';
import { writeOverride } from '../../../src/editor/override/write';
import { templates } from '../../support/templates';
import '../../../src/editor';

jest.mock(
	'@wordpress/block-editor',
	() => jest.requireActual( './block-editor' ),
	{
		virtual: true,
	}
);

const SHORTCODE_BLOCK = 'core/shortcode';

registerBlockType( SHORTCODE_BLOCK, {
	apiVersion: 3,
	title: 'Shortcode',
	category: 'widgets',
	attributes: { text: { type: 'string', source: 'raw' } },
	save: ( { attributes } ) =>
		RawHTML( { children: String( attributes[ 'text' ] ) } ),
} );

const only = ( blocks: readonly Block[] | null ): Block => {
	expect( blocks ).toHaveLength( 1 );
	const [ block ] = blocks ?? [];
	if ( ! block ) {
		throw new Error( 'There is no block.' );
	}
	return block;
};

const shortcodeOf = ( block: Block ): string =>
	String( block.attributes[ 'shortcode' ] );

it( 'is one that a page has once, and of which nobody edits the HTML', () => {
	expect( getBlockType( BLOCK ) ).toMatchObject( {
		apiVersion: 3,
		title: 'Known Visitor',
		supports: { multiple: false, html: false, visibility: false },
	} );
} );

it( 'is saved as the shortcode, from the first moment on', () => {
	expect( serialize( [ createBlock( BLOCK ) ] ) ).toBe(
		'<!-- wp:known-visitor/override -->\n[known_visitor]\n<!-- /wp:known-visitor/override -->'
	);
} );

it( 'is read again as it was saved, whatever it says', () => {
	fc.assert(
		fc.property(
			fc.constantFrom( true, false, null ),
			fc.option( templates ),
			( enabled, template ) => {
				const saved = serialize( [
					createBlock( BLOCK, {
						shortcode: writeOverride( { enabled, template } ),
					} ),
				] );
				const block = only( parse( saved ) );
				expect( block.name ).toBe( BLOCK );
				expect( block.isValid ).toBe( true );
				expect( readOverride( shortcodeOf( block ) ) ).toEqual( {
					enabled,
					template,
				} );
				expect( serialize( [ block ] ) ).toBe( saved );
			}
		)
	);
} );

it.each( [
	'',
	'Text, by hand.',
	'[known_visitor]<p>One<br>two &amp; three</p>[/known_visitor]',
	'[known_visitor]\n&#091;b&#093;One',
] )( 'takes %j for valid, which stands in it by hand', ( content ) => {
	const block = only(
		parse( `<!-- wp:${ BLOCK } -->\n${ content }\n<!-- /wp:${ BLOCK } -->` )
	);
	const [ isValid ] = validateBlock( block );
	expect( isValid ).toBe( true );
	expect( shortcodeOf( block ) ).toBe( content );
} );

describe( 'from the shortcode', () => {
	it.each( [
		[ '[known_visitor enabled="no"]', '[known_visitor enabled="no"]' ],
		[ " [known_visitor enabled='1' /] ", '[known_visitor enabled="yes"]' ],
		[
			'[known_visitor]\nOne & <b>two</b>\n\n[b]three[/b]\n[/known_visitor]',
			'[known_visitor]One &amp; two\n\n[b]three[/b][/known_visitor]',
		],
	] )( 'makes of the block with %j the one with %j', ( text, shortcode ) => {
		const block = only(
			switchToBlockType(
				[ createBlock( SHORTCODE_BLOCK, { text } ) ],
				BLOCK
			)
		);
		expect( shortcodeOf( block ) ).toBe( shortcode );
	} );

	it.each( [ '[gallery]', 'Text [known_visitor]', '' ] )(
		'leaves the block with %j alone',
		( text ) => {
			expect(
				switchToBlockType(
					[ createBlock( SHORTCODE_BLOCK, { text } ) ],
					BLOCK
				)
			).toBeNull();
		}
	);

	it( 'makes blocks of classic content', () => {
		const block = only(
			rawHandler( {
				HTML: '<p>[known_visitor enabled="yes"]One &amp; <em>two</em><br>three[/known_visitor]</p>',
			} )
		);
		expect( block.name ).toBe( BLOCK );
		expect( shortcodeOf( block ) ).toBe(
			'[known_visitor enabled="yes"]One &amp; two\nthree[/known_visitor]'
		);
	} );
} );

it( 'becomes the shortcode’s block, and itself again', () => {
	fc.assert(
		fc.property( templates, ( typed ) => {
			const template = tidy( typed );
			const shortcode = writeOverride( { enabled: false, template } );
			const there = switchToBlockType(
				[ createBlock( BLOCK, { shortcode } ) ],
				SHORTCODE_BLOCK
			);
			expect( only( there ).attributes[ 'text' ] ).toBe( shortcode );
			const back = only( switchToBlockType( there ?? [], BLOCK ) );
			expect( shortcodeOf( back ) ).toBe( shortcode );
		} )
	);
} );
