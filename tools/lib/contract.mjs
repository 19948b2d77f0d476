/**
 * What PHP and TypeScript must agree on: PHP says it, and this makes the TypeScript
 * (and the array shapes that PHPStan checks the PHP by) out of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// It comes with @wordpress/scripts, in the version it wants.
// eslint-disable-next-line import/no-extraneous-dependencies
import prettier from 'prettier';
import { root } from './paths.mjs';
import { PhpConstants } from './php-constants.mjs';

/**
 * A JSON schema of WordPress's kind, as far as ours go.
 *
 * @typedef {Object} Schema
 * @property {string | string[]}          [type]                 Kind of value, or kinds.
 * @property {(string | number | null)[]} [enum]                 All values that there are.
 * @property {Schema}                     [items]                What each item is.
 * @property {Record<string, Schema>}     [properties]           What each member is.
 * @property {false | Schema}             [additionalProperties] What further members are.
 * @property {boolean}                    [required]             Whether the member is always there.
 * @property {Schema[]}                   [oneOf]                What else the value may be.
 * @property {string}                     [description]          What it means, or what is allowed.
 */

const NAMESPACE = 'KnownVisitor\\';

/** Where the TypeScript goes. */
const CONTRACT = 'src/contract.ts';

/** Constants of PHP by their names in TypeScript. Text between slashes is an expression. */
const CONSTANTS = {
	DATA_ELEMENT_ID: 'Page\\Page::DATA_ID',
	SITE_PLACEHOLDER: 'Page\\Page::SITE_PLACEHOLDER',
	OVERRIDE_CLASS: 'Page\\Carrier::ELEMENT_CLASS',
	MARK_COOKIE: 'Identity\\Mark_Cookie::NAME',
	REQUEST_HEADER: 'Page\\Carrier::VISITOR_HEADER',
	TOKEN: 'Page\\Decision::TOKEN',
	SERVER_TOKENS: 'Identity\\Visitor_Data::TOKENS',
	FIND_IN_CRM: 'Page\\Decision::FIND_IN_CRM',
	META_TOKEN_PREFIX: 'Page\\Decision::META_PREFIX',
	SECRET_META_WORDS: 'Identity\\Visitor_Data::SECRET_META_WORDS',
	SCRIPT_ADDRESS: 'Settings\\Widget_Code::SCRIPT',
	VENDOR_ADDRESS: 'Settings\\Widget_Code::VENDOR',
	OTHER_PRODUCTS: 'Settings\\Widget_Code::OTHER_PRODUCTS',
	AUTHOR_PLAIN_TAGS: 'Page\\Author_Template::PLAIN_TAGS',
	AUTHOR_ALLOWED: 'Page\\Author_Template::ALLOWED',
	AUTHOR_LINK: 'Page\\Author_Template::LINK',
	AUTHOR_WORD: 'Page\\Author_Template::WORD',
	AUTHOR_ADDRESS: 'Page\\Author_Template::ADDRESS',
	AUTHOR_OPEN_ADDRESS: 'Page\\Author_Template::OPEN_ADDRESS',
	AUTHOR_NO_TOKEN: 'Page\\Author_Template::NO_TOKEN',
	AUTHOR_NO_ADDRESS: 'Page\\Author_Template::NO_ADDRESS',
	AUTHOR_NO_TAG: 'Page\\Author_Template::NO_TAG',
	AUTHOR_ENTITY: 'Page\\Author_Template::ENTITY',
	SHORTCODE: 'Page\\Override_Parser::SHORTCODE',
	MAX_SHORTCODES: 'Page\\Override_Parser::MAX_SHORTCODES',
	MAX_CONTENT_LENGTH: 'Page\\Override_Parser::MAX_CONTENT_BYTES',
	MAX_TEMPLATE_LENGTH: 'Settings\\Settings::MAX_TEMPLATE_LENGTH',
	DEFAULT_TOKEN: 'Page\\Override::DEFAULT_TOKEN',
	OVERRIDE_BLOCK: 'Editor\\Override_Block::NAME',
	EDITOR_DATA: 'Editor\\Override_Block::DATA',
	HOSTS_ACTION: 'Admin\\Copy_Notice::ACTION',
	ROOT_ID: 'Admin\\Settings_Screen::ROOT_ID',
	SITE_ATTRIBUTE: 'Admin\\Settings_Screen::SITE_ATTRIBUTE',
	SECRET_CONSTANT: 'Identity\\Secret::NAME',
	SECRET_MIN_LENGTH: 'Identity\\Secret::MIN_LENGTH',
	SECRET_MIN_VARIETY: 'Identity\\Secret::MIN_VARIETY',
	WIDGET_LOADER: 'Settings\\Widget_Code::LOADER',
	SETTINGS_PLACES: 'Checks\\Action::PLACES',
	TRIAL_PARAMETER: 'Admin\\Trial::PARAMETER',
	TRIAL_PANEL_ID: 'Admin\\Trial::PANEL_ID',
	TRIAL_DATA_ID: 'Admin\\Trial::DATA_ID',
	CONFLICT_CODE: 'Changes\\Store::CONFLICT',
};

