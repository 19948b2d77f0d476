/**
 * The one source of the screen's status and of Site Health: product contract, sections 11 to 13. Here the checks judge
 * every combination of what there may be; how the home page is really asked, home-check.spec.ts shows.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, SECRET, type Answer } from './helpers';

interface Check {
	readonly id: string;
	readonly state: 'ok' | 'warning' | 'error';
	readonly message: string;
	readonly action: {
		readonly label: string;
		readonly url: string;
		readonly id: string;
	} | null;
}

/**
 * What the code of these tests can call:
 *
 * - `$page( [ 'widgets' => 2 ] )` makes a home page, by default one with a chat that knows the administrator.
 * - `$judge( $facts, $home )` gives the checks of a situation, by default one in which all is well.
 */
const SITUATIONS = `
$page = static fn ( array $differs = array() ) => new KnownVisitor\\Checks\\Home_Page( ...array_merge(
	array( 'has_loader' => true, 'has_data' => true, 'is_mine' => true, 'is_late' => false, 'is_hit' => false ),
	$differs,
	array( 'widgets' => array_slice( array( 'https://cdn.bitrix24.com/b1/crm/site_button/loader_1_a.js', 'https://cdn.bitrix24.com/b1/crm/site_button/loader_2_b.js', 'https://b.example/crm/site_button/loader_3_c.js' ), 0, $differs['widgets'] ?? 1 ) ),
) );
$nobodys = array( 'has_data' => false, 'is_mine' => false );
$well    = array(
	'is_enabled' => true, 'damaged' => array(), 'is_off_by_damage' => false, 'unconfirmed_host' => null, 'secret_source' => 'option',
	'secret_strength' => 'strong', 'has_valid_hash' => true, 'roles' => array(), 'lost_roles' => array(),
	'paths' => array( 'mode' => 'all', 'list' => array() ), 'delivery' => 'page', 'forgets' => true, 'has_widget_code' => false, 'reason' => null,
);
$judge = static fn ( array $facts, $home = null ) => KnownVisitor\\Checks\\Checks::judge( new KnownVisitor\\Checks\\Situation( ...array_merge( $well, $facts, array( 'home' => $home ) ) ) );
$home  = static fn ( ...$parts ) => new KnownVisitor\\Checks\\Home( '', ...$parts );
$homes = array(
	'not asked'      => null,
	'elsewhere'      => new KnownVisitor\\Checks\\Home( 'elsewhere' ),
	'silent'         => new KnownVisitor\\Checks\\Home( 'silent' ),
	'busy'           => new KnownVisitor\\Checks\\Home( 'busy' ),
	'503'            => new KnownVisitor\\Checks\\Home( '503' ),
	'all is well'    => $home( $page(), $page( $nobodys ), $page() ),
	'slow'           => $home( $page(), $page( $nobodys ), null, null, false ),
	'guest alone'    => $home( null, $page( $nobodys ), null ),
	'no guest'       => $home( $page(), null, null ),
	'no chat'        => $home( $page( array( 'widgets' => 0 ) ), $page( $nobodys + array( 'widgets' => 0 ) ), $page( array( 'widgets' => 0 ) ) ),
	'guests’ chat'   => $home( $page( array( 'widgets' => 0 ) ), $page( $nobodys ), $page( array( 'widgets' => 0 ) ) ),
	'two chats'      => $home( $page( array( 'widgets' => 2 ) ), $page( $nobodys ), $page( array( 'widgets' => 2 ) ) ),
	'late'           => $home( $page( array( 'is_late' => true ) ), $page( $nobodys ), $page( array( 'is_late' => true ) ) ),
	'no identity'    => $home( $page( $nobodys ), $page( $nobodys ), $page( $nobodys ) ),
	'no wp_head'     => $home( $page( $nobodys + array( 'has_loader' => false ) ), $page( $nobodys + array( 'has_loader' => false ) ), $page( $nobodys + array( 'has_loader' => false ) ) ),
	'no guard'       => $home( $page(), $page( $nobodys + array( 'has_loader' => false ) ), $page() ),
	'asked'          => $home( $page( $nobodys ), $page( $nobodys ), null, true ),
	'not answered'   => $home( $page( $nobodys ), $page( $nobodys ), null, false ),
	'leak'           => $home( $page(), $page(), $page() ),
	'another’s page' => $home( $page( array( 'is_mine' => false ) ), $page( $nobodys ), $page( array( 'is_mine' => false ) ) ),
	'kept'           => $home( $page(), $page( $nobodys ), $page( array( 'is_hit' => true ) ) ),
);`;

