/**
 * What optimizers do to inline scripts. Stand-ins for each kind: nobody gets a former visitor's conversation, and
 * where our script still comes first, the visitor is known.
 */
import { annWasHere, BOBS, leaks, SECRET } from './support/former-visitor';
import {
	chatPage,
	dataBlock,
	heard,
	identity,
	ours,
	sourceOf,
	watch,
} from './support/plugin';
import {
	BOB,
	chat,
	chatButton,
	expect,
	script,
	test,
	userOf,
	visit,
	write,
} from './support/stand-in';

const HEAD = identity( BOBS );
const SOURCE = sourceOf( 'loader' );

/** Our script, put into its element or somewhere else. */
const instead = ( html: string ): string =>
	HEAD.replace( ours( 'loader' ), () => html );

const dataUrl = ( attributes: string ): string =>
	instead(
		`<script ${ attributes } src="data:text/javascript;base64,${ Buffer.from( SOURCE ).toString( 'base64' ) }"></script>`
	);

/** Those after which our script still comes before the widget. */
const IN_TIME: Readonly< Record< string, string > > = {
	'combines scripts': instead(
		script( `window.other = 1;;${ SOURCE };window.another = 2;` )
	),
	'turns inline scripts into data URLs': dataUrl( '' ),
	'drops attributes': instead( script( SOURCE ) ),
	'rewrites types': HEAD.replace( 'application/json', 'text/plain' ).replace(
		'<script id="known-visitor-loader"',
		'<script id="known-visitor-loader" type="text/javascript"'
	),
	'sends the page through a DOM, which writes entities': HEAD.replace(
		/[^ -~\n]/g,
		( character ) => `&#${ character.codePointAt( 0 ) };`
	),
	'takes the data for a script of the page’s end':
		ours( 'loader' ) + '<p>Content</p>' + dataBlock( BOBS ),
	'prints everything twice': HEAD + HEAD,
};

for ( const [ what, head ] of Object.entries( IN_TIME ) ) {
	test( `one that ${ what }: Bob is known`, async ( { page, world } ) => {
		const { said, errors } = watch( page );
		await annWasHere( page, world );
		expect( await leaks( page, world, head ) ).toBe( false );
		await write( page, 'I am Bob' );

		expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
		expect( await heard( page ) ).toEqual( [ 'identified' ] );
		expect( said.concat( errors ) ).toEqual( [] );
	} );
}

test( 'a name beyond ASCII survives the way through a DOM that writes entities', async ( {
	page,
	world,
} ) => {
	const data = { ...BOBS, user: { ...BOB, name: 'Иван 😀' } };
	const head = identity( data ).replace(
		/[^ -~\n]/g,
		( character ) => `&#${ character.codePointAt( 0 ) };`
	);
	await leaks( page, world, head );
	await write( page, 'I am Bob' );

	expect( userOf( world.portal, BOB.hash )?.name ).toBe( 'Иван 😀' );
} );

/** A script that runs on the visitor's first move, as optimizers have it. */
const onInteraction = ( source: string ): string =>
	script( `{
		const run = () => {
			const late = document.createElement( 'script' );
			late.textContent = ${ JSON.stringify( source ) };
			document.head.append( late );
			window.lateDone = true;
			[ 'pointerdown', 'keydown' ].forEach( ( type ) => removeEventListener( type, run, true ) );
		};
		[ 'pointerdown', 'keydown' ].forEach( ( type ) => addEventListener( type, run, true ) );
	}` );

/** Those that make our script late, the guard's as well. */
const LATE: Readonly<
	Record< string, { readonly bob: string; readonly guest: string } >
> = {
	'defers scripts': {
		bob: dataUrl( 'defer' ),
		guest: `<script defer src="data:text/javascript;base64,${ Buffer.from( sourceOf( 'guard' ) ).toString( 'base64' ) }"></script>`,
	},
	'delays scripts until somebody touches the page': {
		bob: instead( onInteraction( SOURCE ) ),
		guest: onInteraction( sourceOf( 'guard' ) ),
	},
};

for ( const generation of [ 'g1', 'g2' ] as const ) {
	for ( const [ what, heads ] of Object.entries( LATE ) ) {
		for ( const [ who, head ] of Object.entries( heads ) ) {
			test( `${ generation }: one that ${ what }: ${ who } does not see Ann's conversation`, async ( {
				page,
				world,
			} ) => {
				const { errors } = watch( page );
				await annWasHere( page, world, generation );
				// Without our script it shows.
				await visit( page, chatPage( world, '', generation, '/bare' ) );
				await chatButton( page ).click();
				await expect( chat( page ) ).toContainText( SECRET );

				await visit( page, chatPage( world, head, generation ) );
				await chatButton( page ).click();
				await expect( chat( page ) ).toHaveAttribute(
					'data-state',
					/ready|blank/
				);
				await expect( chat( page ) ).not.toContainText( SECRET );
				await page.reload();
				await chatButton( page ).click();
				await expect( chat( page ) ).toHaveAttribute(
					'data-state',
					'ready'
				);
				await expect( chat( page ) ).not.toContainText( SECRET );
				expect( errors ).toEqual( [] );
			} );
		}
	}
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: one that moves scripts to the page's end, after the widget: Bob does not see Ann's conversation`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		const { portal, site } = world;
		await visit(
			page,
			site.page(
				'/footer',
				`${ portal.snippet( generation ) }<main>Content</main>${ HEAD }`
			)
		);
		await chatButton( page ).click();

		await expect( chat( page ) ).toHaveAttribute(
			'data-state',
			/ready|blank/
		);
		await expect( chat( page ) ).not.toContainText( SECRET );
	} );
}
