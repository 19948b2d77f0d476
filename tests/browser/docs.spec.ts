/**
 * The events of docs/hooks.md: their examples hear what they say.
 */
import { examplesIn } from '../support/docs';
import { chatPage, identity, ours } from './support/plugin';
import {
	ANN,
	expect,
	script,
	test,
	userOf,
	visitAndWrite,
} from './support/stand-in';

const EXAMPLES = examplesIn( 'hooks.md', 'js' );

const example = ( event: string ) => script( EXAMPLES[ event ] ?? '' );

test( 'the examples hear who came and who went', async ( { page, world } ) => {
	const both =
		example( 'knownvisitor:identified' ) +
		example( 'knownvisitor:forgotten' );
	const html = page.locator( 'html' );

	await visitAndWrite( page, chatPage( world, both + identity() ), 'Hello' );
	expect( userOf( world.portal, ANN.hash ) ).toBeDefined();
	await expect( html ).toHaveClass( 'chat-knows-visitor' );

	await page.goto( chatPage( world, both + ours( 'guard' ), 'g2', '/out' ) );
	await expect( html ).toHaveClass( 'chat-forgot-visitor' );
} );