test.beforeEach( ( { site } ) => site.reset() );

test( 'whatever comes together, no two checks contradict each other, and none is greener than the truth', async ( {
	site,
} ) => {
	const { count, faults, controls, seen } = await inPhp< {
		readonly count: number;
		readonly faults: Record< string, unknown >;
		readonly controls: ( string | null )[];
		readonly seen: Record< string, string[] >;
	} >(
		site,
		`${ SITUATIONS }
		$weights = array( 'error' => 0, 'warning' => 1, 'ok' => 2 );
		$ids     = array_flip( array( 'enabled', 'settings', 'copy', 'secret', 'hash', 'roles', 'paths', 'chat', 'cache' ) );
		// What is wrong with a list of checks, where nobody can be identified, or somebody can.
		$fault_in = static function ( array $checks, bool $may_identify ) use ( $weights, $ids ): ?string {
			$by_id = array_column( $checks, null, 'id' );
			$state = static fn ( $id ) => $by_id[ $id ]['state'] ?? null;
			$said  = implode( ' ', array_column( $checks, 'message' ) );
			$order = array_map( static fn ( $check ) => 10 * $weights[ $check['state'] ] + $ids[ $check['id'] ], $checks );
			$sorted = $order;
			sort( $sorted );
			$nobody   = 1 === preg_match( '/everybody as a guest|Nobody is identified|treats everybody/', $said );
			$somebody = 1 === preg_match( '/Working|knows you|identity for you|hashes for the chat are valid/', preg_replace( '/Nobody is identified[^.]*\\./', '', $said ) );
			return match ( true ) {
				count( $by_id ) !== count( $checks )                        => 'the same check twice',
				$order !== $sorted                                          => 'out of order',
				$nobody && 1 === preg_match( '/Working|knows you|identity for you/', $said ) => 'nobody is known, and somebody is',
				! $may_identify && 1 === preg_match( '/Working|knows you|identity for you/', $said ) => 'greener than the truth',
				! $may_identify && array() === array_filter( $checks, static fn ( $check ) => 'ok' !== $check['state'] ) => 'all green though nobody can be known',
				! $may_identify && ! $nobody && null === $state( 'hash' )   => 'it does not say that nobody is known',
				'error' === $state( 'secret' ) && ( $state( 'hash' ) || $state( 'cache' ) ) => 'a hash without a secret',
				'error' === $state( 'copy' ) && ( $state( 'hash' ) || $state( 'cache' ) )   => 'a hash on a copy',
				'warning' === $state( 'enabled' ) && ( $state( 'hash' ) || $state( 'cache' ) ) => 'a hash though it is switched off',
				'error' === $state( 'settings' ) && ( $state( 'enabled' ) || $state( 'roles' ) || $state( 'paths' ) || $state( 'hash' ) ) => 'settings that cannot be read, judged',
				'error' === $state( 'cache' ) && 1 === preg_match( '/for you alone/', $said ) => 'a leak that is none',
				array() !== array_filter( $checks, static fn ( $check ) => 1 !== preg_match( '/^\\p{Lu}.*[\\w)]\\.$/u', $check['message'] ) ) => 'no sentence',
				array() !== array_filter( $checks, static fn ( $check ) => null !== $check['action'] && 1 !== preg_match( '~/wp-admin/options-general\\.php\\?page=known-visitor#(message|visitors|chat|advanced)(/\\w+)?$~', $check['action']['url'] ) ) => 'an action that leads nowhere',
				default => null,
			};
		};

		$switches = array(
			array(), array( 'is_enabled' => false ), array( 'damaged' => array( 'card' ) ), array( 'is_enabled' => false, 'damaged' => array( 'card', 'fields' ) ),
			array( 'is_enabled' => false, 'is_off_by_damage' => true, 'damaged' => array( 'roles' ) ),
		);
		$secrets = array(
			array( 'secret_strength' => 'none', 'secret_source' => 'none', 'has_valid_hash' => false ), array( 'secret_strength' => 'short', 'has_valid_hash' => false ),
			array( 'secret_strength' => 'weak', 'secret_source' => 'constant' ), array(),
			array( 'has_valid_hash' => false ),
		);
		$roles = array( array(), array( 'roles' => array( 'a', 'b' ) ), array( 'roles' => array( 'a', 'b' ), 'lost_roles' => array( 'b' ) ), array( 'roles' => array( 'a', 'b' ), 'lost_roles' => array( 'a', 'b' ) ) );
		$paths = array( array(), array( 'paths' => array( 'mode' => 'only', 'list' => array() ) ), array( 'paths' => array( 'mode' => 'only', 'list' => array( '/a' ) ) ), array( 'paths' => array( 'mode' => 'except', 'list' => array() ) ) );
		$seen   = array();
		$faults = array();
		$count  = 0;
		foreach ( $switches as $switch ) {
		foreach ( array( null, 'staging.example' ) as $host ) {
		foreach ( $secrets as $secret ) {
		foreach ( $roles as $role ) {
		foreach ( $paths as $path ) {
			$facts        = $switch + $secret + $role + $path + array( 'unconfirmed_host' => $host );
			$all          = $facts + $well;
			$may_identify = $all['is_enabled'] && null === $host && in_array( $all['secret_strength'], array( 'weak', 'strong' ), true ) && $all['has_valid_hash']
				&& array( 'mode' => 'only', 'list' => array() ) !== $all['paths'] && ( array() === $all['roles'] || $all['roles'] !== $all['lost_roles'] );
			// What the page's own decision says goes with the rest.
			$reasons = $may_identify ? array( null, 'role', 'path', 'page', 'filter', 'nobody' ) : array( 'off', 'nobody', null );
			foreach ( array( 'page', 'request' ) as $delivery ) {
			foreach ( $reasons as $reason ) {
			foreach ( $homes as $name => $seen_home ) {
				++$count;
				$checks = $judge( $facts + array( 'delivery' => $delivery, 'reason' => $reason ), $seen_home );
				$fault  = $fault_in( $checks, $may_identify );
				if ( null !== $fault ) {
					$faults[ $fault ] = $faults[ $fault ] ?? array( $facts, $delivery, $reason, $name, $checks );
				}
				foreach ( $checks as $check ) {
					$seen[ $check['id'] ][ $check['state'] ] = true;
				}
			}
			}
			}
		}
		}
		}
		}
		}
		$check    = static fn ( $id, $state, $message ) => KnownVisitor\\Checks\\Checks::result( $id, $state, $message );
		$controls = array(
			$fault_in( array( $check( 'secret', 'error', 'No secret: the chat treats everybody as a guest.' ), $check( 'hash', 'ok', 'Visitors get a valid hash.' ) ), false ),
			$fault_in( array( $check( 'enabled', 'warning', 'Known Visitor is switched off: the chat treats everybody as a guest.' ), $check( 'chat', 'ok', 'Working: the chat knows you.' ) ), false ),
			$fault_in( array( $check( 'secret', 'ok', 'The secret of the chat is strong.' ) ), false ),
			$fault_in( array( $check( 'secret', 'ok', 'The secret of the chat is strong.' ), $check( 'chat', 'warning', 'No chat found.' ) ), true ),
			$fault_in( array( $check( 'secret', 'ok', 'The secret of the chat is strong.' ), $check( 'chat', 'ok', 'Working: the chat knows you.' ) ), true ),
		);
		return array( 'count' => $count, 'faults' => (object) $faults, 'controls' => $controls, 'seen' => array_map( static fn ( $states ) => array_keys( $states ), $seen ) );`
	);

	expect( faults ).toEqual( {} );
	// The detector finds what it should.
	expect( controls ).toEqual( [
		'a hash without a secret',
		'nobody is known, and somebody is',
		'all green though nobody can be known',
		'out of order',
		null,
	] );
	expect( count ).toBeGreaterThan( 50_000 );
	const states = Object.fromEntries(
		Object.entries( seen ).map( ( [ id, found ] ) => [ id, found.sort() ] )
	);
	const all = [ 'error', 'ok', 'warning' ];
	expect( states ).toEqual( {
		enabled: [ 'ok', 'warning' ],
		settings: all,
		copy: [ 'error', 'ok' ],
		secret: all,
		hash: [ 'error', 'ok' ],
		roles: all,
		paths: [ 'error', 'ok' ],
		chat: all,
		cache: all,
	} );
} );

