/**
 * `wp known-visitor …`, by WP-CLI itself: product contract, sections 3, 11 and 13.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test, type TestSite } from '../support/wordpress';
import { hashOf, inPhp, SECRET } from '../integration/helpers';

// WP-CLI is a program of this machine, and so has to be the site's PHP.
test.use( { siteOptions: { server: 'native' } } );

test.beforeEach( ( { site } ) => site.reset() );

/** How a command ended. */
interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs `wp known-visitor` with its arguments, and with what comes through a pipe. */
async function wp(
	site: TestSite,
	args: readonly string[],
	input = ''
): Promise< Outcome > {
	const { runWpCli } = await import( '../../tools/lib/wp-cli.mjs' );
	return runWpCli( site, [ 'known-visitor', ...args ], input );
}

/** Runs it, and expects it to succeed without a word of complaint. */
async function answer(
	site: TestSite,
	args: readonly string[],
	input = ''
): Promise< string > {
	const outcome = await wp( site, args, input );
	expect( outcome ).toMatchObject( { code: 0, stderr: '' } );
	return outcome.stdout;
}

/** Runs it, and expects it to be refused. */
async function refusal(
	site: TestSite,
	args: readonly string[],
	input = ''
): Promise< string > {
	const { code, stdout, stderr } = await wp( site, args, input );
	expect( { code, stdout } ).toEqual( { code: 1, stdout: '' } );
	return stderr;
}

const json = async ( site: TestSite, ...args: string[] ): Promise< unknown > =>
	JSON.parse( await answer( site, [ ...args, '--format=json' ] ) );

/** What is stored, as the REST API answers it. */
const settings = ( site: TestSite ) =>
	inPhp< Record< string, unknown > >(
		site,
		`return $ask( 'GET', '/settings' )['data'];`
	);

