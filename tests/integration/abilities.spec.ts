/**
 * WordPress's Abilities API: product contract, section 13.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

const run = (
	name: string,
	input: Readonly< Record< string, string > > = {}
) =>
	`/wp-abilities/v1/abilities/known-visitor/${ name }/run?${ new URLSearchParams(
		Object.entries( input ).map( ( [ key, value ] ) => [
			`input[${ key }]`,
			value,
		] )
	).toString() }`;

test( 'an administrator’s assistant learns how the site is doing', async ( {
	site,
} ) => {
	const checks = await (
		await site.rest( '/known-visitor/v1/status', { as: 'admin' } )
	).json();
	const answer = await site.rest( run( 'get-status' ), { as: 'admin' } );
	expect( answer.status() ).toBe( 200 );
	expect( await answer.json() ).toEqual( checks );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'an administrator’s assistant sees what the chat is told about a user, without the hash', async ( {
	site,
} ) => {
	const ann = await site.createUser( { login: 'ann', first_name: 'Ann' } );
	const page = await site.createPost( {
		title: 'Off',
		content: '[known_visitor enabled="no"]',
	} );
	const hash = await inPhp< string >(
		site,
		`return $identity( $args['id'] )['user']['hash'];`,
		{ id: ann.id }
	);
	const preview = async ( input: Readonly< Record< string, string > > ) => {
		const answer = await site.rest( run( 'preview-identity', input ), {
			as: 'admin',
		} );
		return { status: answer.status(), data: await answer.json() };
	};

	const told = await preview( { user: String( ann.id ) } );
	expect( told ).toMatchObject( {
		status: 200,
		data: { user: { name: 'Ann' }, tokens: { user_login: 'ann' } },
	} );
	expect( JSON.stringify( told ) ).not.toContain( hash );
	expect(
		await preview( { user: String( ann.id ), url: page.url } )
	).toEqual( { status: 200, data: { reason: 'page' } } );
	expect(
		await preview( {
			user: String( ann.id ),
			url: 'https://evil.example/',
		} )
	).toMatchObject( { status: 400 } );
	for ( const [ input, status ] of [
		[ {}, 400 ],
		[ { user: 'ann' }, 400 ],
		[ { user: String( ann.id ), other: '1' }, 400 ],
		[ { user: '99999' }, 403 ],
	] as const ) {
		expect( await preview( input ) ).toMatchObject( { status } );
	}
	expect( site.debugLog() ).toBe( '' );
} );

test( 'nobody else is told anything', async ( { site } ) => {
	await site.createUser( { login: 'ed', role: 'editor' } );
	for ( const path of [
		run( 'get-status' ),
		run( 'preview-identity', { user: '1' } ),
	] ) {
		expect( ( await site.rest( path ) ).status() ).toBe( 401 );
		expect( ( await site.rest( path, { as: 'ed' } ) ).status() ).toBe(
			403
		);
	}
} );

test( 'they say of themselves that they change nothing', async ( { site } ) => {
	const abilities = await (
		await site.rest( '/wp-abilities/v1/abilities?per_page=100', {
			as: 'admin',
		} )
	).json();
	const ours = ( abilities as { readonly name: string }[] ).filter(
		( { name } ) => name.startsWith( 'known-visitor/' )
	);
	expect( ours ).toHaveLength( 2 );
	for ( const ability of ours ) {
		expect( ability ).toMatchObject( {
			meta: {
				annotations: {
					readonly: true,
					destructive: false,
					idempotent: true,
				},
			},
		} );
	}
} );
