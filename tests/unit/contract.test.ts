/**
 * What PHP and TypeScript must agree on, read from both.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	DEFAULT_FIRST_MESSAGE,
	FIRST_MESSAGE_MAX_LENGTH,
	ROOT_ID,
	SECRET_CONSTANT,
	SECRET_MIN_LENGTH,
	SECRET_PATH,
	SETTINGS_PATH,
} from '../../src/settings/constants';
import { SETTING_KEYS } from '../../src/settings/store/keys';
import { TOKEN } from '../../src/shared/first-message/grammar';
import {
	DATA_ELEMENT_ID,
	FORGOTTEN_EVENT,
	GUEST_STORAGE_KEY,
	IDENTIFIED_EVENT,
	MARK_STORAGE_KEY,
} from '../../src/shared/names';
import { META_TOKEN_PREFIX, SERVER_TOKENS } from '../../src/shared/tokens';
import {
	constantOf,
	firstArgumentsOf,
	returnedKeysOf,
	stringsOf,
} from './support/php';

const root = join( __dirname, '../..' );
const classes = readdirSync( join( root, 'includes' ) ).map(
	( name ) => `includes/${ name }`
);

describe( 'the first message', () => {
	it( 'has the same grammar on both sides', () => {
		expect( constantOf( 'includes/class-identity.php', 'TOKEN' ) ).toBe(
			`/${ TOKEN.source }/`
		);
	} );

	it( 'has the same tokens on both sides', () => {
		expect( constantOf( 'includes/class-visitor.php', 'TOKENS' ) ).toEqual(
			[ ...SERVER_TOKENS ]
		);
		expect( stringsOf( 'includes/class-identity.php' ) ).toContain(
			META_TOKEN_PREFIX
		);
	} );

	it( 'has the same default on both sides', () => {
		expect(
			constantOf( 'includes/class-settings.php', 'DEFAULT_FIRST_MESSAGE' )
		).toBe( DEFAULT_FIRST_MESSAGE );
	} );

	it( 'has the same length on both sides', () => {
		expect(
			constantOf(
				'includes/class-settings-schema.php',
				'MAX_TEMPLATE_LENGTH'
			)
		).toBe( FIRST_MESSAGE_MAX_LENGTH );
	} );
} );

describe( 'the page', () => {
	it( 'carries the data where the loader looks for it', () => {
		expect( constantOf( 'includes/class-page.php', 'DATA_ID' ) ).toBe(
			DATA_ELEMENT_ID
		);
	} );

	it( 'carries the names of the contract', () => {
		expect( DATA_ELEMENT_ID ).toBe( 'known-visitor-data' );
		expect( constantOf( 'includes/class-page.php', 'LOADER_ID' ) ).toBe(
			'known-visitor-loader'
		);
		expect( MARK_STORAGE_KEY ).toBe( 'known-visitor' );
		expect( GUEST_STORAGE_KEY ).toBe( 'known-visitor-guest' );
		expect( IDENTIFIED_EVENT ).toBe( 'knownvisitor:identified' );
		expect( FORGOTTEN_EVENT ).toBe( 'knownvisitor:forgotten' );
	} );

	it( 'has the data that the loader reads', () => {
		const written = stringsOf( 'includes/class-identity.php' );
		for ( const key of [
			'v',
			'mark',
			'user',
			'hash',
			'message',
			'tokens',
			'card',
		] ) {
			expect( written ).toContain( key );
		}
		const blocks = stringsOf( 'includes/class-card.php' );
		for ( const key of [
			'USER',
			'MESSAGE',
			'GRID',
			'NAME',
			'VALUE',
			'DISPLAY',
		] ) {
			expect( blocks ).toContain( key );
		}
	} );
} );

describe( 'the settings', () => {
	it( 'have the same keys in the defaults, the schema and the screen', () => {
		const keys = [ ...SETTING_KEYS ].sort();
		expect(
			returnedKeysOf( 'includes/class-settings.php', 'defaults' ).sort()
		).toEqual( keys );
		expect(
			returnedKeysOf(
				'includes/class-settings-schema.php',
				'properties'
			).sort()
		).toEqual( keys );
	} );

	it( 'are served where the screen asks for them', () => {
		const namespace = constantOf(
			'includes/class-rest-routes.php',
			'REST_NAMESPACE'
		);
		expect( namespace ).toBe( 'known-visitor/v1' );
		const paths = stringsOf( 'includes/class-rest-routes.php' ).map(
			( path ) => `/${ namespace }${ path }`
		);
		expect( paths ).toEqual(
			expect.arrayContaining( [ SETTINGS_PATH, SECRET_PATH ] )
		);
	} );

	it( 'have a screen where the script looks for it', () => {
		expect(
			constantOf( 'includes/class-settings-screen.php', 'ROOT_ID' )
		).toBe( ROOT_ID );
		expect(
			constantOf( 'includes/class-settings-screen.php', 'SLUG' )
		).toBe( 'known-visitor' );
	} );

	it( 'mean the same secret', () => {
		expect( constantOf( 'includes/class-secret.php', 'NAME' ) ).toBe(
			SECRET_CONSTANT
		);
		expect( constantOf( 'includes/class-secret.php', 'MIN_LENGTH' ) ).toBe(
			SECRET_MIN_LENGTH
		);
	} );
} );

describe( 'the public names of PHP', () => {
	const options = [ 'known_visitor_settings', 'known_visitor_secret' ];

	it( 'are the options that uninstalling removes', () => {
		expect( [
			constantOf( 'includes/class-settings.php', 'OPTION' ),
			constantOf( 'includes/class-secret.php', 'OPTION' ),
		] ).toEqual( options );
		expect( firstArgumentsOf( 'uninstall.php', 'delete_option' ) ).toEqual(
			options
		);
	} );

	it( 'are the six filters of the contract, each with a @since', () => {
		const filters = classes.flatMap( ( file ) =>
			firstArgumentsOf( file, 'apply_filters' ).filter( ( name ) =>
				// Others are WordPress's own.
				name.startsWith( 'known_visitor_' )
			)
		);
		expect( filters.sort() ).toEqual( [
			'known_visitor_first_message',
			'known_visitor_hash',
			'known_visitor_should_identify',
			'known_visitor_site_address',
			'known_visitor_tokens',
			'known_visitor_user_fields',
		] );
		const sources = classes.map( ( file ) =>
			readFileSync( join( root, file ), 'utf8' )
		);
		const documented = sources
			.join( '' )
			.match(
				/@since [^*]+(?:\*(?!\/)[^*]+)*\*\/\s*\$\w+\s*=\s*apply_filters/g
			);
		expect( documented ).toHaveLength( filters.length );
	} );

	it( 'are the shortcode, everywhere', () => {
		const shortcode = constantOf(
			'includes/class-override.php',
			'SHORTCODE'
		);
		expect( firstArgumentsOf( 'plugin.php', 'add_shortcode' ) ).toEqual( [
			shortcode,
		] );
		expect( shortcode ).toBe( 'known_visitor' );
	} );

	it( 'belong to one text domain, which is the slug', () => {
		const header = readFileSync( join( root, 'plugin.php' ), 'utf8' );
		expect( header ).toMatch( /Text Domain:\s+known-visitor\n/ );
	} );
} );

it( 'has one version', () => {
	const header = readFileSync( join( root, 'plugin.php' ), 'utf8' );
	const { version } = JSON.parse(
		readFileSync( join( root, 'package.json' ), 'utf8' )
	);
	expect( /Version:\s+(\S+)/.exec( header )?.[ 1 ] ).toBe( version );
	expect( readFileSync( join( root, 'CHANGELOG.md' ), 'utf8' ) ).toContain(
		`## ${ version }`
	);
} );
