<?php
/**
 * The bar of the demo site: who is signed in, one-click sign-in, which widget, and what the page tells the chat.
 *
 * It lets anybody in as anybody, so it answers on this machine only. It is no part of the plugin.
 *
 * @package known-visitor-demo
 */

namespace KnownVisitorDemo;

const WIDGETS = array(
	'g2' => array( 'today’s', 'The widget since August 2019' ),
	'g1' => array( '2019', 'The widget of spring 2019' ),
	'g0' => array( '2018', 'The widget until 2018, an iframe' ),
);

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
 * Which of the widgets this browser chose.
 */
function widget(): string {
	$chosen = $_COOKIE['known_visitor_demo_widget'] ?? '';
	return isset( WIDGETS[ $chosen ] ) ? $chosen : 'g2';
}

/**
 * Does what a button of the bar asked for, and shows the same page again.
 */
function answer_buttons(): void {
	// Another site's page must not press our buttons.
	$from = $_SERVER['HTTP_SEC_FETCH_SITE'] ?? 'same-origin';
	if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) || 'same-origin' !== $from ) {
		return;
	}
	if ( isset( $_POST['known_visitor_demo_user'] ) ) {
		sign_in_as( sanitize_user( wp_unslash( $_POST['known_visitor_demo_user'] ) ) );
	} elseif ( isset( $_POST['known_visitor_demo_widget'] ) ) {
		setcookie( 'known_visitor_demo_widget', sanitize_key( $_POST['known_visitor_demo_widget'] ), array( 'path' => '/', 'samesite' => 'Lax' ) );
	} else {
		return;
	}
	wp_safe_redirect( $_SERVER['REQUEST_URI'] ?? '/', 303 );
	exit;
}
add_action( 'init', __NAMESPACE__ . '\answer_buttons' );

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

add_action(
	'wp_body_open',
	static function () {
		$me = wp_get_current_user();
		?>
		<aside class="kv-demo" aria-label="Demo">
			<p class="kv-demo__who">
				<span class="kv-demo__dot<?php echo $me->exists() ? ' is-on' : ''; ?>"></span>
				<?php if ( $me->exists() ) : ?>
					<span>Signed in as <strong><?php echo esc_html( $me->display_name ); ?></strong>, <?php echo esc_html( role_of( $me ) ); ?></span>
				<?php else : ?>
					<span>You are a <strong>guest</strong></span>
				<?php endif; ?>
			</p>
			<form class="kv-demo__set kv-demo__people" method="post">
				<span><?php echo $me->exists() ? 'Switch to' : 'Sign in as'; ?></span>
				<?php foreach ( get_users( array( 'orderby' => 'ID' ) ) as $user ) : ?>
					<button name="known_visitor_demo_user" value="<?php echo esc_attr( $user->user_login ); ?>" aria-pressed="<?php echo $user->ID === $me->ID ? 'true' : 'false'; ?>" title="<?php echo esc_attr( role_of( $user ) ); ?>"><?php echo esc_html( $user->display_name ); ?></button>
				<?php endforeach; ?>
				<?php if ( $me->exists() ) : ?>
					<button class="is-quiet" name="known_visitor_demo_user" value="">Sign out</button>
				<?php endif; ?>
			</form>
			<form class="kv-demo__set kv-demo__widget" method="post">
				<span>Widget</span>
				<?php foreach ( WIDGETS as $name => list( $label, $title ) ) : ?>
					<button name="known_visitor_demo_widget" value="<?php echo esc_attr( $name ); ?>" aria-pressed="<?php echo widget() === $name ? 'true' : 'false'; ?>" title="<?php echo esc_attr( $title ); ?>"><?php echo esc_html( $label ); ?></button>
				<?php endforeach; ?>
			</form>
			<a class="kv-demo__operator" href="<?php echo esc_url( PORTAL['operatorUrl'] ); ?>" target="known-visitor-operator">Operator’s side <span aria-hidden="true">↗</span></a>
		</aside>
		<?php
	}
);

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
		echo PORTAL['snippets'][ widget() ];
		wp_print_inline_script_tag( file_get_contents( __DIR__ . '/demo.js' ) );
	}
);