/** Expressions of which TypeScript looks for all matches, as PHP does by preg_match_all(). */
const GLOBAL_EXPRESSIONS = [
	'TOKEN',
	'SCRIPT_ADDRESS',
	'AUTHOR_WORD',
	'AUTHOR_OPEN_ADDRESS',
	'AUTHOR_ENTITY',
];

/** Routes by their names in TypeScript. */
const ROUTES = {
	SETTINGS_PATH: 'Rest\\Settings_Controller::PATH',
	SECRET_PATH: 'Rest\\Secret_Controller::PATH',
	SECRET_MATCH_PATH: 'Rest\\Secret_Controller::MATCH_PATH',
	HOSTS_PATH: 'Rest\\Hosts_Controller::PATH',
	PREVIEW_PATH: 'Rest\\Preview_Controller::PATH',
	PREVIEW_META_PATH: 'Rest\\Preview_Controller::META_PATH',
	PREVIEW_PAGES_PATH: 'Rest\\Preview_Controller::PAGES_PATH',
	STATUS_PATH: 'Rest\\Status_Controller::PATH',
};

/**
 * Shapes of the data that cross the border. Those with a guard are looked at when
 * they come in, so their schemas are there at run time.
 *
 * @type {{ type: string, source: string, guard?: string, isMutable?: boolean }[]}
 */
const SHAPES = [
	{
		type: 'EditableSettings',
		source: 'Settings\\Settings::SCHEMA',
		guard: 'SETTINGS_SCHEMA',
		isMutable: true,
	},
	{
		type: 'SecretStatus',
		source: 'Rest\\Settings_Controller::SECRET_SCHEMA',
		guard: 'SECRET_STATUS_SCHEMA',
	},
	{ type: 'PageData', source: 'Page\\Decision::DATA_SCHEMA' },
	{ type: 'Carried', source: 'Page\\Carrier::SCHEMA' },
	{
		type: 'PreviewAnswer',
		source: 'Rest\\Preview_Controller::SCHEMA',
		guard: 'PREVIEW_SCHEMA',
	},
	{
		type: 'UserMeta',
		source: 'Rest\\Preview_Controller::META_SCHEMA.items',
		guard: 'USER_META_SCHEMA',
	},
	{
		type: 'ListedPage',
		source: 'Rest\\Preview_Controller::PAGES_SCHEMA.items',
		guard: 'LISTED_PAGE_SCHEMA',
	},
	{
		type: 'SecretMatch',
		source: 'Rest\\Secret_Controller::MATCH_SCHEMA',
		guard: 'SECRET_MATCH_SCHEMA',
	},
	{ type: 'CheckAction', source: 'Checks\\Action::SCHEMA' },
	{
		type: 'CheckResult',
		source: 'Checks\\Checks::SCHEMA',
		guard: 'CHECK_SCHEMA',
	},
	{
		type: 'Site',
		source: 'Admin\\Settings_Screen::SITE_SCHEMA',
		guard: 'SITE_SCHEMA',
	},
	{
		type: 'TrialData',
		source: 'Admin\\Trial::SCHEMA',
		guard: 'TRIAL_SCHEMA',
	},
	{
		type: 'EditorSite',
		source: 'Editor\\Override_Block::SITE_SCHEMA',
		guard: 'EDITOR_SITE_SCHEMA',
	},
];

