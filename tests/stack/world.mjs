/**
 * Who and what is on the stack's site.
 */

/** @typedef {import('./site.mjs').StackSite} StackSite */

/** The password of everybody. */
export const PASSWORD = 'password';

/** Visitors whose every datum can be told from anything else on a page. */
export const VISITORS = [
	person( 'vquentin', 'Quenby', 'Oxcartsson', 'subscriber' ),
	person( 'vzsofia', 'Zsofika', 'Brzezinskaya', 'subscriber' ),
	person( 'vmargaux', 'Margauxine', 'Delacroisette', 'author' ),
	person( 'vtaddeus', 'Taddeusz', 'Wojnarowiczky', 'editor' ),
	person( 'vyolanda', 'Yolandita', 'Echeverrigaray', 'subscriber' ),
];

/** Two who change settings. */
export const ADMINISTRATORS = [
	person( 'chief', 'Chief', 'One', 'administrator' ),
	person( 'deputy', 'Deputy', 'Two', 'administrator' ),
];

/** Pages by their slugs; the content is what matters to the plugin. */
export const PAGES = {
	plain: 'A page without anything of ours.',
	own: '[known_visitor]Own first message: {page_link}[/known_visitor] A page with its own template.',
	off: '[known_visitor enabled="no"] A page that identifies nobody.',
};

/**
 * @typedef {Object} Person
 * @property {string} user_login Login.
 * @property {string} user_pass  Password.
 * @property {string} user_email E-mail address.
 * @property {string} first_name First name.
 * @property {string} last_name  Last name.
 * @property {string} role       Role.
 */

/**
 * Describes a user.
 *
 * @param {string} login Login.
 * @param {string} first First name.
 * @param {string} last  Last name.
 * @param {string} role  Role.
 * @return {Person} Fields for wp_insert_user().
 */
function person( login, first, last, role ) {
	return {
		user_login: login,
		user_pass: PASSWORD,
		user_email: `${ login }@example.org`,
		first_name: first,
		last_name: last,
		role,
	};
}

/**
 * Makes users.
 *
 * @param {StackSite} site   The site.
 * @param {Person[]}  people Who.
 * @return {Promise<number[]>} Their IDs.
 */
export function addPeople( site, people ) {
	return site.runPhp(
		`add_filter( 'wp_hash_password_options', static fn () => array( 'cost' => 4 ) );
		return array_map( static function ( $fields ) {
			$id = wp_insert_user( $fields );
			if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); }
			return $id;
		}, $args['people'] );`,
		{ people }
	);
}

/**
 * Makes the pages of PAGES.
 *
 * @param {StackSite} site The site.
 * @return {Promise<Record<keyof typeof PAGES, number>>} Their IDs by their slugs.
 */
export function addPages( site ) {
	return site.runPhp(
		`$ids = array();
		foreach ( $args['pages'] as $slug => $content ) {
			$ids[ $slug ] = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_author' => 1, 'post_name' => $slug, 'post_title' => "Page $slug", 'post_content' => $content ) );
		}
		return $ids;`,
		{ pages: PAGES }
	);
}

/**
 * Activates the plugin.
 *
 * @param {StackSite} site The site.
 * @return {Promise<{ secret: string, address: string }>} What it made hashes of.
 */
export function activatePlugin( site ) {
	return site.runPhp(
		`require_once ABSPATH . 'wp-admin/includes/plugin.php';
		$result = activate_plugin( 'known-visitor/plugin.php' );
		if ( is_wp_error( $result ) ) { throw new Exception( $result->get_error_message() ); }
		return array( 'secret' => get_option( 'known_visitor_secret' ), 'address' => KnownVisitor\\Identity\\Site::address() );`
	);
}

/**
 * Signs somebody in without asking for the password.
 *
 * @param {StackSite} site   The site.
 * @param {number}    userId Who.
 * @return {Promise<string>} Value for a Cookie header.
 */
export function loginCookie( site, userId ) {
	return site.runPhp(
		`$expires = time() + DAY_IN_SECONDS;
		$token   = WP_Session_Tokens::get_instance( $args['user'] )->create( $expires );
		return LOGGED_IN_COOKIE . '=' . wp_generate_auth_cookie( $args['user'], $expires, 'logged_in', $token );`,
		{ user: userId }
	);
}

/**
 * Gives the mark that the cookie of a visitor's browser holds.
 *
 * @param {StackSite} site   The site, with the plugin active.
 * @param {number}    userId Who.
 * @return {Promise<string>} Eight characters.
 */
export function markOf( site, userId ) {
	return site.runPhp(
		`return KnownVisitor\\Identity\\Mark_Cookie::value_for( get_userdata( $args['user'] ) );`,
		{ user: userId }
	);
}

/**
 * Makes a nonce with which WordPress's own routes know who asks.
 *
 * @param {StackSite} site   The site.
 * @param {number}    userId Who.
 * @param {string}    cookie What loginCookie() gave for this visitor.
 * @return {Promise<string>} Value of the header X-WP-Nonce.
 */
export function nonceOf( site, userId, cookie ) {
	return site.runPhp(
		`$_COOKIE[ LOGGED_IN_COOKIE ] = explode( '=', $args['cookie'], 2 )[1];
		wp_set_current_user( $args['user'] );
		return wp_create_nonce( 'wp_rest' );`,
		{ user: userId, cookie }
	);
}