test( 'each fault is the headline where it is the only one, and says what to do', async ( {
	site,
} ) => {
	const cases: Record<
		string,
		readonly [
			facts: string,
			home: string,
			id: string,
			state: string,
			says: RegExp,
			action: string | null,
		]
	> = {
		'all is well': [
			'',
			'all is well',
			'enabled',
			'ok',
			/switched on/,
			null,
		],
		off: [
			"'is_enabled' => false",
			'all is well',
			'enabled',
			'warning',
			/^Known Visitor is switched off: the chat treats everybody as a guest\.$/,
			'enable',
		],
		damaged: [
			"'damaged' => array( 'roles', 'recipe' ), 'is_enabled' => false, 'is_off_by_damage' => true",
			'all is well',
			'settings',
			'error',
			/guest: roles and recipe\.$/,
			'settings',
		],
		'damaged a little': [
			"'damaged' => array( 'card' )",
			'all is well',
			'settings',
			'warning',
			/: card\.$/,
			'settings',
		],
		copy: [
			"'unconfirmed_host' => 'staging.example'",
			'all is well',
			'copy',
			'error',
			/looks like a copy.*staging\.example/,
			'hosts',
		],
		'no secret': [
			"'secret_strength' => 'none', 'secret_source' => 'none'",
			'all is well',
			'secret',
			'error',
			/^No secret/,
			'secret',
		],
		'a short secret': [
			"'secret_strength' => 'short'",
			'all is well',
			'secret',
			'error',
			/shorter than 16/,
			'secret',
		],
		'a weak secret': [
			"'secret_strength' => 'weak'",
			'all is well',
			'secret',
			'warning',
			/somebody could guess it/,
			'secret',
		],
		'a filter': [
			"'has_valid_hash' => false",
			'all is well',
			'hash',
			'error',
			/known_visitor_hash/,
			null,
		],
		'a role that is gone': [
			"'roles' => array( 'customer' ), 'lost_roles' => array( 'customer' )",
			'all is well',
			'roles',
			'error',
			/^Nobody is identified: the role customer is gone\.$/,
			'roles',
		],
		'two roles that are gone': [
			"'roles' => array( 'a', 'b' ), 'lost_roles' => array( 'a', 'b' )",
			'all is well',
			'roles',
			'error',
			/^Nobody is identified: the roles a and b are gone\.$/,
			'roles',
		],
		'one of two roles gone': [
			"'roles' => array( 'a', 'b' ), 'lost_roles' => array( 'b' )",
			'all is well',
			'roles',
			'warning',
			/gone: b\.$/,
			'roles',
		],
		'no pages': [
			"'paths' => array( 'mode' => 'only', 'list' => array() )",
			'all is well',
			'paths',
			'error',
			/list of pages is empty/,
			'paths',
		],
		'no chat': [
			'',
			'no chat',
			'chat',
			'warning',
			/^No chat found on your home page\. One that a tag manager adds/,
			'widget',
		],
		'no chat, though we print it': [
			"'has_widget_code' => true",
			'no chat',
			'chat',
			'warning',
			/^No chat found.*wp_footer/,
			'try',
		],
		'a chat for guests': [
			'',
			'guests’ chat',
			'chat',
			'warning',
			/for guests, but not for you/,
			'widget',
		],
		'two chats': [
			'',
			'two chats',
			'chat',
			'warning',
			/^Two chats on your home page: loader_1_a\.js from cdn\.bitrix24\.com and loader_2_b\.js/,
			'widget',
		],
		late: [
			'',
			'late',
			'chat',
			'warning',
			/stands before Known Visitor/,
			'widget',
		],
		'no identity': [
			'',
			'no identity',
			'chat',
			'error',
			/does not carry your identity.*cache/,
			'request',
		],
		'no wp_head': [
			'',
			'no wp_head',
			'chat',
			'error',
			/does not carry your identity.*wp_head/,
			'try',
		],
		'a route that is blocked': [
			"'delivery' => 'request'",
			'not answered',
			'chat',
			'error',
			/asks who you are and is not told.*known-visitor\/v1\/visitor/,
			'try',
		],
		'no guard': [
			'',
			'no guard',
			'chat',
			'warning',
			/Guests get a home page without/,
			null,
		],
		silent: [
			'',
			'silent',
			'chat',
			'warning',
			/^Your site could not be asked from here: .*5 seconds/,
			'try',
		],
		'503': [
			'',
			'503',
			'chat',
			'warning',
			/^Your site could not be asked from here: .*503/,
			'try',
		],
		busy: [ '', 'busy', 'chat', 'warning', /somebody else/, 'try' ],
		elsewhere: [
			'',
			'elsewhere',
			'chat',
			'warning',
			/a different host than this dashboard/,
			'try',
		],
		leak: [
			'',
			'leak',
			'cache',
			'error',
			/^A cache hands signed-in pages to others/,
			'request',
		],
		'an old leak': [
			"'delivery' => 'request'",
			'leak',
			'cache',
			'error',
			/older than the delivery by request.*Empty the cache/,
			null,
		],
		'a cache that keeps': [
			'',
			'kept',
			'cache',
			'warning',
			/keeps pages of signed-in visitors/,
			'request',
		],
	};
	const heads = await inPhp< Record< string, Check > >(
		site,
		`${ SITUATIONS }
		${ Object.entries( cases )
			.map(
				( [ name, [ facts, seen ] ] ) =>
					`$heads[ base64_decode( '${ Buffer.from( name ).toString( 'base64' ) }' ) ] = $judge( array( ${ facts } ), $homes[ '${ seen }' ] )[0];`
			)
			.join( '\n' ) }
		return $heads;`
	);

	for ( const [ name, [ , , id, state, says, action ] ] of Object.entries(
		cases
	) ) {
		expect.soft( heads[ name ], name ).toMatchObject( {
			id,
			state,
			message: expect.stringMatching( says ),
			action: action === null ? null : { id: action },
		} );
	}
} );

