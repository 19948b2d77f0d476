/**
 * The values of the tokens in the first message: product contract, section 5.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, type PageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

const ANN = {
	user_login: 'ann.y',
	user_email: 'ann@example.com',
	first_name: 'Ann',
	last_name: 'Young',
	display_name: 'Ann Young (VIP)',
	nickname: 'Annie',
	role: 'author',
	user_registered: '2026-03-04 05:06:07',
	locale: 'de_DE',
};

test( 'the page has the value of every token that the server knows', async ( {
	site,
} ) => {
	const { id, tokens } = await inPhp< {
		readonly id: number;
		readonly tokens: unknown;
	} >(
		site,
		`update_option( 'blogname', "Tom & Ann's <shop>" );
		$settings( array( 'first_message' => '{' . implode( '} {', $args['tokens'] ) . '}' ) );
		$id = $add_user( $args['ann'] );
		return array( 'id' => $id, 'tokens' => $identity( $id )['tokens'] );`,
		{
			ann: ANN,
			tokens: 'user_id user_login first_name last_name full_name display_name nickname email role registered locale site_name site_url profile_url page_url page_title page_link page_host referrer'.split(
				' '
			),
		}
	);

	expect( tokens ).toEqual( {
		user_id: String( id ),
		user_login: 'ann.y',
		first_name: 'Ann',
		last_name: 'Young',
		full_name: 'Ann Young',
		display_name: 'Ann Young (VIP)',
		nickname: 'Annie',
		email: 'ann@example.com',
		role: 'Author',
		registered: '2026-03-04',
		locale: 'de_DE',
		site_name: expect.stringMatching( /^Tom & Ann's <?/ ),
		site_url: `${ site.url }/`,
		profile_url: `${ site.url }/wp-admin/user-edit.php?user_id=${ id }`,
	} );
} );

test( 'the page has no token that the template does not name', async ( {
	site,
} ) => {
	const found = await inPhp< PageData[] >(
		site,
		`foreach ( $args['templates'] as $template ) {
			$settings( array( 'first_message' => $template ) );
			$found[] = $identity( 1 )['tokens'];
		}
		return $found;`,
		{
			templates: [
				'',
				'no token at all',
				'{{email} {{user_id} {email',
				'{ email } {e-mail} {EMAIL}',
				'{user_id|{email}',
				'{nickname|nobody}{nickname}',
				'{page_url} {unknown}',
			],
		}
	);

	expect( found.map( ( tokens ) => Object.keys( tokens ) ) ).toEqual( [
		[],
		[],
		[],
		[],
		[ 'email' ],
		[ 'nickname' ],
		[],
	] );
} );

test( 'user meta is sent only when the owner allowed the key', async ( {
	site,
} ) => {
	const tokens = await inPhp(
		site,
		`$id = $add_user( array( 'user_login' => 'ann' ), array( 'phone' => "+1 \\n555", 'company' => 'secret Ltd.', 'list' => array( 'x' ), 'points' => 12 ) );
		$settings( array( 'meta_keys' => array( 'phone', 'points', 'list', 'missing' ), 'first_message' => '{meta:phone} {meta:company} {meta:list} {meta:points} {meta:missing|none}' ) );
		return $identity( $id )['tokens'];`
	);

	expect( tokens ).toEqual( {
		'meta:phone': '+1  555',
		'meta:company': '',
		'meta:list': '',
		'meta:points': '12',
		'meta:missing': '',
	} );
} );

test( 'user meta is what other plugins make of it, also where there is none', async ( {
	site,
} ) => {
	const tokens = await inPhp(
		site,
		`$id = $add_user( array( 'user_login' => 'ann' ), array( 'phone' => '555', 'company' => 'Acme' ) );
		$settings( array( 'meta_keys' => array( 'phone', 'company', 'level', 'missing' ), 'first_message' => '{meta:phone} {meta:company} {meta:level} {meta:missing}' ) );
		$plain = $identity( $id )['tokens'];
		register_meta( 'user', 'level', array( 'single' => true, 'default' => 'silver' ) );
		$default = $identity( $id )['tokens'];
		add_filter( 'get_user_metadata', static fn ( $value, $user, $key ) => 'company' === $key ? 'Umbrella' : $value, 10, 3 );
		return array( $plain, $default, $identity( $id )['tokens'] );`
	);

	const plain = {
		'meta:phone': '555',
		'meta:company': 'Acme',
		'meta:level': '',
		'meta:missing': '',
	};
	expect( tokens ).toEqual( [
		plain,
		{ ...plain, 'meta:level': 'silver' },
		{ ...plain, 'meta:company': 'Umbrella', 'meta:level': 'silver' },
	] );
} );

test( 'sessions, capabilities and passwords are never sent, even by a damaged allow list', async ( {
	site,
} ) => {
	const keys = [
		'session_tokens',
		'wp_capabilities',
		'wp_2_capabilities',
		'wp_user_level',
		'user_pass',
		'password',
		'_application_passwords',
		'user_activation_key',
		'_two_factor_totp_key',
		'api_secret',
		'pwd',
		'userPwd',
		'db_pass',
		'ftppass',
		'bypass_code',
		'passcode',
		'sms_otp',
		'otp',
		'_wc_token',
		'stripeAccessToken',
		'private_key',
		'apiKey',
		'APIKEY',
		'license-key',
		'_backup_codes',
		'recovery codes',
		'pin',
		'session_id',
		'user_sessions',
		'active-session',
		'sessionData',
		'PHPSESSID',
		'wp_2fa_method',
		'password_hash',
	];
	const tokens = await inPhp< Record< string, string > >(
		site,
		`foreach ( $args['keys'] as $key ) {
			add_filter( 'get_user_metadata', static fn ( $value, $id, $asked ) => $asked === $key ? 'TOP SECRET' : $value, 10, 3 );
		}
		$settings( array( 'meta_keys' => $args['keys'], 'first_message' => '{meta:' . implode( '}{meta:', $args['keys'] ) . '}' ) );
		return $identity( 1 )['tokens'];`,
		{ keys }
	);

	expect( tokens ).toEqual(
		Object.fromEntries( keys.map( ( key ) => [ `meta:${ key }`, '' ] ) )
	);
} );

test( 'words that only look like those of secrets are the owner’s to choose', async ( {
	site,
} ) => {
	const keys = [
		'passport_country',
		'passenger_name',
		'secretary',
		'compass_level',
		'homeCompass',
		'sessions_attended',
		'coaching_sessions',
		'next_session',
		'keyboard',
		'pincode',
		'billing_phone',
		'monkey',
		'hashtag',
		'optical',
		'company',
	];
	expect(
		await inPhp(
			site,
			`return array_map( array( KnownVisitor\\Identity\\Visitor_Data::class, 'is_secret_meta' ), $args['keys'] );`,
			{ keys }
		)
	).toEqual( keys.map( () => false ) );
} );

test( 'tokens are clean text, whatever the profile holds', async ( {
	site,
} ) => {
	const identity = await inPhp(
		site,
		`$id = $add_user( array( 'user_login' => 'ann' ), array( 'first_name' => "A\\0n\\x1bn\\u{202e}", 'note' => "\\u{2066}one\\r\\ntwo\\tthree" . chr( 250 ) ) );
		add_filter( 'get_user_metadata', static fn ( $value, $user, $key ) => 'note' === $key ? "\\u{2066}one\\r\\ntwo\\tthree" . chr( 250 ) : $value, 10, 3 );
		$settings( array( 'meta_keys' => array( 'note' ), 'first_message' => '{first_name} {meta:note}' ) );
		return $identity( $id );`
	);

	expect( identity ).toMatchObject( {
		user: { name: 'Ann' },
		tokens: { first_name: 'Ann', 'meta:note': 'one two three\ufffd' },
	} );
} );

test( 'the operator’s card has the visitor, the template and the owner’s rows', async ( {
	site,
} ) => {
	const [ full, bare, plain ] = await inPhp< PageData[] >(
		site,
		`$ann = $add_user( $args['ann'] );
		$with = static function ( array $changes ) use ( $ann, $settings, $identity ) {
			$settings( $changes );
			return $identity( $ann );
		};
		$rows = array( array( 'label' => 'Login', 'value' => '{user_login}' ) );
		return array(
			$with( array( 'first_message' => 'Hello', 'card' => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => $rows ) ) ),
			$with( array( 'first_message' => '', 'card' => array( 'enabled' => true, 'find_in_crm' => true, 'rows' => array() ) ) ),
			$with( array( 'card' => array( 'enabled' => false, 'find_in_crm' => true, 'rows' => $rows ) ) ),
		);`,
		{ ann: ANN }
	);

	// The layout is the loader's: src/shared/card.
	expect( full?.card ).toEqual( [
		{ label: 'Login', value: '{user_login}' },
	] );
	expect( full?.message ).toBe( 'Hello' );
	expect( full?.tokens ).toEqual( {
		user_login: 'ann.y',
		email: ANN.user_email,
		profile_url: expect.stringContaining( 'user-edit.php?user_id=' ),
	} );
	expect( bare?.card ).toEqual( [
		{ label: 'Find in the CRM', value: '{find_in_crm}' },
	] );
	expect( plain ).not.toHaveProperty( 'card' );
} );

test( 'a template that is left open, however long, costs the others nothing', async ( {
	site,
} ) => {
	const tokens = await inPhp(
		site,
		`$settings( array( 'first_message' => '{full_name} {email|' . str_repeat( 'x', 3900 ), 'card' => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => array( array( 'label' => 'a', 'value' => '{nickname|' . str_repeat( '{{', 480 ) ), array( 'label' => 'b', 'value' => 'x} {user_id|' . str_repeat( 'y', 900 ) . '}' ) ) ) ) );
		add_filter( 'known_visitor_first_message', static fn ( $template ) => $template . str_repeat( 'x', 100000 ) . '} {role}' );
		return array_keys( $identity( 1 )['tokens'] );`
	);

	expect( tokens ).toEqual(
		expect.arrayContaining( [ 'full_name', 'email', 'role', 'user_id' ] )
	);
	expect( tokens ).not.toContain( 'nickname' );
} );
