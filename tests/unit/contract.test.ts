/**
 * The public names: others rely on them, so they change nowhere by accident. What
 * PHP and TypeScript have to agree on is not compared here, but generated
 * (`npm run generate`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contract from '../../src/contract';
import * as names from '../../src/shared/names';
import { PhpConstants } from '../../tools/lib/php-constants.mjs';

const root = join( __dirname, '../..' );
const php = new PhpConstants( join( root, 'includes' ) );
const constantOf = ( name: string ) =>
	php.get( `KnownVisitor\\${ name }` ).value;

const read = ( file: string ) => readFileSync( join( root, file ), 'utf8' );
const sources = readdirSync( join( root, 'includes' ), {
	recursive: true,
	encoding: 'utf8',
} )
	.filter( ( name ) => name.endsWith( '.php' ) )
	.map( ( name ) => read( `includes/${ name }` ) );

/** The texts with which PHP calls a function first. */
const firstArgumentsOf = ( source: string, name: string ) =>
	[
		...source.matchAll( new RegExp( `\\b${ name }\\(\\s*'([^']+)'`, 'g' ) ),
	].map( ( [ , text ] ) => text );

describe( 'the public names', () => {
	it( 'on the page are those of the contract', () => {
		expect( names ).toEqual( {
			OVERRIDE_CLASS: 'known-visitor-override',
			DATA_ELEMENT_ID: 'known-visitor-data',
			MARK_COOKIE: 'known_visitor',
			REQUEST_HEADER: 'X-Known-Visitor',
			MARK_STORAGE_KEY: 'known-visitor',
			GUEST_STORAGE_KEY: 'known-visitor-guest',
			IDENTIFIED_EVENT: 'knownvisitor:identified',
			FORGOTTEN_EVENT: 'knownvisitor:forgotten',
			SITE_PLACEHOLDER: '%site%',
			TAKEOVER_EVENT: 'known-visitor',
		} );
		expect( constantOf( 'Page\\Page::LOADER_ID' ) ).toBe(
			'known-visitor-loader'
		);
		expect( constantOf( 'Identity\\Mark_Cookie::SIGNED_OUT' ) ).toBe( '0' );
	} );

	it( 'of the REST API are those of the contract', () => {
		expect( {
			settings: contract.SETTINGS_PATH,
			secret: contract.SECRET_PATH,
			preview: contract.PREVIEW_PATH,
			status: contract.STATUS_PATH,
		} ).toEqual( {
			settings: '/known-visitor/v1/settings',
			secret: '/known-visitor/v1/secret',
			preview: '/known-visitor/v1/preview',
			status: '/known-visitor/v1/status',
		} );
		expect( [
			constantOf( 'Rest\\Secret_Controller::MATCH_PATH' ),
			constantOf( 'Rest\\Hosts_Controller::PATH' ),
			constantOf( 'Rest\\Status_Controller::CACHE_PATH' ),
		] ).toEqual( [ '/secret/match', '/hosts', '/cache' ] );
		expect( constantOf( 'Page\\Page::VISITOR_ROUTE' ) ).toBe(
			'known-visitor/v1/visitor'
		);
	} );

	it( 'of the settings are those of the contract', () => {
		expect( Object.keys( contract.SETTINGS_SCHEMA.properties ) ).toEqual( [
			'enabled',
			'recipe',
			'site_address',
			'fields',
			'first_message',
			'meta_keys',
			'card',
			'widget_url',
			'roles',
			'paths',
			'delivery',
			'forget',
			'delete_data',
		] );
		expect( contract.SECRET_CONSTANT ).toBe( 'KNOWN_VISITOR_SECRET' );
		expect( contract.SECRET_MIN_LENGTH ).toBe( 16 );
	} );

	it( 'of the screen are those of the contract', () => {
		expect( constantOf( 'Settings\\Settings::SCREEN' ) ).toBe(
			'known-visitor'
		);
		expect( contract.ROOT_ID ).toBe( 'known-visitor-settings' );
	} );

	it( 'of the options are what uninstalling removes', () => {
		const options = [
			constantOf( 'Settings\\Settings::OPTION' ),
			constantOf( 'Identity\\Secret::OPTION' ),
			constantOf( 'Identity\\Site::OPTION' ),
		];
		expect( options ).toEqual( [
			'known_visitor_settings',
			'known_visitor_secret',
			'known_visitor_site',
		] );
		expect(
			firstArgumentsOf( read( 'uninstall.php' ), 'delete_option' )
		).toEqual( expect.arrayContaining( options ) );
		expect(
			firstArgumentsOf( read( 'uninstall.php' ), 'delete_transient' )
		).toEqual( [ constantOf( 'Checks\\Home::TRANSIENT' ) ] );
	} );

	it( 'are six filters, each with a @since', () => {
		const filters = firstArgumentsOf(
			sources.join( '' ),
			'apply_filters'
		).filter(
			// Others are WordPress's own.
			( name ) => name?.startsWith( 'known_visitor_' )
		);
		expect( filters.sort() ).toEqual( [
			'known_visitor_first_message',
			'known_visitor_hash',
			'known_visitor_should_identify',
			'known_visitor_site_address',
			'known_visitor_tokens',
			'known_visitor_user_fields',
		] );
		const documented = sources
			.join( '' )
			.match(
				/@since [^*]+(?:\*(?!\/)[^*]+)*\*\/\s*\$\w+\s*=\s*apply_filters/g
			);
		expect( documented ).toHaveLength( filters.length );
	} );

	it( 'are the shortcode, everywhere', () => {
		expect(
			firstArgumentsOf( read( 'includes/hooks.php' ), 'add_shortcode' )
		).toEqual( [ constantOf( 'Page\\Override_Parser::SHORTCODE' ) ] );
		expect( constantOf( 'Page\\Override_Parser::SHORTCODE' ) ).toBe(
			'known_visitor'
		);
	} );
} );