test( 'status shows the checks of the screen, and an error is its exit code', async ( {
	site,
} ) => {
	const checks = await inPhp< Readonly< Record< string, unknown > >[] >(
		site,
		`return $ask( 'GET', '/status' )['data'];`
	);
	const shown = checks.map( ( { id, state, message } ) => ( {
		id,
		state,
		message,
	} ) );
	expect( shown.length ).toBeGreaterThan( 3 );
	expect( await json( site, 'status' ) ).toEqual( shown );
	// Only what is asked for takes its time.
	expect( await json( site, 'status', '--fresh', '--fields=id' ) ).toEqual(
		expect.arrayContaining( [ { id: 'chat' } ] )
	);
	await site.reset();
	expect( await answer( site, [ 'status', '--format=count' ] ) ).toBe(
		String( checks.length )
	);

	await inPhp( site, `return $ask( 'DELETE', '/secret' );` );
	const { code, stdout, stderr } = await wp( site, [
		'status',
		'--fields=id,state',
		'--format=csv',
	] );
	expect( code ).toBe( 1 );
	expect( stdout ).toContain( 'secret,error' );
	expect( stderr ).toBe( '' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'preview answers what the page of a user would hold, without the hash', async ( {
	site,
} ) => {
	const ann = await site.createUser( {
		login: 'ann',
		first_name: 'Ann',
		role: 'subscriber',
	} );
	const page = await site.createPost( {
		title: 'Prices',
		content:
			'[known_visitor]Asks about prices: {first_name}[/known_visitor]',
	} );
	const off = await site.createPost( {
		title: 'Secret',
		content: '[known_visitor enabled="no"]',
	} );
	const hash = await inPhp< string >(
		site,
		`return $identity( $args['id'] )['user']['hash'];`,
		{ id: ann.id }
	);

	const found = await json( site, 'preview', 'ann', `--url=${ page.url }` );
	expect( found ).toMatchObject( {
		user: { name: 'Ann', email: 'ann@example.com' },
		message: 'Asks about prices: {first_name}',
		tokens: {
			first_name: 'Ann',
			page_url: page.url,
			page_title: 'Prices',
		},
	} );
	expect(
		await json(
			site,
			'preview',
			'ann@example.com',
			`--url=${ page.url.replace( 'http://', '' ) }`,
			'--title=Our prices'
		)
	).toMatchObject( {
		message: 'Asks about prices: {first_name}',
		tokens: { page_title: 'Our prices' },
	} );
	expect( JSON.stringify( found ) ).not.toContain( hash );
	expect(
		await answer( site, [ 'preview', String( ann.id ), '--format=csv' ] )
	).toMatch( /^user\.name,Ann$/m );
	expect(
		await json( site, 'preview', 'ann', `--url=${ off.url }` )
	).toEqual( { reason: 'page' } );
	expect(
		await refusal( site, [
			'preview',
			'ann',
			'--url=https://evil.example/',
		] )
	).toContain( 'not the address of a page on this site' );
	for ( const who of [ 'nobody', '1.5', '1e0', '0x1', '+1', '-1' ] ) {
		expect( await refusal( site, [ 'preview', who ] ) ).toContain(
			'There is no user'
		);
	}
	expect( site.debugLog() ).toBe( '' );
} );

test( 'hash is shown to who says that they want it, and to nobody with lesser rights', async ( {
	site,
} ) => {
	await site.createUser( { login: 'ann', role: 'editor' } );
	const hash = await inPhp< string >(
		site,
		`return $identity( 1 )['user']['hash'];`
	);

	expect( await answer( site, [ 'hash', 'admin', '--yes' ] ) ).toBe(
		`${ hash }\n`
	);
	const asked = await answer( site, [ 'hash', '1' ], 'y\n' );
	expect( asked ).toContain( 'can read the conversation of admin' );
	expect( asked ).toContain( hash );
	for ( const input of [ 'n\n', '\n' ] ) {
		expect( await answer( site, [ 'hash', '1' ], input ) ).not.toContain(
			hash
		);
	}
	for ( const command of [
		[ 'hash', '1', '--yes' ],
		[ 'preview', '1' ],
		[ 'settings', 'get' ],
		[ 'secret', 'delete', '--yes' ],
		[ 'hosts', 'list' ],
	] ) {
		expect( await refusal( site, [ ...command, '--user=ann' ] ) ).toContain(
			'may not manage the settings'
		);
	}
	await inPhp( site, `return $ask( 'DELETE', '/secret' );` );
	expect( await refusal( site, [ 'hash', '1', '--yes' ] ) ).toContain(
		'There is no hash'
	);
	expect( site.debugLog() ).toBe( '' );
} );

test( 'secrets come through a pipe, and never out again', async ( {
	site,
} ) => {
	const outputs: string[] = [];
	const run = async ( args: string[], input = '' ) => {
		const outcome = await wp( site, [ 'secret', ...args ], input );
		outputs.push( outcome.stdout, outcome.stderr );
		return outcome;
	};
	const stored = () =>
		inPhp< string >(
			site,
			`return (string) get_option( 'known_visitor_secret' );`
		);
	const first = await stored();

	expect( await run( [ 'generate' ], 'n\n' ) ).toMatchObject( { code: 0 } );
	expect( await stored() ).toBe( first );
	expect( await run( [ 'generate', '--yes' ] ) ).toMatchObject( {
		code: 0,
		stderr: '',
	} );
	const second = await stored();
	expect( second ).toMatch( /^[0-9a-f]{64}$/ );
	expect( second ).not.toBe( first );

	const address = site.url;
	const made = hashOf( 'md5', 1, address, SECRET );
	expect(
		JSON.parse(
			(
				await run(
					[ 'match', '1', '--format=json' ],
					`${ SECRET }\n${ made.toUpperCase() }\n`
				)
			).stdout
		)
	).toEqual( [ { recipe: 'md5', site_address: address, order: null } ] );
	expect(
		await run(
			[ 'match', 'admin', '--format=csv' ],
			`${ SECRET }\n${ createHash( 'md5' ).update( `${ SECRET }1${ address }` ).digest( 'hex' ) }\n`
		)
	).toMatchObject( {
		code: 1,
		stdout: expect.stringContaining( 'secret user site_address' ),
		stderr: expect.stringContaining( 'another order' ),
	} );
	for ( const [ input, complaint ] of [
		[ '', 'nothing came from STDIN' ],
		[ 'short\n', '16 to 4000' ],
		[ `${ '\u00a0'.repeat( 16 ) }\n`, '16 to 4000' ],
		[ `${ SECRET }\n`, 'nothing came from STDIN' ],
		[ `${ SECRET }\nnohash\n`, '32 characters' ],
		[ `${ SECRET }\n${ '0'.repeat( 32 ) }\n`, 'No recipe' ],
	] as const ) {
		expect( await run( [ 'match', '1' ], input ) ).toMatchObject( {
			code: 1,
			stderr: expect.stringContaining( complaint ),
		} );
	}
	expect( await stored() ).toBe( second );

	// What comes through a pipe cannot be asked back.
	expect( await run( [ 'set' ], `${ SECRET }\ny\n` ) ).toMatchObject( {
		code: 1,
		stderr: expect.stringContaining( '--yes' ),
	} );
	expect(
		await run( [ 'set', '--recipe=md5', '--yes' ], 'short\n' )
	).toMatchObject( { code: 1 } );
	expect(
		await run( [ 'set', '--yes' ], `${ '\u2800'.repeat( 16 ) }\n` )
	).toMatchObject( {
		code: 1,
		stderr: expect.stringContaining( '16 to 4000' ),
	} );
	expect( await settings( site ) ).toMatchObject( { recipe: 'hmac' } );
	// Blanks are a part of it, as over REST; the end of the line is not.
	expect(
		await run( [ 'set', '--yes' ], ` ${ SECRET } \r\n` )
	).toMatchObject( { code: 0 } );
	expect( await stored() ).toBe( ` ${ SECRET } ` );
	expect(
		await run(
			[ 'set', '--recipe=md5', `--site_address=${ address }`, '--yes' ],
			`${ SECRET }\n`
		)
	).toMatchObject( { code: 0, stderr: '' } );
	expect( await stored() ).toBe( SECRET );
	expect( await answer( site, [ 'hash', '1', '--yes' ] ) ).toBe(
		`${ made }\n`
	);

	expect( await run( [ 'delete', '--yes' ] ) ).toMatchObject( { code: 0 } );
	expect( await stored() ).toBe( '' );
	// Nothing to lose, so nothing is asked.
	expect( await run( [ 'generate' ] ) ).toMatchObject( { code: 0 } );
	outputs.push( site.debugLog() );
	for ( const secret of [ first, second, SECRET, await stored() ] ) {
		expect( outputs.join() ).not.toContain( secret );
	}
	expect( site.debugLog() ).toBe( '' );
} );

test( 'where code sets the secret, the shell cannot change it', async ( {
	site,
} ) => {
	site.muPlugin(
		'secret',
		`define( 'KNOWN_VISITOR_SECRET', '${ SECRET }' );`
	);
	for ( const command of [
		[ 'secret', 'generate' ],
		[ 'secret', 'delete', '--yes' ],
		[ 'hosts', 'confirm', '--copy', '--yes' ],
	] ) {
		const said = await refusal( site, command );
		expect( said ).toContain( 'KNOWN_VISITOR_SECRET' );
		expect( said ).not.toContain( SECRET );
	}
} );

test( 'settings are read and changed by the schema of the REST API', async ( {
	site,
} ) => {
	const { secret, ...all } = await settings( site );
	expect( secret ).toBeDefined();
	expect( await json( site, 'settings', 'get' ) ).toEqual( all );
	expect( await answer( site, [ 'settings', 'get', 'recipe' ] ) ).toBe(
		'hmac\n'
	);
	expect( await answer( site, [ 'settings', 'get', 'paths' ] ) ).toBe(
		'{"mode":"all","list":[]}\n'
	);
	expect(
		await answer( site, [ 'settings', 'get', '--format=csv' ] )
	).toContain( 'enabled,true' );

	const update = ( ...args: string[] ) =>
		answer( site, [ 'settings', 'update', ...args ] );
	expect( await update( 'enabled', 'false' ) ).toContain( 'Success' );
	expect( await update( 'enabled', 'false' ) ).toContain( 'already' );
	await update( 'roles', '["subscriber"]' );
	await update( 'delivery', '"request"', '--format=json' );
	await answer(
		site,
		[ 'settings', 'update', 'first_message' ],
		'Hello {user_id}\nfrom {page_link}\n'
	);
	await update( 'recipe', 'md5', '--yes' );
	expect(
		await answer(
			site,
			[ 'settings', 'update', 'site_address', 'other.example' ],
			'n\n'
		)
	).toContain( 'new, empty conversation' );
	const changed = {
		...all,
		enabled: false,
		roles: [ 'subscriber' ],
		delivery: 'request',
		first_message: 'Hello {user_id}\nfrom {page_link}',
		recipe: 'md5',
	};
	expect( await settings( site ) ).toMatchObject( changed );

	for ( const [ name, value, complaint ] of [
		[ 'enabled', 'perhaps', 'true or false' ],
		[ 'enabled', '1', 'not of the right type' ],
		[ 'roles', 'subscriber', 'valid JSON' ],
		[ 'roles', '["nobody"]', 'there is no role nobody' ],
		[ 'roles', '{}', 'a list of at most 100 names' ],
		[ 'recipe', 'sha1', 'hmac or md5' ],
		[ 'first_message', 'x'.repeat( 4001 ), '4,000' ],
		[ 'meta_keys', '["session_tokens"]', 'can never be sent' ],
		[ 'nothing', '1', 'is not a setting' ],
		[ 'secret', SECRET, 'replaced with POST' ],
	] as const ) {
		expect(
			await refusal( site, [ 'settings', 'update', name, value ] )
		).toContain( complaint );
	}
	const loader =
		'https://portal.example/upload/crm/site_button/loader_1_abc123.js';
	expect(
		await refusal( site, [ 'settings', 'update', 'widget_url', loader ] )
	).toContain( '--user=' );
	expect( await settings( site ) ).toMatchObject( changed );
	await update( 'widget_url', loader, '--user=admin' );
	expect( await settings( site ) ).toMatchObject( { widget_url: loader } );
	expect(
		await refusal(
			site,
			[ 'settings', 'update', 'site_address' ],
			'x.example'
		)
	).toContain( '--yes' );
	expect( await refusal( site, [ 'settings', 'get', 'nothing' ] ) ).toContain(
		'There is no setting'
	);
	expect( site.debugLog() ).toBe( '' );
} );

test( 'hosts are listed, confirmed and forgotten, and a copy parts', async ( {
	site,
} ) => {
	const host = site.url.replace( 'http://', '' );
	const confirmed = ( ...hosts: string[] ) =>
		hosts.map( ( name ) => ( { host: name, state: 'confirmed' } ) );
	expect( await json( site, 'hosts', 'list' ) ).toEqual( confirmed( host ) );
	expect(
		await answer( site, [ 'hosts', 'confirm', 'www.Shop.example' ] )
	).toContain( 'shop.example' );
	expect( await json( site, 'hosts', 'list' ) ).toEqual(
		confirmed( host, 'shop.example' )
	);
	expect(
		await json( site, 'hosts', 'list', '--url=http://staging.example' )
	).toEqual( [
		...confirmed( host, 'shop.example' ),
		{ host: 'staging.example', state: 'unconfirmed' },
	] );
	expect(
		await answer( site, [ 'hosts', 'forget', 'shop.example' ], 'n\n' )
	).not.toContain( 'Success' );
	await answer( site, [ 'hosts', 'forget', 'shop.example', '--yes' ] );
	expect( await json( site, 'hosts', 'list' ) ).toEqual( confirmed( host ) );
	for ( const wrong of [
		'a:b:c',
		'https://shop.example',
		'two words',
		'*.shop.example',
	] ) {
		expect(
			await refusal( site, [ 'hosts', 'confirm', wrong ] )
		).toContain( 'is no host' );
	}

	const hash = () => answer( site, [ 'hash', '1', '--yes' ] );
	const original = await hash();
	await answer( site, [ 'hosts', 'forget', '--yes' ] );
	expect( await refusal( site, [ 'hash', '1', '--yes' ] ) ).toContain(
		'There is no hash'
	);
	await answer( site, [ 'hosts', 'confirm' ] );
	expect( await hash() ).toBe( original );
	expect(
		await refusal( site, [ 'hosts', 'confirm', 'x.example', '--copy' ] )
	).toContain( 'leave the host out' );
	// A script that says so in its own way must not make the copy the original.
	expect(
		await refusal( site, [ 'hosts', 'confirm', '--copy=yes', '--yes' ] )
	).toContain( '--copy' );
	expect( await hash() ).toBe( original );
	await answer( site, [ 'hosts', 'confirm', '--copy', '--yes' ] );
	expect( await hash() ).not.toBe( original );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'each command explains itself', async ( { site } ) => {
	const { runWpCli } = await import( '../../tools/lib/wp-cli.mjs' );
	const help = async ( ...command: string[] ) => {
		const { code, stdout } = await runWpCli( site, [
			'help',
			'known-visitor',
			...command,
		] );
		expect( code ).toBe( 0 );
		return stdout;
	};
	expect( await help() ).toMatch(
		/hash .*hosts .*preview .*secret .*settings .*status /s
	);
	expect( await help( 'secret' ) ).toMatch(
		/delete .*generate .*match .*set /s
	);
	expect( await help( 'hosts', 'list' ) ).toContain( 'EXAMPLES' );
} );

test( 'what is typed at a prompt is not seen', async ( { site } ) => {
	const { wpCliCommand } = await import( '../../tools/lib/wp-cli.mjs' );
	const { run } = await import( '../../tools/lib/process.mjs' );
	const [ command, args, env ] = await wpCliCommand( site, [
		'known-visitor',
		'secret',
		'set',
		'--yes',
	] );
	const terminal = join( site.folder, 'terminal.txt' );
	// script(1) gives the command a terminal, and that has a name.
	const child = spawn(
		'script',
		[
			'-qec',
			`tty > '${ terminal }'; ${ [ command, ...args ]
				.map( ( arg ) => `'${ arg }'` )
				.join( ' ' ) }`,
			'/dev/null',
		],
		{ env: { ...process.env, ...env } }
	);
	let output = '';
	child.stdout.setEncoding( 'utf8' ).on( 'data', ( text ) => {
		output += text;
	} );
	const ended = once( child, 'close' );
	// Whoever types before the terminal keeps silent is seen.
	const settingsOfTerminal = async () =>
		( await run( 'sh', [ '-c', 'stty -aF "$(cat "$0")"', terminal ] ) )
			.output;
	try {
		await expect.poll( () => output ).toContain( 'Secret: ' );
		await expect.poll( settingsOfTerminal ).toMatch( /\s-echo\s/ );
	} finally {
		child.stdin.end( `${ SECRET }\n` );
		await ended;
	}
	expect( output ).toContain( 'Success' );
	expect( output ).not.toContain( SECRET );
	expect(
		await inPhp( site, `return get_option( 'known_visitor_secret' );` )
	).toBe( SECRET );
} );
