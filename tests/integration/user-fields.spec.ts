/**
 * What the portal's user card shows: product contract, section 4.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, type PageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

type Fields = Readonly< Record< string, unknown > >;

/** Gives a field as it comes out, for each value that a filter puts in; null where it was left out. */
const RULED = `
$value = null;
add_filter( 'known_visitor_user_fields', static function () use ( $args, &$value ) { return array( $args['field'] => $value ); } );
foreach ( $args['values'] as $value ) {
	$results[] = $identity( 1 )['user'][ $args['field'] ] ?? null;
}
return $results;`;

/** Cases: what goes in, and what comes out. */
type Rules = readonly ( readonly [
	goesIn: unknown,
	comesOut: string | null,
] )[];

const FAMILY = '👨‍👩‍👧';
const ACUTE = 'e\u0301';
const GRAVATAR = 'https://secure.gravatar.com/avatar/0bc83cb571cd1c50';
const long = ( count: number ) => 'l'.repeat( count );

const NAMES: Rules = [
	[ 'Ann', 'Ann' ],
	[ '  Ann ', 'Ann' ],
	[ '0', '0' ],
	[ ' ', null ],
	[ long( 50 ), long( 50 ) ],
	[ long( 51 ), long( 50 ) ],
	[ '😀'.repeat( 51 ), '😀'.repeat( 50 ) ],
	[ 'Ж'.repeat( 51 ), 'Ж'.repeat( 50 ) ],
	[ FAMILY.repeat( 11 ), FAMILY.repeat( 10 ) ],
	[ `a${ FAMILY.repeat( 11 ) }`, `a${ FAMILY.repeat( 9 ) }` ],
	[ ACUTE.repeat( 26 ), ACUTE.repeat( 25 ) ],
	[ `a${ ACUTE.repeat( 26 ) }`, `a${ ACUTE.repeat( 24 ) }` ],
	// Korean as macOS writes it, Thai and Hindi: characters of three.
	[ '\u0915\u094d\u0937'.repeat( 17 ), '\u0915\u094d\u0937'.repeat( 16 ) ],
	[ '\u1112\u1161\u11ab'.repeat( 17 ), '\u1112\u1161\u11ab'.repeat( 16 ) ],
	[ '\u0e19\u0e49\u0e33'.repeat( 17 ), '\u0e19\u0e49\u0e33'.repeat( 16 ) ],
	[ `${ long( 49 ) } Young`, long( 49 ) ],
	[ 'An\u0000n\u0007 Yo\u001bung\u007f\u0085', 'Ann Young' ],
	[ 'Ann\r\nYoung\tthe\u2028First', 'Ann Young the First' ],
	[ '\u202eAnn\u202c \u2066Young\u2069\u200f\u200e\u061c', 'Ann Young' ],
	[ 'O’Neill & <b>"Söhne"</b>', 'O’Neill & <b>"Söhne"</b>' ],
	[ 'عائشة', 'عائشة' ],
	[ 'Jane &amp; John', 'Jane & John' ],
	[ 'O&#039;Neil &#x201c;Söhne&quot;', 'O\'Neil “Söhne"' ],
	[ 'Tom & Ann &c &unknown;', 'Tom & Ann &c &unknown;' ],
	[ 'An&#8238;n&#7;&NewLine;Young', 'Ann&#7; Young' ],
	[ 'Ann\\', 'Ann＼' ],
	[ '\\u005Bb\\u005D', '＼u005Bb＼u005D' ],
	[ '&bsol;n', '＼n' ],
	[ '\u200b\u2060', null ],
	[ '\u3164 \u2800\u115f', null ],
	[ '&#8203;', null ],
	[ 'व\u200d', 'व\u200d' ],
	// Cut before they are taken out, nothing but these would be left.
	[ `${ '\u200b'.repeat( 60 ) }Ann`, 'Ann' ],
	[ [ 'Ann' ], null ],
	[ true, null ],
];