/**
 * The types by which PHPStan checks the PHP, where they stand: each the schema of a
 * constant, or a part of it. A type that comes later may be made of earlier ones.
 *
 * @type {Record<string, Record<string, string>>}
 */
const PHP_TYPES = {
	'includes/settings/class-settings.php': {
		FieldSources: 'Settings\\Settings::SCHEMA.fields',
		CardSettings: 'Settings\\Settings::SCHEMA.card',
		PathSettings: 'Settings\\Settings::SCHEMA.paths',
		SiteSettings: 'Settings\\Settings::SCHEMA',
	},
	'includes/page/class-decision.php': {
		CardRow: 'Page\\Decision::DATA_SCHEMA.properties.card.items',
		Data: 'Page\\Decision::DATA_SCHEMA',
		Reason: 'Rest\\Preview_Controller::SCHEMA.oneOf.1.properties.reason',
	},
	'includes/page/class-carrier.php': {
		Carried: 'Page\\Carrier::SCHEMA',
	},
	'includes/checks/class-checks.php': {
		Remedy: 'Checks\\Action::SCHEMA',
		Check: 'Checks\\Checks::SCHEMA',
	},
	'includes/admin/class-settings-screen.php': {
		Site: 'Admin\\Settings_Screen::SITE_SCHEMA',
	},
	'includes/admin/class-trial.php': {
		TrialData: 'Admin\\Trial::SCHEMA',
	},
	'includes/editor/class-override-block.php': {
		Site: 'Editor\\Override_Block::SITE_SCHEMA',
	},
};

/**
 * Makes all that is made out of the PHP.
 *
 * @return {Promise<Map<string, string>>} Contents of files by their paths from the root.
 * @throws {Error} If the PHP lacks what this file lists.
 */
export async function makeContract() {
	const php = new PhpConstants( join( root, 'includes' ) );
	const code = [
		'/** Generated out of the PHP in includes/ by `npm run generate`. What is changed here is lost. */',
		...Object.entries( CONSTANTS ).map( ( [ name, source ] ) =>
			constantCode( name, php.get( NAMESPACE + source ) )
		),
		...Object.entries( ROUTES ).map( ( [ name, source ] ) =>
			routeCode( name, source, php )
		),
		...shapesCode( php ),
	].join( '\n\n' );
	const path = join( root, CONTRACT );
	const files = new Map( [
		[
			CONTRACT,
			await prettier.format( code, {
				...( await prettier.resolveConfig( path ) ),
				filepath: path,
			} ),
		],
	] );
	for ( const [ file, types ] of Object.entries( PHP_TYPES ) ) {
		files.set( file, withTypes( file, types, php ) );
	}
	return files;
}

/**
 * Gets a schema.
 *
 * @param {PhpConstants} php       The constants.
 * @param {string}       source    A constant, and with dots the way to a part of it.
 * @param {boolean}      [isWhole] Of settings by name it gives the object that holds them: with all, or else with those that
 *                                 are always there, since they have a default.
 * @return {Schema} The schema.
 */
function schemaOf( php, source, isWhole = false ) {
	const [ name = '', ...path ] = source.split( '.' );
	/** @type {any} */
	let schema = php.get( NAMESPACE + name ).value;
	for ( const key of path ) {
		schema = schema[ key ];
	}
	return schema.type || schema.oneOf
		? schema
		: {
				type: 'object',
				properties: Object.fromEntries(
					Object.entries( schema ).map( ( [ key, member ] ) => [
						key,
						{ ...member, required: isWhole || 'default' in member },
					] )
				),
				additionalProperties: false,
			};
}

/**
 * Writes a constant.
 *
 * @param {string}                                 name     Its name in TypeScript.
 * @param {import('./php-constants.mjs').Constant} constant What it is in PHP.
 * @return {string} TypeScript.
 */
function constantCode( name, { value, description } ) {
	const expression = expressionOf( value );
	const code = expression
		? `${ expression }${ GLOBAL_EXPRESSIONS.includes( name ) ? 'g' : '' }`
		: `${ JSON.stringify( value ) }${ typeof value === 'object' ? ' as const' : '' }`;
	return `${ comment( description ) }export const ${ name } = ${ code };`;
}

