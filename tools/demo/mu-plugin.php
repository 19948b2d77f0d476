<?php
/**
 * The bar of the demo site: who is signed in, one-click sign-in, which widget, and what the page tells the chat.
 *
 * It lets anybody in as anybody, so it answers on this machine only. It is no part of the plugin.
 *
 * @package known-visitor-demo
 */

namespace KnownVisitorDemo;

use KnownVisitor\Admin\Trial;
use KnownVisitor\Settings\Settings;

/** What the site and this browser can be switched to: label, and by value what the button says and what it means. */
const SWITCHES = array(
	'delivery' => array(
		'Identity',
		array(
			'page'    => array( 'in the page', 'Delivery as it is on a new site: the page holds who its visitor is' ),
			'request' => array( 'by request', 'The page is the same for everybody; the chat asks who looks at it' ),
		),
	),
	'card'     => array(
		'Operator card',
		array(
			'off' => array( 'off', 'The first message is text' ),
			'on'  => array( 'on', 'The first message is a card with picture and rows' ),
		),
	),
	'cache'    => array(
		'Page cache',
		array(
			'none'      => array( 'none', 'Every page is made anew' ),
			'guests'    => array( 'of guests', 'Keeps the pages of guests, as page caches should' ),
			'everybody' => array( 'of everybody', 'Keeps the pages of signed-in visitors, too, and hands them to others, as a page cache must not' ),
		),
	),
	'widget'   => array(
		'Widget',
		array(
			'g2' => array( 'today’s', 'The widget since August 2019' ),
			'g1' => array( '2019', 'The widget of spring 2019' ),
			'g0' => array( '2018', 'The widget until 2018, an iframe' ),
		),
	),
);

// In Playground, the plugin's files are the checkout's: "Delete" on the screen of the plugins would delete the work of its author.
add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'delete_plugins' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );

/**
 * Whether the request came from this machine, to this machine.
 */
function is_local(): bool {
	$host   = wp_parse_url( 'http://' . ( $_SERVER['HTTP_HOST'] ?? '' ), PHP_URL_HOST );
	$remote = $_SERVER['REMOTE_ADDR'] ?? '127.0.0.1';
	return in_array( $host, array( '127.0.0.1', 'localhost' ), true ) && in_array( $remote, array( '127.0.0.1', '::1' ), true );
}

if ( ! is_local() ) {
	return;
}

/**
 * What a switch stands at.
 *
 * @param string $name One of SWITCHES.
 */
function position( string $name ): string {
	$settings = Settings::all();
	$value    = match ( $name ) {
		'delivery' => $settings['delivery'],
		'card'     => $settings['card']['enabled'] ? 'on' : 'off',
		'cache'    => get_option( 'known_visitor_demo_cache' ),
		'widget'   => $_COOKIE['known_visitor_demo_widget'] ?? '',
	};
	$choices  = SWITCHES[ $name ][1];
	return is_string( $value ) && isset( $choices[ $value ] ) ? $value : array_key_first( $choices );
}

/**
 * Keeps something in this browser.
 *
 * @param string $name  What it is.
 * @param string $value The value.
 */
function remember( string $name, string $value ): void {
	setcookie( "known_visitor_demo_$name", $value, array( 'path' => '/', 'samesite' => 'Lax' ) );
}

/**
 * Moves a switch: of the plugin's settings, of the site, or of this browser.
 *
 * @param string $name  One of SWITCHES.
 * @param string $value What it is to stand at.
 */
function move( string $name, string $value ): void {
	if ( ! isset( SWITCHES[ $name ][1][ $value ] ) ) {
		return;
	}
	$settings = Settings::all();
	match ( $name ) {
		'delivery' => update_option( Settings::OPTION, array( 'delivery' => $value ) + $settings ),
		'card'     => update_option( Settings::OPTION, array( 'card' => array( 'enabled' => 'on' === $value ) + $settings['card'] ) + $settings ),
		'cache'    => update_option( 'known_visitor_demo_cache', $value ),
		'widget'   => remember( 'widget', $value ),
	};
	empty_cache();
}

