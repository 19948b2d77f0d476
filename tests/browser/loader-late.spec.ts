/**
 * The loader on pages whose optimizer runs it late: the widget may be there already.
 */
import type { Page } from '@playwright/test';
import {
	ANNS,
	chatPage,
	delayed,
	heard,
	identity,
	runLate,
	watch,
} from './support/plugin';
import {
	ANN,
	BOB,
	cards,
	chat,
	chatButton,
	expect,
	openChat,
	test,
	userOf,
	visit,
	visitAndWrite,
	write,
} from './support/stand-in';

const BOBS = { ...ANNS, mark: 'mark-bob', user: BOB, tokens: {} };

const loaderRan = ( page: Page ) => page.waitForFunction( 'window.lateDone' );

for ( const generation of [ 'g1', 'g2' ] as const ) {
	for ( const delay of [ 0, 300, 2000 ] ) {
		test( `${ generation }: ${ delay } ms late, the operator still knows the visitor`, async ( {
			page,
			world,
		} ) => {
			const { said, errors } = watch( page );
			const head = delayed( 'loader', delay, ANNS );
			await visit( page, chatPage( world, head, generation ) );
			await loaderRan( page );
			await expect
				.poll( () => heard( page ) )
				.toEqual( [ 'identified' ] );
			await openChat( page );
			await write( page, 'Hello' );

			expect( userOf( world.portal, ANN.hash ) ).toBeDefined();
			expect( cards( world.portal ) ).toHaveLength( 1 );
			expect( cards( world.portal )[ 0 ] ).toHaveLength( 1 );
			expect( said.concat( errors ) ).toEqual( [] );
		} );
	}

	test( `${ generation }: late, an anonymous chat that nobody used becomes the visitor's`, async ( {
		page,
		world,
	} ) => {
		const head = delayed( 'loader', 'on call', ANNS );
		await visit( page, chatPage( world, head, generation ) );
		await openChat( page );
		await runLate( page );
		await expect
			.poll( () => userOf( world.portal, ANN.hash ) )
			.toBeDefined();
		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'ready' );
		await write( page, 'Hello' );

		expect( cards( world.portal ) ).toHaveLength( 1 );
		expect( world.portal.state().users ).toHaveLength( 1 );
	} );

	test( `${ generation }: late, the visitor's own conversation goes on`, async ( {
		page,
		world,
	} ) => {
		const inTime = chatPage( world, identity(), generation );
		await visitAndWrite( page, inTime, 'First' );
		const head = delayed( 'loader', 300, ANNS );
		await visit( page, chatPage( world, head, generation, '/late' ) );
		await loaderRan( page );
		await openChat( page );

		await expect( chat( page ) ).toContainText( 'First' );
	} );

	test( `${ generation }: late, a guest's conversation is left alone, and the next page is the visitor's`, async ( {
		page,
		world,
	} ) => {
		const asGuest = chatPage( world, '', generation, '/guest' );
		await visitAndWrite( page, asGuest, 'I am a guest' );
		const head = delayed( 'loader', 'on call', ANNS );
		await visit( page, chatPage( world, head, generation, '/late' ) );
		await openChat( page );
		await expect( chat( page ) ).toContainText( 'I am a guest' );
		await runLate( page );

		expect( await heard( page ) ).toEqual( [] );
		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'ready' );
		await write( page, 'Still here' );
		await visit( page, chatPage( world, identity(), generation ) );
		await openChat( page );
		await expect( chat( page ) ).not.toContainText( 'I am a guest' );
		await write( page, 'I am Ann' );
		expect( userOf( world.portal, ANN.hash ) ).toBeDefined();
	} );

	test( `${ generation }: late, another known visitor's conversation does not stay`, async ( {
		page,
		world,
	} ) => {
		const inTime = chatPage( world, identity(), generation );
		await visitAndWrite( page, inTime, 'Secret of Ann' );
		const head = delayed( 'loader', 'on call', BOBS );
		await visit( page, chatPage( world, head, generation, '/late' ) );
		await openChat( page );
		await expect( chat( page ) ).toContainText( 'Secret of Ann' );
		await runLate( page );

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'blank' );
		await page.reload();
		await chatButton( page ).waitFor();
		await runLate( page );
		await openChat( page );
		await expect( chat( page ) ).not.toContainText( 'Secret of Ann' );
		await write( page, 'I am Bob' );
		expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
	} );
}
