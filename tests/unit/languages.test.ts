/**
 * The plugin in other languages: the template, and each translation.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	extractBlock,
	extractPhp,
	extractTypeScript,
	mergeMessages,
	textsInScript,
} from '../../tools/lib/i18n/extract.mjs';
import { faultsOf } from '../../tools/lib/i18n/faults.mjs';
import {
	localesThere,
	LOCALES,
	readSentences,
	readTemplate,
	readTranslation,
	SCRIPTS,
	translationFile,
	updated,
} from '../../tools/lib/i18n/languages.mjs';
import { likeNextToLike } from '../../tools/lib/i18n/likeness.mjs';
import { emptyMessage, formatPo, parsePo } from '../../tools/lib/i18n/po.mjs';

const root = join( __dirname, '../..' );
const template = readTemplate( root );

describe( 'the template', () => {
	it( 'holds the sentences of PHP, TypeScript, the block and the header', () => {
		const references = new Set(
			template.flatMap( ( message ) => message.references )
		);

		for ( const file of [
			'plugin.php',
			'includes/lifecycle/class-requirements.php',
			'src/settings/components/app/index.tsx',
			'src/editor/block.json',
		] ) {
			expect( references ).toContain( file );
		}
		expect( template.length ).toBeGreaterThan( 300 );
	} );

	it( 'explains every sentence with places in it', () => {
		const unexplained = template
			.filter(
				( { id, comments } ) =>
					/%(?:\d\$)?[sd]/.test( id ) && comments.length === 0
			)
			.map( ( { id } ) => id );

		expect( unexplained ).toEqual( [] );
	} );

	it( 'knows every script that speaks', () => {
		const speaking = readdirSync( join( root, 'build' ), {
			recursive: true,
			encoding: 'utf8',
		} )
			.filter( ( name ) => name.endsWith( '.js' ) )
			.filter( ( name ) => {
				const texts = textsInScript(
					readFileSync( join( root, 'build', name ), 'utf8' )
				);
				return template.some(
					( { id, references } ) =>
						references.some( ( file ) => /\.tsx?$/.test( file ) ) &&
						texts.has( id )
				);
			} )
			.map( ( name ) => `build/${ name }` );

		expect( speaking.sort() ).toEqual( Object.values( SCRIPTS ).sort() );
	} );
} );

describe( 'the reader of sources', () => {
	it( 'reads PHP', () => {
		const found = extractPhp(
			`<?php
			/* translators: %s: A name. */
			$a = sprintf( __( 'Hello %s', 'known-visitor' ), $name );
			$b = \\_n( "one\\n", 'two' . ' or more', $n, 'known-visitor' );
			$c = _x( 'It’s', 'a context', 'known-visitor' ); $d = other( 'no' );`,
			'a.php'
		);

		expect( found ).toMatchObject( [
			{
				id: 'Hello %s',
				comments: [ 'translators: %s: A name.' ],
				references: [ 'a.php' ],
			},
			{ id: 'one\n', plural: 'two or more', comments: [] },
			{ id: 'It’s', context: 'a context' },
		] );
	} );

	it( 'reads TypeScript', () => {
		const found = extractTypeScript(
			`const a = <b>{
				/* translators: 1: One,
				   2: two. */
				__( 'Hello ' + 'you', 'known-visitor' )
			}</b>;
			// translators: %d: A number.
			_nx( '%d day', \`%d days\`, n, 'time', 'known-visitor' );`,
			'a.tsx'
		);

		expect( found ).toMatchObject( [
			{
				id: 'Hello you',
				comments: [ 'translators: 1: One, 2: two.' ],
			},
			{
				id: '%d day',
				plural: '%d days',
				context: 'time',
				comments: [ 'translators: %d: A number.' ],
			},
		] );
	} );

	it( 'reads a block', () => {
		expect(
			extractBlock( '{"title":"A","keywords":["b","c"]}', 'block.json' )
		).toMatchObject( [
			{ id: 'A', context: 'block title' },
			{ id: 'b', context: 'block keyword' },
			{ id: 'c', context: 'block keyword' },
		] );
	} );

	it.each( [
		[ `__( $text, 'known-visitor' )` ],
		[ `__( "a $b", 'known-visitor' )` ],
		[ `__( 'a' )` ],
		[ `__( 'a', 'default' )` ],
		[ `__( '', 'known-visitor' )` ],
		[ `_n( 'a', $b, 2, 'known-visitor' )` ],
	] )( 'refuses %s', ( code ) => {
		expect( () => extractPhp( `<?php ${ code };`, 'a.php' ) ).toThrow(
			/^a\.php:1: /
		);
	} );

	it( 'keeps a sentence once', () => {
		const one = { ...emptyMessage(), id: 'A', references: [ 'a.php' ] };

		expect(
			mergeMessages( [
				one,
				{ ...one, plural: 'As', references: [ 'b.php' ] },
				{ ...one, context: 'other' },
			] )
		).toEqual( [
			{ ...one, plural: 'As', references: [ 'a.php', 'b.php' ] },
			{ ...one, context: 'other' },
		] );
		expect( () =>
			mergeMessages( [
				{ ...one, plural: 'As' },
				{ ...one, plural: 'Bs' },
			] )
		).toThrow( 'two plurals' );
	} );

	it( 'finds texts in a script, whatever was made of the calls', () => {
		expect(
			textsInScript( `(0,o.__)(a?"one":'t\\'wo',"known-visitor")` )
		).toEqual( new Set( [ 'one', "t'wo", 'known-visitor' ] ) );
	} );
} );