test( 'what the home page is to the administrator is said as it is', async ( {
	site,
} ) => {
	const said = await inPhp< Record< string, string > >(
		site,
		`${ SITUATIONS }
		$chat = static fn ( $facts, $seen = 'all is well' ) => array_column( $judge( $facts, $homes[ $seen ] ), 'message', 'id' )['chat'];
		return array(
			'known'    => $chat( array() ),
			'request'  => $chat( array( 'delivery' => 'request' ), 'asked' ),
			'asking'   => $chat( array( 'delivery' => 'request' ), 'no identity' ),
			'role'     => $chat( array( 'reason' => 'role' ), 'no identity' ),
			'path'     => $chat( array( 'reason' => 'path' ), 'no identity' ),
			'page'     => $chat( array( 'reason' => 'page' ), 'no identity' ),
			'filter'   => $chat( array( 'reason' => 'filter' ), 'no identity' ),
			'nobody'   => $chat( array( 'reason' => 'nobody' ), 'guest alone' ),
			'off'      => $chat( array( 'reason' => 'off', 'is_enabled' => false ), 'no identity' ),
			'surprise' => $chat( array( 'reason' => 'filter' ) ),
		);`
	);

	const known = 'Working: the chat is on your home page and knows you.';
	expect( said ).toEqual( {
		known,
		request: known,
		asking: 'Working: the chat is on your home page, and the page asks who you are.',
		role: expect.stringMatching( /You are a guest there.*roles/ ),
		path: expect.stringMatching( /list of pages leaves it out/ ),
		page: expect.stringMatching( /the page itself says so/ ),
		filter: expect.stringMatching( /a plugin or the theme says so/ ),
		nobody: 'The chat is on your home page.',
		off: 'The chat is on your home page.',
		surprise: known,
	} );
} );