/**
 * Turns an expression of PHP into one of JavaScript. What only one of the two
 * understands is an error of syntax here, or shows in the cases that tests give both.
 *
 * @param {unknown} value A constant's value.
 * @return {string | undefined} The expression as a literal; nothing if the value is none.
 */
function expressionOf( value ) {
	const [ , delimiter, source = '', flags = '' ] =
		( typeof value === 'string' &&
			/^([/#~])(.*[^\w].*)\1([a-zA-Z]*)$/s.exec( value ) ) ||
		[];
	if (
		! delimiter ||
		( delimiter === '/' && ! flags && ! /[\\()[\]]/.test( source ) )
	) {
		return undefined;
	}
	// `D` is how `$` works in JavaScript anyway.
	return String(
		new RegExp(
			source.replaceAll( `\\${ delimiter }`, delimiter ),
			flags.replace( 'D', '' )
		)
	);
}

/**
 * Writes the path of a route.
 *
 * @param {string}       name   Its name in TypeScript.
 * @param {string}       source The constant in PHP.
 * @param {PhpConstants} php    The constants.
 * @return {string} TypeScript.
 */
function routeCode( name, source, php ) {
	const namespace = php.get(
		`${ NAMESPACE }Rest\\Admin_Controller::REST_NAMESPACE`
	);
	const { value } = php.get( NAMESPACE + source );
	return `export const ${ name } = '/${ namespace.value }${ value }';`;
}

/**
 * Writes the shapes: each with its type, and its schema if it is looked at when it comes in.
 *
 * @param {PhpConstants} php The constants.
 * @return {string[]} TypeScript.
 */
function shapesCode( php ) {
	/** @type {Map<string, string>} */
	const known = new Map();
	return SHAPES.flatMap( ( { type, source, guard, isMutable } ) => {
		const schema = schemaOf( php, source, true );
		const code = typeScriptOf(
			schema,
			isMutable ? '' : 'readonly ',
			known
		);
		known.set( code, type );
		return [
			comment( schema.description ) +
				( schema.oneOf
					? `export type ${ type } = ${ code };`
					: `export interface ${ type } ${ code }` ),
			...( guard
				? [
						`export const ${ guard } = ${ JSON.stringify( schema, withoutDescriptions ) } as const;`,
					]
				: [] ),
		];
	} );
}

/**
 * Leaves out the sentences, which TypeScript has no use for: a replacer for JSON.
 *
 * @param {string}  key   Name of a part of a schema.
 * @param {unknown} value The part.
 * @return {unknown} Nothing for a sentence.
 */
function withoutDescriptions( key, value ) {
	return key === 'description' && typeof value === 'string'
		? undefined
		: value;
}

/**
 * Writes a schema as a type of TypeScript.
 *
 * @param {Schema}              schema   The schema.
 * @param {string}              readonly What stands before members and lists.
 * @param {Map<string, string>} known    Names of types by what they are in full.
 * @return {string} The type.
 */
function typeScriptOf( schema, readonly, known ) {
	if ( schema.oneOf ) {
		return schema.oneOf
			.map( ( one ) => {
				const type = typeScriptOf( one, readonly, known );
				return known.get( type ) ?? type;
			} )
			.join( ' | ' );
	}
	if ( schema.enum ) {
		return schema.enum
			.map( ( one ) => JSON.stringify( one ) )
			.join( ' | ' );
	}
	if ( Array.isArray( schema.type ) ) {
		return schema.type.join( ' | ' );
	}
	switch ( schema.type ) {
		case 'array':
			return `${ readonly }( ${ typeScriptOf( schema.items ?? {}, readonly, known ) } )[]`;
		case 'object':
			return `{ ${ typeScriptMembers( schema, readonly, known ) } }`;
		case 'integer':
			return 'number';
		default:
			return `${ schema.type }`;
	}
}

/**
 * Writes the members of an object as TypeScript.
 *
 * @param {Schema}              schema   The object's.
 * @param {string}              readonly What stands before them.
 * @param {Map<string, string>} known    Names of types by what they are in full.
 * @return {string} The members.
 */
function typeScriptMembers( schema, readonly, known ) {
	const members = Object.entries( schema.properties ?? {} ).map(
		( [ name, member ] ) =>
			// Of settings the descriptions say what is allowed, as their types do.
			`${ readonly ? comment( member.description ) : '' }${ readonly }${ name }${ member.required ? '' : '?' }: ${ typeScriptOf( member, readonly, known ) };`
	);
	if ( schema.additionalProperties ) {
		members.push(
			`${ readonly }[ name: string ]: ${ typeScriptOf( schema.additionalProperties, readonly, known ) };`
		);
	}
	return members.join( '\n' );
}

/**
 * Writes a schema as a type of PHPStan.
 *
 * @param {Schema}              schema The schema.
 * @param {Map<string, string>} known  Names of types by what they are in full.
 * @return {string} The type.
 */
function phpStanOf( schema, known ) {
	const type = phpStanInFull( schema, known );
	return known.get( type ) ?? type;
}

/**
 * Writes a schema as a type of PHPStan, without the name that it may have.
 *
 * @param {Schema}              schema The schema.
 * @param {Map<string, string>} known  Names of its parts' types by what they are in full.
 * @return {string} The type.
 */
function phpStanInFull( schema, known ) {
	if ( schema.oneOf ) {
		return schema.oneOf
			.map( ( one ) => phpStanOf( one, known ) )
			.join( '|' );
	}
	if ( schema.enum ) {
		return schema.enum
			.map( ( one ) => ( typeof one === 'string' ? `'${ one }'` : one ) )
			.join( '|' );
	}
	switch ( schema.type ) {
		case 'array':
			return `list<${ phpStanOf( schema.items ?? {}, known ) }>`;
		case 'object':
			return phpStanObject( schema, known );
		case 'boolean':
			return 'bool';
		case 'integer':
			return 'int';
		default:
			return `${ schema.type }`;
	}
}

/**
 * Writes an object as a type of PHPStan.
 *
 * @param {Schema}              schema The object's.
 * @param {Map<string, string>} known  Names of its parts' types by what they are in full.
 * @return {string} The type. Where no member is known by name it is an object in PHP, too: an empty array would become a
 *                  list in JSON.
 */
function phpStanObject( { properties, additionalProperties }, known ) {
	if ( ! properties ) {
		return 'object';
	}
	const members = Object.entries( properties ).map(
		( [ name, member ] ) =>
			`${ name }${ member.required ? '' : '?' }: ${ phpStanOf( member, known ) }`
	);
	if ( additionalProperties ) {
		members.push(
			`...<string, ${ phpStanOf( additionalProperties, known ) }>`
		);
	}
	return `array{${ members.join( ', ' ) }}`;
}

/**
 * Writes types into the docblock where PHP has them.
 *
 * @param {string}                 file  Path from the root.
 * @param {Record<string, string>} types Schemas by the names of the types.
 * @param {PhpConstants}           php   The constants.
 * @return {string} The file as it should be.
 * @throws {Error} If the docblock lacks one of them.
 */
function withTypes( file, types, php ) {
	let content = readFileSync( join( root, file ), 'utf8' );
	const known = new Map();
	for ( const [ name, source ] of Object.entries( types ) ) {
		const line = new RegExp( `^ \\* @phpstan-type ${ name } .*$`, 'm' );
		if ( ! line.test( content ) ) {
			throw new Error( `${ file } has no line for the type ${ name }.` );
		}
		const type = phpStanInFull( schemaOf( php, source ), known );
		known.set( type, name );
		content = content.replace(
			line,
			() => ` * @phpstan-type ${ name } ${ type }`
		);
	}
	return content;
}

/**
 * Writes a docblock.
 *
 * @param {string} [text] What it says.
 * @return {string} TypeScript; nothing for nothing.
 */
function comment( text ) {
	if ( ! text ) {
		return '';
	}
	const sentence = text.charAt( 0 ).toUpperCase() + text.slice( 1 );
	const whole = /[.!?]$/.test( sentence ) ? sentence : `${ sentence }.`;
	const lines = whole
		.split( '\n' )
		.map( ( line ) => ` * ${ line }`.trimEnd() );
	return lines.length > 1
		? `/**\n${ lines.join( '\n' ) }\n */\n`
		: `/** ${ whole } */\n`;
}
