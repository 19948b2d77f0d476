/**
 * Hosts leave out or disable functions of PHP. The plugin calls none that may be missing, unless it asks first. And what others
 * told PHP of a language (`setlocale()`) does not count where it would break something.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join( __dirname, '../..' );

/** Functions of extensions that some hosts lack, and functions that some disable (`disable_functions`). */
const MAY_BE_MISSING =
	/(?<![\w\\>:$])((?:mb|iconv|ctype|idn|grapheme|normalizer|intl|openssl|sodium|curl|gz|simplexml|dom)_\w+|iconv|utf8_(?:en|de)code|getenv|putenv|ini_set|set_time_limit|error_log|exec|shell_exec|system|passthru|proc_open|popen|phpversion|php_uname|disk_free_space|gethostbyname|dns_get_record)\s*\(/g;

/** WordPress brings its own where PHP has none (wp-includes/compat.php, 6.8 to 7.1). */
const BROUGHT_BY_WORDPRESS = [ 'mb_strlen', 'mb_substr' ];

it( 'works on hosts that lack functions of PHP', () => {
	const files = readdirSync( join( root, 'includes' ), {
		recursive: true,
		encoding: 'utf8',
	} )
		.filter( ( name ) => name.endsWith( '.php' ) )
		.map( ( name ) => `includes/${ name }` );
	const missed = [ 'plugin.php', 'uninstall.php', ...files ].flatMap(
		( file ) => {
			const code = readFileSync( join( root, file ), 'utf8' );
			return [ ...code.matchAll( MAY_BE_MISSING ) ]
				.map( ( [ , name = '' ] ) => name )
				.filter(
					( name ) =>
						! BROUGHT_BY_WORDPRESS.includes( name ) &&
						! code.includes( `function_exists( '${ name }' )` )
				)
				.map( ( name ) => `${ file }: ${ name }()` );
		}
	);

	expect( missed ).toEqual( [] );
} );

it( 'finds its classes, and knows secret meta, where a theme has made PHP speak Turkish: before 8.2, strtolower() leaves I as it is', () => {
	const [ hooks = '', visitorData = '' ] = [
		'includes/hooks.php',
		'includes/identity/class-visitor-data.php',
	].map( ( file ) => readFileSync( join( root, file ), 'utf8' ) );

	expect( hooks ).not.toMatch( /strtolower\( / );
	expect(
		/function is_secret_meta[^]*?\n\t}/.exec( visitorData )?.[ 0 ]
	).toMatch( /^(?!.*(?:strtolower|ireplace)\( )/s );
} );
