/**
 * What the plugin directory's own Plugin Check looks for.
 */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import {
	faultsOfFile,
	faultsOfHeader,
	faultsOfReadme,
	pluginCheckFaults,
} from '../../tools/lib/plugin-check.mjs';

const root = join( __dirname, '../..' );
const plugin = readFileSync( join( root, 'plugin.php' ), 'utf8' );
const readme = readFileSync( join( root, 'readme.txt' ), 'utf8' );

it( 'finds nothing in this plugin', () => {
	expect( pluginCheckFaults( root ) ).toEqual( [] );
} );

describe( 'of a file it finds', () => {
	it.each( [
		[ 'a.zip', '', 'no place' ],
		[ 'a/.htaccess', '', 'name' ],
		[ 'a b.php', '<?php', 'name' ],
		[ 'js/jquery.min.js', '', 'library' ],
		[ 'a.js', 'fetch("http://localhost:8080/")', 'this machine' ],
		[ 'a.php', '<?php\neval( $a );', 'hides code' ],
		[ 'a.php', '<? echo 1;', 'short opening tag' ],
		[ 'a.php', '<?php\nreturn 1;\n?>\n', 'closing tag' ],
		[
			'a.php',
			"<?php\nadd_filter( 'plugins_api', 'x' );",
			'updates itself',
		],
		[ 'a.php', '<?php\nproc_open( $a );', 'runs programs' ],
		[
			'a.php',
			"<?php\nwp_enqueue_script( 'a', 'https://cdn.example/a.js' );",
			'from elsewhere',
		],
		[ 'a.js', '//# sourceMappingURL=a.js.map', 'source map' ],
		[ 'a.php', "<?php\nadd_action( 'init', 'x' );", 'called alone' ],
		[ 'a.php', '\uFEFF<?php', 'byte order mark' ],
	] )( '%s: %s', ( file, text, fault ) => {
		expect( faultsOfFile( file, text ).join( '\n' ) ).toContain( fault );
	} );

	it( 'nothing in a class, a list or a file with a guard', () => {
		for ( const text of [
			'<?php\n/**\n * A class.\n */\n\ndeclare( strict_types=1 );\n\nnamespace A;\n\nuse B;\n\nfinal class C {\n\tpublic function d(): void {}\n}\n',
			"<?php\nreturn array(\n\t'a',\n);\n",
			"<?php\ndefined( 'ABSPATH' ) || exit;\nadd_action( 'init', 'x' );",
		] ) {
			expect( faultsOfFile( 'a.php', text ) ).toEqual( [] );
		}
	} );
} );

describe( 'of the header it finds', () => {
	it.each( [
		[ 'Plugin URI', '' ],
		[ 'Description', 'Short' ],
		[ 'Version', 'new' ],
		[ 'License', 'MIT' ],
		[ 'Text Domain', 'other' ],
		[ 'Domain Path', '/lang' ],
		[ 'Plugin Name', 'Bitrix24 Known Visitor' ],
	] )( 'a wrong %s', ( name, value ) => {
		const wrong = plugin.replace(
			new RegExp( `^((?: \\* )?${ name }: *)(.+)`, 'm' ),
			`$1${ value }`
		);

		expect( faultsOfHeader( wrong, [ 'readme.txt' ] ) ).toEqual( [
			`The header ${ name } is missing or wrong.`,
		] );
	} );
} );

describe( 'of readme.txt it finds', () => {
	it.each( [
		[ 'name', readme.replace( /^=== .+ ===/, '=== Other ===' ) ],
		[ 'tags', readme.replace( 'Tags: ', 'Tags: a, ' ) ],
		[ 'stable tag', readme.replace( /Stable tag: .+/, 'Stable tag: 9.9' ) ],
		[ 'license', readme.replace( 'License: GPLv2', 'License: MIT' ) ],
		[
			'short description',
			readme.replace( 'Your signed-in', `${ 'x'.repeat( 150 ) } Your` ),
		],
		[ 'changelog', readme.replace( '== Changelog ==', '' ) ],
		[
			'version',
			readme.replace( /Tested up to: .+/, 'Tested up to: all' ),
		],
	] )( 'a wrong %s', ( fault, text ) => {
		expect( faultsOfReadme( text, plugin ).join() ).toContain( fault );
	} );
} );
