/**
 * What the plugin directory's own Plugin Check looks for, as far as phpcs does not see it: the files of the zip, the
 * plugin's header and readme.txt (the checks of Plugin Check 1.6: file_type, localhost, code_obfuscation, plugin_updater,
 * plugin_uninstall, plugin_header_fields, plugin_readme, no_unfiltered_uploads, direct_file_access).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedFiles } from './package.mjs';

/** Kinds of files that the directory does not take: archives, programs, packages of PHP. */
const NO_PLACE =
	/\.(?:zip|gz|tgz|rar|7z|tar|phar|exe|bat|cmd|sh|com|dll|so|bin|dmg|jar|swp|bak|orig|sql)$/i;

/** Names that some systems do not know, or that hide files. */
const BAD_NAME = /[^A-Za-z0-9_./-]|(?:^|\/)\.|(?:^|\/)__MACOSX\//;

/** Scripts and styles that WordPress has itself. */
const LIBRARY =
	/(?:^|\/)(?:jquery|react|react-dom|lodash|moment|underscore|backbone|tinymce|codemirror|plupload)(?:[.-][\w.-]*)?\.js$/i;

/**
 * What no file may hold, in words.
 *
 * @type {[ RegExp, RegExp, string ][]}
 */
const CONTENTS = [
	[ /./, /^\uFEFF/, 'begins with a byte order mark' ],
	[
		/./,
		/https?:\/\/(?:localhost|127\.0\.0\.1|[\w.-]+\.local)\b/,
		'has an address of this machine',
	],
	[
		/./,
		/sourceguardian|ionCube|Zend Encoder|<\?php @Zend;/i,
		'is obfuscated',
	],
	[
		/\.php$/,
		/\b(?:eval|create_function|str_rot13|goto)\s*\(/,
		'calls what hides code',
	],
	[ /\.php$/, /<\?(?!php\b|xml\b)/, 'has a short opening tag' ],
	[ /\.php$/, /\?>\s*$/, 'ends with a closing tag' ],
	[ /\.php$/, /ALLOW_UNFILTERED_UPLOADS/, 'lets any file be uploaded' ],
	[
		/\.php$/,
		/pre_set_site_transient_update_plugins|plugins_api\b|auto_update_plugin|Update URI:/,
		'updates itself',
	],
	[
		/\.php$/,
		/\b(?:move_uploaded_file|passthru|proc_open|shell_exec|popen)\s*\(/,
		'runs programs or moves uploads',
	],
	[
		/\.php$/,
		/\bwp_(?:enqueue|register)_(?:script|style)\([^)]*https?:\/\//,
		'loads a script or style from elsewhere',
	],
	[
		/\.(?:php|js|css)$/,
		/\bsourceMappingURL=/,
		'names a source map that is not there',
	],
];

/** PHP that does something by itself, so that nobody may call the file alone. */
const ACTS =
	/^(?!\s|<\?php|\/\*|\*|\/\/|#|\*\/|namespace\b|use\b|declare\b|(?:abstract |final |readonly )*class\b|interface\b|trait\b|enum\b|return\b|[{}]|defined\b|\)|$)/m;

/**
 * Finds what the directory would complain about.
 *
 * @param {string} root The checkout.
 * @return {string[]} Sentences; empty if there is nothing.
 */
export function pluginCheckFaults( root ) {
	const files = packagedFiles( root );
	const read = ( /** @type {string} */ file ) =>
		readFileSync( join( root, file ), 'utf8' );
	return [
		...files.flatMap( ( file ) => faultsOfFile( file, read( file ) ) ),
		...faultsOfHeader( read( 'plugin.php' ), files ),
		...faultsOfReadme( read( 'readme.txt' ), read( 'plugin.php' ) ),
		...( /^defined\( 'WP_UNINSTALL_PLUGIN' \) \|\| exit;$/m.test(
			read( 'uninstall.php' )
		)
			? []
			: [ 'uninstall.php may be called by anybody.' ] ),
	];
}

/**
 * Finds the faults of a file.
 *
 * @param {string} file Its path.
 * @param {string} text What is in it.
 * @return {string[]} Sentences.
 */
export function faultsOfFile( file, text ) {
	const names = [
		...( NO_PLACE.test( file )
			? [ 'is of a kind that has no place in a plugin' ]
			: [] ),
		...( BAD_NAME.test( file )
			? [ 'has a name that some systems do not know' ]
			: [] ),
		...( LIBRARY.test( file )
			? [ 'is a library that WordPress has' ]
			: [] ),
	];
	const contents = CONTENTS.filter(
		( [ kind, pattern ] ) => kind.test( file ) && pattern.test( text )
	).map( ( [ , , words ] ) => words );
	const guards =
		file.endsWith( '.php' ) &&
		! /defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \)/.test( text ) &&
		ACTS.test( text )
			? [ 'does something when it is called alone' ]
			: [];
	return [ ...names, ...contents, ...guards ].map(
		( fault ) => `${ file } ${ fault }.`
	);
}

/**
 * Reads a header of WordPress's kind.
 *
 * @param {string} text The file.
 * @param {string} name The header.
 * @return {string} What it says; empty if it is not there.
 */
function header( text, name ) {
	return (
		new RegExp( `^(?: \\* )?${ name }:[ \\t]*(.+)$`, 'm' ).exec(
			text
		)?.[ 1 ] ?? ''
	).trim();
}

/**
 * Finds the faults of the plugin's header.
 *
 * @param {string}   plugin What is in plugin.php.
 * @param {string[]} files  Paths of all files.
 * @return {string[]} Sentences.
 */
export function faultsOfHeader( plugin, files ) {
	/** @type {[ string, RegExp ][]} */
	const headers = [
		[ 'Plugin Name', /^(?!bitrix|wordpress|wp\b)[A-Z].{4,}$/i ],
		[ 'Plugin URI', /^https:\/\/(?!example\.)[\w.-]+\// ],
		[ 'Description', /^.{20,140}$/ ],
		[ 'Version', /^\d+\.\d+(?:\.\d+)?$/ ],
		[ 'Requires at least', /^\d+\.\d+$/ ],
		[ 'Requires PHP', /^\d+\.\d+$/ ],
		[ 'Author', /./ ],
		[ 'License', /^GPL-2\.0-or-later$/ ],
		[ 'Text Domain', /^known-visitor$/ ],
		[ 'Domain Path', /^\/languages$/ ],
	];
	return [
		...headers
			.filter(
				( [ name, pattern ] ) =>
					! pattern.test( header( plugin, name ) )
			)
			.map( ( [ name ] ) => `The header ${ name } is missing or wrong.` ),
		...( files.includes( 'readme.txt' )
			? []
			: [ 'There is no readme.txt.' ] ),
	];
}

/**
 * Finds the faults of readme.txt, as the directory's own parser reads it.
 *
 * @param {string} readme What is in it.
 * @param {string} plugin What is in plugin.php.
 * @return {string[]} Sentences.
 */
export function faultsOfReadme( readme, plugin ) {
	const [ head = '' ] = readme.split( /^== /m );
	const short = head
		.split( '\n' )
		.filter(
			( line ) =>
				line && ! line.startsWith( '===' ) && ! /^[\w ]+: /.test( line )
		)
		.join( ' ' )
		.trim();
	const tags = header( readme, 'Tags' ).split( ',' );
	/** @type {[ boolean, string ][]} */
	const rules = [
		[ /^=== .+ ===\n/.test( readme ), 'has no name' ],
		[
			readme.startsWith( `=== ${ header( plugin, 'Plugin Name' ) } ===` ),
			'has another name than the plugin',
		],
		[
			/^[a-z0-9, ]+$/.test( header( readme, 'Contributors' ) ),
			'has no contributors',
		],
		[
			tags.length <= 5 && tags.every( ( tag ) => tag.trim() ),
			'has more than five tags',
		],
		[
			/^\d+\.\d+$/.test( header( readme, 'Tested up to' ) ),
			'is tested up to no version',
		],
		[
			header( readme, 'Stable tag' ) === header( plugin, 'Version' ),
			'has another stable tag than the plugin’s version',
		],
		[
			header( readme, 'License' ) === 'GPLv2 or later',
			'has another license',
		],
		[
			short.length > 0 && short.length <= 150,
			'has no short description of 150 characters',
		],
		[
			! /Here is a short description|Tags: tag1|example\.com\/|donate link/i.test(
				readme
			),
			'has words of the sample',
		],
		[ /^== Description ==$/m.test( readme ), 'has no description' ],
		[ /^== Changelog ==$/m.test( readme ), 'has no changelog' ],
		[
			! /\*\*Warning|<script|<iframe/i.test( readme ),
			'has HTML that the directory drops',
		],
	];
	return rules
		.filter( ( [ holds ] ) => ! holds )
		.map( ( [ , words ] ) => `readme.txt ${ words }.` );
}