test( 'the situation is what is stored, and Site Health says what the status says', async ( {
	site,
} ) => {
	const { rounds, fields } = await inPhp< {
		readonly rounds: Record<
			string,
			{
				readonly status: Check[];
				readonly health: Record<
					string,
					{
						readonly status: string;
						readonly description: string;
						readonly actions: string;
						readonly label: string;
					}
				>;
			}
		>;
		readonly fields: Record< string, Record< string, unknown > >;
	} >(
		site,
		`require_once ABSPATH . 'wp-admin/includes/admin.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
		wp_set_current_user( 1 );
		$look = static function ( string $name ) use ( $ask, &$rounds, &$fields ) {
			$health = array();
			foreach ( WP_Site_Health::get_tests()['direct'] as $id => $test ) {
				if ( str_starts_with( $id, 'known_visitor_' ) ) {
					$health[ substr( $id, 14 ) ] = $test['test']();
				}
			}
			$rounds[ $name ] = array( 'status' => $ask( 'GET', '/status' )['data'], 'health' => $health );
			$fields[ $name ] = array_column( array_filter( array_map( static fn ( $key, $field ) => array( $key, $field['debug'] ), array_keys( $all = apply_filters( 'debug_information', array() )['known-visitor']['fields'] ), $all ), static fn ( $pair ) => str_starts_with( $pair[0], 'check_' ) ), 1, 0 );
		};
		$look( 'all is well' );
		$settings( array( 'enabled' => false ) );
		$look( 'off' );
		$settings( array( 'enabled' => true, 'roles' => array( 'customer' ), 'paths' => array( 'mode' => 'only', 'list' => array() ) ) );
		$look( 'gone roles, no pages' );
		$settings( array( 'roles' => array( 'customer', 'editor' ), 'paths' => array( 'mode' => 'only', 'list' => array( '/a' ) ) ) );
		$look( 'one of two roles' );
		$settings( array( 'roles' => array( 5 ) ) );
		$look( 'damage' );
		$settings( array( 'roles' => array(), 'paths' => array( 'mode' => 'all', 'list' => array() ) ) );
		delete_option( 'known_visitor_secret' );
		$look( 'no secret' );
		update_option( 'known_visitor_secret', $args['secret'] );
		update_option( 'known_visitor_site', array( 'address' => bin2hex( 'a.example' ), 'hosts' => array( bin2hex( 'a.example' ) ) ) );
		$look( 'copy' );
		KnownVisitor\\Identity\\Site::begin();
		add_filter( 'known_visitor_site_address', '__return_zero' );
		$look( 'filter' );
		return array( 'rounds' => $rounds, 'fields' => $fields );`,
		{ secret: SECRET }
	);

	const states = Object.fromEntries(
		Object.entries( rounds ).map( ( [ name, { status } ] ) => [
			name,
			status.map( ( { id, state } ) => `${ id } ${ state }` ),
		] )
	);
	const good = [ 'enabled', 'settings', 'copy', 'secret', 'hash' ];
	const but = (
		first: readonly string[],
		...without: readonly string[]
	): string[] => [
		...first,
		...good
			.filter( ( id ) => ! without.includes( id ) )
			.map( ( id ) => `${ id } ok` ),
	];
	expect( states ).toEqual( {
		'all is well': but( [] ),
		off: but( [ 'enabled warning' ], 'enabled', 'hash' ),
		'gone roles, no pages': but( [ 'roles error', 'paths error' ] ),
		'one of two roles': [ ...but( [ 'roles warning' ] ), 'paths ok' ],
		damage: but( [ 'settings error' ], 'enabled', 'settings', 'hash' ),
		'no secret': but( [ 'secret error' ], 'secret', 'hash' ),
		copy: but( [ 'copy error' ], 'copy', 'hash' ),
		filter: but( [ 'hash error' ], 'hash' ),
	} );
	const names = { ok: 'good', warning: 'recommended', error: 'critical' };
	for ( const [ name, { status, health } ] of Object.entries( rounds ) ) {
		const labels = Object.values( health ).map( ( { label } ) => label );
		expect( new Set( labels ).size, name ).toBe( labels.length );
		const { secret_place: _, ...ours } = health;
		expect( Object.keys( ours ).sort(), name ).toEqual(
			status.map( ( { id } ) => id ).sort()
		);
		for ( const { id, state, message, action } of status ) {
			const result = health[ id ];
			expect.soft( result?.status, name ).toBe( names[ state ] );
			expect.soft( result?.label, name ).toMatch( /[^.]$/ );
			if ( state === 'ok' ) {
				expect.soft( `${ result?.label }.`, name ).toBe( message );
			}
			expect
				.soft( result?.description, name )
				.toBe( `<p>${ message }</p>` );
			expect
				.soft( result?.actions, name )
				.toBe(
					action
						? `<p><a href="${ action.url }">${ action.label }</a></p>`
						: ''
				);
		}
		expect( fields[ name ], name ).toEqual(
			Object.fromEntries(
				status.map( ( { id, state } ) => [ `check_${ id }`, state ] )
			)
		);
	}
} );

