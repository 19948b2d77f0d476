/**
 * What says the same in several places: versions, names, addresses.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join( __dirname, '../..' );
const read = ( file: string ) => readFileSync( join( root, file ), 'utf8' );

/** What a header of WordPress's kind says. */
const header = ( text: string, name: string ) =>
	new RegExp( `^(?: \\* )?${ name }:\\s*(.+)$`, 'm' ).exec( text )?.[ 1 ];

const plugin = read( 'plugin.php' );
const readme = read( 'readme.txt' );
const own = JSON.parse( read( 'package.json' ) ) as {
	readonly version: string;
	readonly homepage: string;
	readonly license: string;
	readonly repository: { readonly url: string };
};

describe( 'a release', () => {
	it( 'has one version', () => {
		const lock = JSON.parse( read( 'package-lock.json' ) ) as {
			readonly version: string;
		};

		expect( header( plugin, 'Version' ) ).toBe( own.version );
		expect( header( readme, 'Stable tag' ) ).toBe( own.version );
		expect( lock.version ).toBe( own.version );
		expect( /^## (.+)$/m.exec( read( 'CHANGELOG.md' ) )?.[ 1 ] ).toBe(
			own.version
		);
		expect( /^== Changelog ==\n\n= (.+) =$/m.exec( readme )?.[ 1 ] ).toBe(
			own.version
		);
	} );

	it( 'wants the same WordPress and PHP everywhere', () => {
		const wordpress = header( plugin, 'Requires at least' ) ?? '';
		const php = header( plugin, 'Requires PHP' ) ?? '';

		expect( header( readme, 'Requires at least' ) ).toBe( wordpress );
		expect( header( readme, 'Requires PHP' ) ).toBe( php );
		const hooks = read( 'includes/hooks.php' );
		expect( hooks ).toContain( `'${ wordpress }', '<'` );
		expect( hooks ).toContain(
			`PHP_VERSION_ID < ${ php.replace( '.', '0' ) }00`
		);
		expect( read( 'composer.json' ) ).toContain( `">=${ php }"` );
		expect( read( 'phpcs.xml.dist' ) ).toContain(
			`"minimum_supported_wp_version" value="${ wordpress }"`
		);
		for ( const text of [ read( 'README.md' ), readme ] ) {
			expect( text ).toContain(
				`WordPress ${ wordpress } or later, PHP ${ php } or later`
			);
		}
	} );

	it( 'is tested up to the WordPress on which the tests run', () => {
		expect( read( 'tools/lib/wordpress.mjs' ) ).toContain(
			`defaultVersion = '${ header( readme, 'Tested up to' ) }'`
		);
	} );

	it( 'has one address, name and license', () => {
		const address = header( plugin, 'Plugin URI' ) ?? '';

		expect( own.homepage ).toBe( `${ address }#readme` );
		expect( own.repository.url ).toBe( `git+${ address }.git` );
		expect( readme ).toContain( `(${ address })` );
		expect( /^=== (.+) ===$/m.exec( readme )?.[ 1 ] ).toBe(
			header( plugin, 'Plugin Name' )
		);
		expect( header( plugin, 'License' ) ).toBe( own.license );
		expect( header( readme, 'License' ) ).toBe( 'GPLv2 or later' );
		expect( header( readme, 'License URI' ) ).toBe(
			header( plugin, 'License URI' )
		);
		expect( header( plugin, 'Text Domain' ) ).toBe( 'known-visitor' );
		expect(
			existsSync( join( root, header( plugin, 'Domain Path' ) ?? 'no' ) )
		).toBe( true );
	} );
} );

describe( 'readme.txt', () => {
	const sections = [ ...readme.matchAll( /^== (.+) ==$/gm ) ].map(
		( [ , name ] ) => name
	);

	it( 'keeps within the directory’s limits', () => {
		const [ , short = '' ] =
			/^License URI:.*\n\n(.+)\n/m.exec( readme ) ?? [];
		const tags = ( header( readme, 'Tags' ) ?? '' ).split( ', ' );

		expect( short.length ).toBeGreaterThan( 50 );
		expect( short.length ).toBeLessThanOrEqual( 150 );
		expect( tags.length ).toBeLessThanOrEqual( 5 );
		expect( Buffer.byteLength( readme ) ).toBeLessThan( 10_240 );
	} );

	it( 'says what leaves the site, what is stored, and for whom it can be used', () => {
		expect( sections ).toEqual( [
			'Description',
			'Installation',
			'Frequently Asked Questions',
			'Screenshots',
			'External services',
			'Privacy',
			'Accessibility',
			'Changelog',
		] );
		for ( const words of [
			'bitrix24.com/terms/',
			'bitrix24.com/privacy/',
			'`known_visitor`',
			'Gravatar',
		] ) {
			expect( readme ).toContain( words );
		}
	} );

	it( 'has a caption for every screenshot', () => {
		const captions =
			/^== Screenshots ==\n\n((?:\d+\. .+\n)+)/m
				.exec( readme )?.[ 1 ]
				?.trim()
				.split( '\n' ) ?? [];
		const shots =
			/SCREENSHOTS = \[([^\]]+)\]/
				.exec( read( 'tools/assets.mjs' ) )?.[ 1 ]
				?.match( /[\w-]+\.png/g ) ?? [];

		expect( captions ).toHaveLength( shots.length );
		for ( const shot of shots ) {
			expect( existsSync( join( root, 'docs/images', shot ) ) ).toBe(
				true
			);
		}
	} );
} );

describe( 'the demo of the directory', () => {
	const blueprint = JSON.parse(
		read( '.wordpress-org/blueprints/blueprint.json' )
	) as {
		readonly landingPage: string;
		readonly steps: readonly Readonly< Record< string, unknown > >[];
	};

	it( 'installs the plugin, and opens its screen', () => {
		expect( blueprint.landingPage ).toBe(
			'/wp-admin/options-general.php?page=known-visitor'
		);
		expect( blueprint.steps ).toContainEqual( {
			step: 'installPlugin',
			pluginData: {
				resource: 'wordpress.org/plugins',
				slug: 'known-visitor',
			},
			options: { activate: true },
		} );
	} );
} );

describe( 'the workflows of GitHub', () => {
	const workflows = readdirSync( join( root, '.github/workflows' ) ).map(
		( name ) => read( `.github/workflows/${ name }` )
	);

	it( 'name each action by a commit, and say which version that is', () => {
		const used = workflows.flatMap( ( text ) =>
			[ ...text.matchAll( /uses: (.+)$/gm ) ].map(
				( [ , name ] ) => name
			)
		);

		expect( used.length ).toBeGreaterThan( 3 );
		for ( const name of used ) {
			expect( name ).toMatch(
				/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/
			);
		}
	} );

	it( 'have no more rights than they need, and end by themselves', () => {
		for ( const text of workflows ) {
			expect( text ).toMatch(
				/^permissions:(?: \{\}|\n {2}contents: read)$/m
			);
			expect( text.match( /runs-on:/g )?.length ).toBe(
				text.match( /timeout-minutes:/g )?.length
			);
			expect( text.match( /actions\/checkout/g )?.length ).toBe(
				text.match( /persist-credentials: false/g )?.length
			);
			// What somebody else writes is never a part of a command.
			expect( text ).not.toMatch( /run:.*\$\{\{/ );
		}
	} );

	it( 'run what every machine runs', () => {
		expect( read( '.github/workflows/test.yml' ) ).toContain(
			'run: bash .ci/run'
		);
	} );
} );