/**
 * Whether the operator's side stands beside the page, where there is room for both.
 */
function is_beside(): bool {
	return '0' !== ( $_COOKIE['known_visitor_demo_beside'] ?? '' );
}

/**
 * Does what a button or a link of the bar asked for.
 */
function answer_bar(): void {
	// Another site's page must not press our buttons.
	if ( ! in_array( $_SERVER['HTTP_SEC_FETCH_SITE'] ?? 'none', array( 'same-origin', 'none' ), true ) ) {
		return;
	}
	if ( 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) {
		answer_button( $_SERVER['REQUEST_URI'] ?? '/' );
	} elseif ( is_string( $_GET['known_visitor_demo_go'] ?? null ) ) {
		lead( $_GET['known_visitor_demo_go'] );
	}
}
add_action( 'init', __NAMESPACE__ . '\answer_bar' );

/**
 * Does what a button asked for, and shows the same page again.
 *
 * @param string $page Address of the page.
 */
function answer_button( string $page ): void {
	if ( isset( $_POST['known_visitor_demo_user'] ) ) {
		sign_in_as( sanitize_user( wp_unslash( $_POST['known_visitor_demo_user'] ) ) );
	} elseif ( isset( $_POST['known_visitor_demo_beside'] ) ) {
		remember( 'beside', is_beside() ? '0' : '1' );
	} elseif ( is_array( $_POST['known_visitor_demo'] ?? null ) ) {
		foreach ( $_POST['known_visitor_demo'] as $name => $value ) {
			move( sanitize_key( $name ), sanitize_key( $value ) );
		}
	} else {
		return;
	}
	wp_safe_redirect( $page, 303 );
	exit;
}

/**
 * Leads to where only the administrator gets, as the administrator.
 *
 * @param string $where `settings` or `try`.
 */
function lead( string $where ): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		sign_in_as( 'admin' );
		// The address of a trial belongs to the session, which begins with the next request.
		wp_safe_redirect( $_SERVER['REQUEST_URI'] ?? '/', 303 );
		exit;
	}
	wp_safe_redirect( 'try' === $where ? Trial::url() : Settings::screen_url(), 303 );
	exit;
}

/**
 * Signs somebody in, as wp-login.php would; nobody signs out.
 *
 * @param string $login Who; empty for nobody.
 */
function sign_in_as( string $login ): void {
	$user = get_user_by( 'login', $login );
	if ( ! $user ) {
		wp_logout();
		return;
	}
	wp_set_auth_cookie( $user->ID );
	do_action( 'wp_login', $user->user_login, $user );
}

/**
 * What a role is called.
 *
 * @param \WP_User $user Somebody.
 */
function role_of( \WP_User $user ): string {
	$role = reset( $user->roles );
	return $role ? strtolower( translate_user_role( wp_roles()->get_names()[ $role ] ?? $role ) ) : 'no role';
}

add_action(
	'wp_head',
	static function () {
		// Before everything, so that no event is missed.
		wp_print_inline_script_tag(
			'window.knownVisitorDemo=[];["identified","forgotten"].forEach(function(n){addEventListener("knownvisitor:"+n,function(){knownVisitorDemo.push(n);dispatchEvent(new Event("known-visitor-demo"))})})'
		);
		echo '<style>', file_get_contents( __DIR__ . '/demo.css' ), '</style>';
	},
	-10
);

/**
 * Prints the bar, and the operator's side beside the page.
 *
 * @param bool $is_stored Whether the page around it comes out of the cache.
 */