const RULES: Readonly< Record< string, Rules > > = {
	name: NAMES,
	lastName: NAMES,
	position: [
		[ 'Shop manager', 'Shop manager' ],
		[ long( 256 ), long( 255 ) ],
		[ '😀'.repeat( 256 ), '😀'.repeat( 255 ) ],
		[ '\u202eevil', 'evil' ],
	],
	email: [
		[ 'ann@example.com', 'ann@example.com' ],
		[ 'ann+chat@mail.example.co.uk', 'ann+chat@mail.example.co.uk' ],
		[ ` ann@example.com\u0000\n`, 'ann@example.com' ],
		[ `ann@example.${ long( 20 ) }`, `ann@example.${ long( 20 ) }` ],
		[ `ann@example.${ long( 21 ) }`, null ],
		[ 'ann@example.c', null ],
		[ 'ann@localhost', null ],
		[ 'ann@example.com.', null ],
		[ 'ann@@example.com', null ],
		[ 'ann example.com', null ],
		[ 'ann', null ],
		[ "o'neil.a/b@example.com", "o'neil.a/b@example.com" ],
		// WordPress takes them, and some providers give them out; RFC 5322 does not, nor need the portal.
		...[ 'ann.', '.ann', 'an..n', "o'neil.", ".o'neil", "o'n..eil" ].map(
			( box ) => [ `${ box }@example.com`, null ] as const
		),
		[
			`ann@${ 'example.'.repeat( 30 ) }example.com`,
			`ann@${ 'example.'.repeat( 30 ) }example.com`,
		],
		[ `annie@${ 'example.'.repeat( 31 ) }com`, null ],
	],
	www: [
		[ 'https://example.com/~ann?a=b#c', 'https://example.com/~ann?a=b#c' ],
		[ 'HTTP://example.com', 'HTTP://example.com' ],
		[
			`https://example.com/${ long( 235 ) }`,
			`https://example.com/${ long( 235 ) }`,
		],
		[ `https://example.com/${ long( 236 ) }`, null ],
		[ 'javascript:alert(1)', null ],
		[ 'ftp://example.com/', null ],
		[ '//example.com/', 'http://example.com/' ],
		[ 'https://example.com/?a=1&amp;b=2', 'https://example.com/?a=1&b=2' ],
		[ 'https://example.com/\\ann', 'https://example.com/%5Cann' ],
		[ '/members/ann', null ],
		[ 'https://', null ],
		[ 'https:///members/ann', null ],
		[ 'https://example.com/two words', null ],
	],
	avatar: [
		[ 'https://example.com/a.png', 'https://example.com/a.png' ],
		[ 'https://example.com/a.png?v=2', 'https://example.com/a.png' ],
		[ 'https://example.com/a.png?v=b.png#c', 'https://example.com/a.png' ],
		[ 'http://example.com/a.JPG', 'http://example.com/a.JPG' ],
		[ 'https://example.com/a.jpeg', 'https://example.com/a.jpeg' ],
		[ 'https://example.com/a.gif', 'https://example.com/a.gif' ],
		[ 'https://example.com/a.webp', null ],
		[ 'https://example.com/a.avif', null ],
		[ 'https://example.com/a.svg', null ],
		[ 'https://example.com/a.png.php', null ],
		[ 'https://example.com/picture?file=a.png', null ],
		[ 'https://example.com/avatar/0bc83cb5', null ],
		[ '//example.com/a.png', 'http://example.com/a.png' ],
		[ '/uploads/a.png', null ],
		[ 'https://example.png', null ],
		[ false, null ],
		[ 'ftp://example.com/a.png', null ],
		[ 'data:image/png;base64,iVBORw0KGgo=', null ],
		[ 'javascript:alert(1)//a.png', null ],
		[ `https://example.com/${ long( 240 ) }.png`, null ],
		[ `${ GRAVATAR }?s=96&d=mm&r=g`, `${ GRAVATAR }.jpg` ],
		[ `${ GRAVATAR }#top`, `${ GRAVATAR }.jpg` ],
		[ `${ GRAVATAR }.png?s=96`, `${ GRAVATAR }.png` ],
		[
			'https://0.gravatar.com/avatar/0bc',
			'https://0.gravatar.com/avatar/0bc.jpg',
		],
		[
			'//www.gravatar.com/avatar/0bc?s=96',
			'http://www.gravatar.com/avatar/0bc.jpg',
		],
		[ 'https://secure.gravatar.com/avatar/?s=96', null ],
		[ 'https://notgravatar.com/avatar/0bc', null ],
		[ 'https://gravatar.com.example.com/avatar/0bc', null ],
		[ 'http://', null ],
	],
	gender: [
		[ 'F', 'F' ],
		[ 'M', 'M' ],
		[ 'f', null ],
		[ 'other', null ],
		[ true, null ],
	],
	unknown: [ [ 'x', null ] ],
};