test( 'a secret in the database of a public site is told, and is no fault', async ( {
	site,
} ) => {
	const found = await inPhp< Record< string, unknown > >(
		site,
		`$look = static fn () => ( apply_filters( 'site_status_tests', array() )['direct']['known_visitor_secret_place']['test'] ?? static fn () => null )();
		update_option( 'blog_public', '1' );
		// WordPress knows one environment for the whole of a request; PHP asks the namespace first.
		$GLOBALS['environment'] = 'staging';
		eval( 'namespace KnownVisitor\\Admin; function wp_get_environment_type() { return $GLOBALS["environment"]; }' );
		$found['staging'] = $look();
		$GLOBALS['environment'] = 'production';
		$found['public'] = $look();
		update_option( 'blog_public', '0' );
		$found['hidden'] = $look();
		update_option( 'blog_public', '1' );
		putenv( 'KNOWN_VISITOR_SECRET=the secret of the variable' );
		$found['environment variable'] = $look();
		return $found;`
	);

	expect( found ).toMatchObject( {
		staging: null,
		public: {
			status: 'good',
			description: expect.stringContaining( 'KNOWN_VISITOR_SECRET' ),
		},
		hidden: null,
		'environment variable': null,
	} );
} );

test( 'the debug section helps whoever helps, and gives nothing away', async ( {
	site,
} ) => {
	const { section, report, rubbish, hash, mark } = await inPhp< {
		readonly section: Record<
			string,
			{
				readonly value: string;
				readonly debug: string;
				readonly private?: boolean;
			}
		>;
		readonly report: string;
		readonly rubbish: unknown[];
		readonly hash: string;
		readonly mark: string;
	} >(
		site,
		`require_once ABSPATH . 'wp-admin/includes/admin.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-debug-data.php';
		$boss = $add_user( array( 'user_login' => 'walpurga', 'display_name' => 'Walpurga Nussbaum', 'role' => 'administrator' ), array( 'first_name' => 'Walpurga', 'last_name' => 'Nussbaum' ) );
		update_option( 'known_visitor_secret', $args['secret'] );
		$settings( array( 'roles' => array( 'administrator' ), 'paths' => array( 'mode' => 'except', 'list' => array( '/very-secret-page', '/b' ) ), 'widget_url' => 'https://portal.example/crm/site_button/loader_1_abc.js' ) );
		$data = $identity( $boss );
		$all  = WP_Debug_Data::debug_data();
		$rubbish = array_map( static fn ( $left ) => KnownVisitor\\Admin\\Site_Health::add_section( $left ), array( null, 'x', false ) );
		return array( 'section' => $all['known-visitor']['fields'], 'report' => WP_Debug_Data::format( array( 'known-visitor' => $all['known-visitor'] ), 'debug' ), 'rubbish' => $rubbish, 'hash' => $data['user']['hash'], 'mark' => $data['mark'] );`,
		{ secret: SECRET }
	);

	expect( section ).toMatchObject( {
		version: { debug: expect.stringMatching( /^\d+\.\d+\.\d+$/ ) },
		enabled: { debug: 'true' },
		delivery: { debug: 'page' },
		recipe: { debug: 'hmac' },
		roles: { debug: 'administrator' },
		pages: { debug: 'except (2)' },
		secret: { debug: 'option' },
		secret_strong: { debug: 'true' },
		site_address: { private: true, value: '127.0.0.1' },
		hosts: { private: true },
		widget: { private: true },
		check_secret: { debug: 'ok' },
	} );
	expect( hash ).toMatch( /^[0-9a-f]{32}$/ );
	const shown = JSON.stringify( section );
	for ( const word of [ SECRET, hash, mark, 'Walpurga', 'Nussbaum' ] ) {
		expect( shown ).not.toContain( word );
	}
	for ( const word of [ '127.0.0.1', 'portal.example', 'very-secret' ] ) {
		expect( report ).not.toContain( word );
	}
	expect( report ).toContain( 'delivery' );
	expect( rubbish ).toEqual( [ null, 'x', false ] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'where nobody is signed in, as in cron, no check takes that for a fault', async ( {
	site,
} ) => {
	const { checks, answers } = await inPhp< {
		readonly checks: Record< string, string >;
		readonly answers: Record< string, unknown >;
	} >(
		site,
		`wp_set_current_user( 0 );
		$checks = array_column( KnownVisitor\\Checks\\Checks::run(), 'state', 'id' );
		$asked  = 0;
		add_filter( 'pre_http_request', static function ( $answer, $args ) use ( &$asked ) {
			$asked += isset( $args['headers']['Cookie'] ) ? 100 : 1;
			return array( 'response' => array( 'code' => 200 ), 'headers' => array(), 'body' => '<script src="https://cdn.bitrix24.com/b1/crm/site_button/loader_1_a.js"></script>' );
		}, 10, 2 );
		foreach ( apply_filters( 'site_status_tests', array() )['async'] as $name => $test ) {
			$answers[ $name ] = $test['async_direct_test']()['status'];
		}
		return array( 'checks' => $checks, 'answers' => $answers + array( 'asked' => $asked ) );`
	);

	expect( checks ).toEqual( {
		enabled: 'ok',
		settings: 'ok',
		copy: 'ok',
		secret: 'ok',
		hash: 'ok',
	} );
	expect( answers ).toEqual( {
		known_visitor_cache: 'good',
		known_visitor_chat: 'good',
		asked: 1,
	} );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'only who may manage options is told', async ( { site } ) => {
	const statuses = await inPhp< Answer[] >(
		site,
		`$editor = $add_user( array( 'user_login' => 'edi', 'role' => 'editor' ) );
		foreach ( array( 0, $editor ) as $id ) {
			foreach ( array( '/status', '/cache' ) as $path ) {
				$answers[] = $ask( 'GET', $path, '', $id )['status'];
			}
		}
		return $answers;`
	);
	expect( statuses ).toEqual( [ 401, 401, 403, 403 ] );
} );