function print_bar( bool $is_stored ): void {
	$me = wp_get_current_user();
	?>
	<aside class="kv-demo" aria-label="Demo">
		<form class="kv-demo__who" method="post">
			<span class="kv-demo__dot<?php echo $me->exists() ? ' is-on' : ''; ?>"></span>
			<?php if ( $me->exists() ) : ?>
				<span>Signed in as <strong><?php echo esc_html( $me->display_name ); ?></strong>, <?php echo esc_html( role_of( $me ) ); ?></span>
			<?php else : ?>
				<span>You are a <strong>guest</strong></span>
			<?php endif; ?>
			<?php if ( $me->exists() ) : ?>
				<button class="is-quiet" name="known_visitor_demo_user" value="">Sign out</button>
			<?php endif; ?>
			<?php if ( $is_stored ) : ?>
				<span class="kv-demo__stored" title="The cache had this page already; only this bar is new">from the cache</span>
			<?php endif; ?>
		</form>
		<form class="kv-demo__links" method="post">
			<a href="/?known_visitor_demo_go=settings" title="As Olena, the administrator">Settings</a>
			<a href="/?known_visitor_demo_go=try" title="As Olena, the administrator">Try it on my site</a>
			<button class="kv-demo__beside" name="known_visitor_demo_beside" aria-pressed="<?php echo is_beside() ? 'true' : 'false'; ?>" title="Shows the operator’s side beside the page">Side by side</button>
			<a class="is-main" href="<?php echo esc_url( PORTAL['operatorUrl'] ); ?>" target="known-visitor-operator">Operator’s side <span aria-hidden="true">↗</span></a>
		</form>
		<form class="kv-demo__row" method="post">
			<span class="kv-demo__set">
				<span><?php echo $me->exists() ? 'Switch to' : 'Sign in as'; ?></span>
				<?php foreach ( get_users( array( 'orderby' => 'ID' ) ) as $user ) : ?>
					<button name="known_visitor_demo_user" value="<?php echo esc_attr( $user->user_login ); ?>" aria-pressed="<?php echo $user->ID === $me->ID ? 'true' : 'false'; ?>" title="<?php echo esc_attr( role_of( $user ) ); ?>"><?php echo esc_html( $user->display_name ); ?></button>
				<?php endforeach; ?>
			</span>
		</form>
		<form class="kv-demo__row" method="post">
			<?php foreach ( SWITCHES as $name => list( $label, $choices ) ) : ?>
				<span class="kv-demo__set" role="group" aria-label="<?php echo esc_attr( $label ); ?>">
					<span aria-hidden="true"><?php echo esc_html( $label ); ?></span>
					<?php foreach ( $choices as $value => list( $text, $title ) ) : ?>
						<button name="known_visitor_demo[<?php echo esc_attr( $name ); ?>]" value="<?php echo esc_attr( $value ); ?>" aria-pressed="<?php echo position( $name ) === $value ? 'true' : 'false'; ?>" title="<?php echo esc_attr( $title ); ?>"><?php echo esc_html( $text ); ?></button>
					<?php endforeach; ?>
				</span>
			<?php endforeach; ?>
		</form>
	</aside>
	<?php
	if ( is_beside() ) {
		printf( '<iframe class="kv-demo-desk" src="%s" title="Operator’s side" loading="lazy"></iframe>', esc_url( PORTAL['operatorUrl'] . '#chat' ) );
	}
}

add_action( 'wp_body_open', static fn () => print_fresh( 'bar' ) );

// The people of the shop see the site as a visitor does.
add_filter( 'show_admin_bar', static fn ( $show ) => $show && current_user_can( 'edit_posts' ) );

add_filter(
	'the_content',
	static function ( string $content ): string {
		if ( ! is_page() || ! in_the_loop() ) {
			return $content;
		}
		return $content . '<section class="kv-demo-told" aria-label="What this page tells the chat"><h2>What this page tells the chat</h2><div></div></section>';
	},
	99
);

add_action(
	'wp_footer',
	static function () {
		print_fresh( 'widget' );
		wp_print_inline_script_tag( file_get_contents( __DIR__ . '/demo.js' ) );
	}
);