describe( 'a file of gettext', () => {
	const catalog = {
		headers: {
			Language: 'xx',
			'Plural-Forms': 'nplurals=2; plural=(n != 1);',
			'Content-Type': 'text/plain; charset=utf-8',
		},
		messages: [
			{
				...emptyMessage(),
				id: 'a "quoted"\ntext with \\ and\ttab',
				translations: [ 'и\n' ],
				comments: [ 'translators: x' ],
				references: [ 'a.php', 'b.php' ],
				flags: [ 'fuzzy' ],
			},
			{
				...emptyMessage(),
				context: 'a context',
				id: 'one',
				plural: 'many',
				translations: [ 'eins', 'viele' ],
			},
		],
	};

	it( 'is read as it was written', () => {
		expect( parsePo( formatPo( catalog ) ) ).toEqual( catalog );
	} );

	it( 'is read as other programs write it', () => {
		expect(
			parsePo(
				'# a translator\nmsgid ""\nmsgstr "Language: xx\\n"\n\n#: a.php:12 b.php\r\n#| msgid "old"\nmsgid "a"\n"b"\nmsgstr ""\n"c"\n\n#~ msgid "gone"\n#~ msgstr "weg"\n'
			)
		).toMatchObject( {
			headers: { Language: 'xx' },
			messages: [
				{
					id: 'ab',
					translations: [ 'c' ],
					references: [ 'a.php:12', 'b.php' ],
				},
			],
		} );
	} );

	it.each( [
		[ 'rubbish', 'No header' ],
		[ 'msgid "a "quoted" word"\nmsgstr ""\n', 'at line 1' ],
		[
			'msgid ""\nmsgstr "Language: xx\\n"\n\nmsgid "a\n',
			'string at line 5',
		],
		[ 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', '"a"' ],
		[
			'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
			'"as"',
		],
	] )( 'is refused, and where is said: %j', ( text, where ) => {
		expect( () => parsePo( text ) ).toThrow( where );
	} );

	it( 'becomes what WordPress reads: texts in the order of the sentences', () => {
		const [ fuzzy, plural ] = catalog.messages;
		const file = translationFile(
			{
				...catalog,
				messages: [
					{ ...emptyMessage(), ...fuzzy, translations: [ 'no' ] },
					{ ...emptyMessage(), ...plural },
					{
						...emptyMessage(),
						id: `It's`,
						translations: [ `a\\b'c` ],
					},
				],
			},
			'xx'
		);

		expect( file ).toContain(
			`array(\n\t\t'',\n\t\t'eins' . "\\0" . 'viele',\n\t\t'a\\\\b\\'c',\n\t)`
		);
		expect( file ).toContain( `'plural-forms' => 'nplurals=2;` );
	} );
} );

describe( 'the search for faults', () => {
	const sentences = [
		{ ...emptyMessage(), id: 'Hello %1$s, {email|no e-mail}' },
		{ ...emptyMessage(), id: '%d day', plural: '%d days' },
		{
			...emptyMessage(),
			id: '<a href="%s">Make one</a> [url={profile_url}]P[/url]',
		},
	];
	const translated = ( ...translations: string[][] ) => ( {
		headers: { 'Plural-Forms': 'nplurals=3; plural=0;' },
		messages: sentences.map( ( message, index ) => ( {
			...message,
			translations: translations[ index ] ?? [],
		} ) ),
	} );
	const good = translated(
		[ '{email|keine} %1$s' ],
		[ '%d den', '%d dny', '%d dnů' ],
		[ '[url={profile_url}]P[/url] <a href="%s">x</a>' ]
	);

	it( 'finds none in a good translation', () => {
		expect( faultsOf( sentences, good ) ).toEqual( [] );
	} );

	it.each( [
		[ 'placeholders', translated( [ '%s {email|x}' ] ) ],
		[ 'placeholders', translated( [ '%1$s {mail|x}' ] ) ],
		[ 'placeholders', translated( [ '%1$s {email|x}\n' ] ) ],
		[ 'not translated', translated( [ ' ' ] ) ],
		[ 'not translated', translated( [], [ '%d a', '%d b' ] ) ],
		[ 'placeholders differ (2)', translated( [], [ '%d', '%d', 'x' ] ) ],
		[
			'placeholders',
			translated( [], [], [ '<a href="%s">[url={profile_url}]P[/url]' ] ),
		],
		[ 'blanks at an end', translated( [ '%1$s {email|x} ' ] ) ],
		[ 'Plural-Forms', { ...good, headers: {} } ],
		[ 'not there', { ...good, messages: good.messages.slice( 1 ) } ],
		[
			'not a sentence',
			{
				...good,
				messages: [
					...good.messages,
					{ ...emptyMessage(), id: 'old' },
				],
			},
		],
		[
			'fuzzy',
			{
				...good,
				messages: good.messages.map( ( message ) => ( {
					...message,
					flags: [ 'fuzzy' ],
				} ) ),
			},
		],
	] )( 'finds %s', ( fault, po ) => {
		expect( faultsOf( sentences, po ).join( '\n' ) ).toContain( fault );
	} );
} );

describe( 'the translations', () => {
	it( 'are of languages that the plugin is to speak', () => {
		expect( Object.keys( LOCALES ) ).toEqual(
			expect.arrayContaining( localesThere( root ) )
		);
	} );

	it( 'are complete, and keep what has to be kept', () => {
		const faults = localesThere( root ).flatMap( ( locale ) =>
			faultsOf( template, readTranslation( root, locale ) ).map(
				( fault ) => `${ locale }: ${ fault }`
			)
		);

		expect( faults ).toEqual( [] );
	} );

	it( 'begin with all sentences, in all plural forms', () => {
		const begun = updated(
			template,
			{ headers: {}, messages: [] },
			'ru_RU'
		);

		expect( begun.messages ).toHaveLength( template.length );
		expect(
			begun.messages.find( ( { plural } ) => plural )?.translations
		).toEqual( [ '', '', '' ] );
		expect( faultsOf( template, begun ) ).toHaveLength( template.length );
	} );
} );

describe( 'the order of the sentences', () => {
	const row = ( ...ids: string[] ) => ids.map( ( id ) => ( { id } ) );

	it( 'puts like next to like, and keeps rows together', () => {
		const ordered = likeNextToLike( [
			row(
				'Save the secret',
				'Two chats on your home page',
				'Replace the secret'
			),
			row( 'No chat', 'Replace all' ),
		] );

		expect( ordered.map( ( { id } ) => id ) ).toEqual( [
			'Save the secret',
			'Replace the secret',
			'Two chats on your home page',
			'No chat',
			'Replace all',
		] );
	} );

	it( 'keeps each sentence, and what a script needs in one row', () => {
		const ids = ( messages: readonly { readonly id: string }[] ) =>
			messages.map( ( { id } ) => id ).sort();

		expect( ids( readSentences( root ) ) ).toEqual( ids( template ) );
		expect(
			readFileSync( `${ root }/languages/scripts.php`, 'utf8' ).match(
				/=> array\( \.\.\.range\( \d+, \d+ \) \)/g
			)
		).toHaveLength( Object.keys( SCRIPTS ).length );
	} );
} );