for ( const [ field, cases ] of Object.entries( RULES ) ) {
	test( `the portal gets only what it takes as ${ field }`, async ( {
		site,
	} ) => {
		const results = await inPhp< ( string | null )[] >( site, RULED, {
			field,
			values: cases.map( ( [ goesIn ] ) => goesIn ),
		} );

		expect(
			cases.map( ( [ goesIn ], index ) => [ goesIn, results[ index ] ] )
		).toEqual( cases );
	} );
}

test( 'each field comes from its source, and is left out when it is off or empty', async ( {
	site,
} ) => {
	const on = {
		name: 'first_name',
		last_name: 'last_name',
		avatar: true,
		email: true,
		www: true,
		position: true,
	};
	const off = {
		name: 'nickname',
		last_name: 'none',
		avatar: false,
		email: false,
		www: false,
		position: false,
	};
	const ann = {
		user_login: 'ann',
		first_name: 'Ann',
		last_name: 'Young',
		display_name: 'Ann the First',
		nickname: 'Annie',
		role: 'editor',
	};
	const { ids, fields } = await inPhp< {
		readonly ids: Readonly< Record< string, number > >;
		readonly fields: readonly Fields[];
	} >(
		site,
		`foreach ( $args['users'] as $user ) {
			$ids[ $user['user_login'] ] = $add_user( $user );
		}
		$wpdb->update( $wpdb->users, array( 'display_name' => '', 'user_email' => '' ), array( 'ID' => $ids['bob@example.com'] ) );
		clean_user_cache( $ids['bob@example.com'] );
		foreach ( $args['cases'] as [ $login, $sources ] ) {
			$settings( array( 'fields' => $sources ) );
			$fields[] = array_diff_key( $identity( $ids[ $login ] )['user'], array( 'hash' => 1 ) );
		}
		return array( 'ids' => $ids, 'fields' => $fields );`,
		{
			users: [
				ann,
				{ user_login: 'bob@example.com', nickname: '', role: '' },
				{ user_login: 'cid', display_name: 'Cid C.' },
			],
			cases: [
				[ 'ann', on ],
				[ 'ann', off ],
				[ 'ann', { ...off, name: 'display_name', email: true } ],
				[ 'bob@example.com', { ...on, avatar: false } ],
				[ 'cid', { ...off, name: 'first_name' } ],
			],
		}
	);

	const www = ( login: string ) =>
		`${ site.url }/wp-admin/user-edit.php?user_id=${ ids[ login ] }`;
	expect( fields ).toEqual( [
		{
			name: 'Ann',
			lastName: 'Young',
			avatar: expect.stringMatching(
				/^https:\/\/\S*gravatar\.com\/avatar\/[0-9a-f]{32,64}\.jpg$/
			),
			email: 'ann@example.com',
			www: www( 'ann' ),
			position: 'Editor',
		},
		{ name: 'Annie' },
		{ name: 'Ann the First', email: 'ann@example.com' },
		{ name: 'bob', www: www( 'bob@example.com' ) },
		{ name: 'Cid C.' },
	] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'a plugin for local avatars passes through the same rule', async ( {
	site,
} ) => {
	const avatars = await inPhp(
		site,
		`$url = '';
		add_filter( 'get_avatar_url', static function () use ( &$url ) { return $url; } );
		foreach ( array( 'https://example.com/uploads/ann-96x96.jpg?ver=3', '//example.com/uploads/ann.png', 'https://example.com/uploads/ann.webp', false, new WP_Error( 'none' ), array( 'a.png' ) ) as $url ) {
			$avatars[] = $identity( 1 )['user']['avatar'] ?? null;
		}
		$url = 'https://example.com/uploads/ann.png';
		update_option( 'show_avatars', '0' );
		$avatars[] = $identity( 1 )['user']['avatar'] ?? null;
		return $avatars;`
	);

	expect( avatars ).toEqual( [
		'https://example.com/uploads/ann-96x96.jpg',
		'http://example.com/uploads/ann.png',
		null,
		null,
		null,
		null,
		// The owner shows no avatars.
		null,
	] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'names are sent as people wrote them, however WordPress keeps them', async ( {
	site,
} ) => {
	const identities = await inPhp< readonly unknown[] >(
		site,
		`$settings( array( 'first_message' => '{full_name}, {display_name}, {site_name}' ) );
		update_option( 'blogname', "Tom & Ann's" );
		foreach ( $args['names'] as [ $first, $last ] ) {
			$id = $add_user( array( 'user_login' => 'user' . count( $found ?? array() ), 'first_name' => $first, 'last_name' => $last, 'display_name' => "$first $last" ) );
			$kept = get_userdata( $id )->display_name;
			$data = $identity( $id );
			$found[] = array( $kept, $data['user']['name'], $data['user']['lastName'] ?? null, (array) $data['tokens'] );
		}
		return $found;`,
		{
			names: [
				[ 'Jane & John', "O'Neil" ],
				[ '"Bo"', 'Søn' ],
				[ '>> Manager', 'refund' ],
				[ '&amp;lt;b', '&amp;amp; Co' ],
			],
		}
	);

	const siteName = "Tom & Ann's";
	expect( identities ).toEqual( [
		[
			"Jane &amp; John O'Neil",
			'Jane & John',
			"O'Neil",
			{
				full_name: "Jane & John O'Neil",
				display_name: "Jane & John O'Neil",
				site_name: siteName,
			},
		],
		[
			expect.any( String ),
			'"Bo"',
			'Søn',
			{
				full_name: '"Bo" Søn',
				display_name: '"Bo" Søn',
				site_name: siteName,
			},
		],
		[
			'&gt;&gt; Manager refund',
			'>> Manager',
			'refund',
			{
				full_name: '>> Manager refund',
				display_name: '>> Manager refund',
				site_name: siteName,
			},
		],
		// Once: in each value the same.
		[
			'&amp;lt;b &amp;amp; Co',
			'&lt;b',
			'&amp; Co',
			{
				full_name: '&lt;b &amp; Co',
				display_name: '&lt;b &amp; Co',
				site_name: siteName,
			},
		],
	] );
} );

test( 'a name of which nothing fits gives way to the next one', async ( {
	site,
} ) => {
	const identity = await inPhp(
		site,
		`return $identity( $add_user( array( 'user_login' => 'ann', 'first_name' => $args['long'], 'display_name' => 'Ann' ) ) );`,
		{ long: `Z${ '\u0301'.repeat( 50 ) }` }
	);

	expect( identity ).toMatchObject( { user: { name: 'Ann' } } );
} );

test( 'an avatar without a scheme gets the page’s, whatever is left of the filter', async ( {
	site,
} ) => {
	const identity = await inPhp(
		site,
		`add_filter( 'pre_get_avatar_data', static fn ( $data ) => array( 'url' => '//example.com/a.png' ) + $data );
		add_filter( 'set_url_scheme', '__return_null' );
		return $identity( 1 );`
	);

	expect( identity ).toMatchObject( {
		user: { name: 'admin', avatar: 'http://example.com/a.png' },
	} );
} );

test( 'an e-mail address that is not to be sent is not sent as a name either', async ( {
	site,
} ) => {
	const names = await inPhp(
		site,
		`$id = $add_user( array( 'user_login' => 'ann.y@example.com', 'user_email' => 'ann.y@example.com', 'display_name' => 'ann.y@example.com', 'nickname' => 'ann.y@example.com', 'first_name' => '', 'last_name' => 'ann.y@example.com' ) );
		foreach ( array( 'first_name', 'display_name', 'nickname' ) as $source ) {
			foreach ( array( false, true ) as $email ) {
				$settings( array( 'fields' => array( 'name' => $source, 'last_name' => 'last_name', 'avatar' => false, 'email' => $email, 'www' => false, 'position' => false ) ) );
				$names[] = array_diff_key( $identity( $id )['user'], array( 'hash' => 1 ) );
			}
		}
		return $names;`
	);

	const address = 'ann.y@example.com';
	const withEmail = { name: address, lastName: address, email: address };
	const without = { name: 'ann.y' };
	expect( names ).toEqual( [
		without,
		withEmail,
		without,
		withEmail,
		without,
		withEmail,
	] );
} );

test( 'a plugin that refuses a plain e-mail address is heard', async ( {
	site,
} ) => {
	const [ taken, refused ] = await inPhp< ( PageData | null )[] >(
		site,
		`$read = array( $identity( 1 ) );
		add_filter( 'is_email', '__return_false' );
		$read[] = $identity( 1 );
		return $read;`
	);

	expect( taken?.user ).toHaveProperty( 'email' );
	expect( refused?.user ).toHaveProperty( 'name' );
	expect( refused?.user ).not.toHaveProperty( 'email' );
} );

test( 'the role has its translated name', async ( { site } ) => {
	const identity = await inPhp(
		site,
		`$settings( array( 'fields' => array( 'position' => true ) + get_option( 'known_visitor_settings' )['fields'], 'first_message' => '{role}' ) );
		add_filter( 'gettext_with_context', static fn ( $text, $original, $context ) => 'User role' === $context && 'Administrator' === $original ? 'Администратор' : $text, 10, 3 );
		return $identity( 1 );`
	);

	expect( identity ).toMatchObject( {
		user: { position: 'Администратор' },
		tokens: { role: 'Администратор' },
	} );
} );

test( 'invalid UTF-8 in user meta does not empty the page’s data', async ( {
	site,
} ) => {
	const identity = await inPhp(
		site,
		`add_filter( 'get_user_metadata', static fn ( $value, $id, $key ) => array( 'first_name' => 'Ann' . chr( 195 ) . '(', 'last_name' => chr( 255 ) . '<&>"Young' )[ $key ] ?? $value, 10, 3 );
		return $identity( 1 );`
	);

	expect( identity ).toMatchObject( {
		user: {
			hash: expect.stringMatching( /^[0-9a-f]{32}$/ ),
			name: 'Ann\ufffd(',
			lastName: '\ufffd<&>"Young',
			email: expect.stringContaining( '@' ),
		},
		tokens: { full_name: 'Ann\ufffd( \ufffd<&>"Young' },
	} );
} );

for ( const [ what, filter ] of [
	[ 'throws', `static function () { throw new Error( 'Ann’s own' ); }` ],
	[ 'forgets to answer', `static function () {}` ],
	[ 'answers a list', `static fn () => array( 1 )` ],
] as const ) {
	test( `code of another plugin that ${ what } costs its own field, not the identity`, async ( {
		site,
	} ) => {
		const identities = await inPhp<
			{
				user: Record< string, string >;
				tokens: Record< string, string >;
			}[]
		>(
			site,
			`$id = $add_user( array( 'user_login' => 'ann', 'role' => 'editor' ), array( 'first_name' => 'Ann', 'vip' => 'gold' ) );
			$settings( array(
				'fields'        => array( 'name' => 'first_name', 'last_name' => 'last_name', 'avatar' => true, 'email' => true, 'www' => true, 'position' => true ),
				'first_message' => '{user_id}{role}{locale}{site_name}{site_url}{profile_url}{meta:vip}',
				'meta_keys'     => array( 'vip' ),
			) );
			$odd  = ${ filter };
			$vips = static fn ( $value, $user, $key ) => 'vip' === $key ? $odd() : $value;
			$hooks = array(
				'get_avatar_url'               => $odd,
				'get_avatar_data'              => $odd,
				'gettext_with_context_default' => $odd,
				'get_user_metadata'            => $vips,
				'bloginfo'                     => $odd,
				'home_url'                     => $odd,
				'admin_url'                    => $odd,
			);
			foreach ( $hooks as $hook => $callback ) {
				add_filter( $hook, $callback, PHP_INT_MAX, 3 );
				$identities[ $hook ] = $identity( $id );
				remove_filter( $hook, $callback, PHP_INT_MAX );
			}
			return array_values( $identities );`
		);

		expect( identities ).toHaveLength( 7 );
		for ( const identity of identities ) {
			expect( identity ).toMatchObject( {
				user: { hash: expect.any( String ), name: 'Ann' },
				tokens: { user_id: expect.any( String ) },
			} );
		}
		expect( identities[ 0 ]?.user ).not.toHaveProperty( 'avatar' );
		expect( identities[ 2 ]?.user ).not.toHaveProperty( 'position' );
		expect( site.debugLog() ).not.toContain( 'Ann’s own' );
	} );
}
