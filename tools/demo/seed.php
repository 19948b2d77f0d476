<?php
/**
 * The sample content of `npm start`: visitors, pages, and a front page that says what to try. Made once in a new site.
 *
 * @package known-visitor-demo
 */

// At each start: a demo that was kept is the same site, also on another port than last time.
KnownVisitor\Identity\Site::confirm();

if ( get_option( 'known_visitor_demo_seeded' ) ) {
	return;
}

add_role( 'customer', 'Customer', array( 'read' => true ) );

wp_update_user(
	array(
		'ID'           => 1,
		'user_email'   => 'olena@example.com',
		'first_name'   => 'Olena',
		'last_name'    => 'Kovalenko',
		'display_name' => 'Olena Kovalenko',
	)
);
wp_set_password( 'admin', 1 );

// Login (also the password), first name, last name, role.
$known_visitor_people = array(
	array( 'marta', 'Marta', 'Silva', 'editor' ),
	array( 'ann', 'Ann', 'Young', 'subscriber' ),
	array( 'bob', '[b]Bold[/b]', 'Bob', 'subscriber' ),
	array( 'noname', '', '', 'subscriber' ),
	array( 'carla', 'Carla', 'Núñez', 'customer' ),
);
foreach ( $known_visitor_people as list( $known_visitor_login, $known_visitor_first, $known_visitor_last, $known_visitor_role ) ) {
	wp_insert_user(
		array(
			'user_login'   => $known_visitor_login,
			'user_pass'    => $known_visitor_login,
			'user_email'   => "$known_visitor_login@example.com",
			'first_name'   => $known_visitor_first,
			'last_name'    => $known_visitor_last,
			'display_name' => trim( "$known_visitor_first $known_visitor_last" ) ?: $known_visitor_login,
			'role'         => $known_visitor_role,
		)
	);
}

// What another plugin might keep of its customers, for the owner to allow; and rows for the card, once it is switched on.
$known_visitor_customer = get_user_by( 'login', 'carla' );
if ( $known_visitor_customer ) {
	update_user_meta( $known_visitor_customer->ID, 'customer_number', 'C-1042' );
	update_user_meta( $known_visitor_customer->ID, 'loyalty_points', '350' );
}
$known_visitor_settings         = KnownVisitor\Settings\Settings::all();
$known_visitor_settings['card'] = array(
	'enabled'     => false,
	'find_in_crm' => false,
	'rows'        => array(
		array(
			'label' => 'Role',
			'value' => '{role}',
		),
		array(
			'label' => 'Username',
			'value' => '{user_login}',
		),
	),
);
update_option( KnownVisitor\Settings\Settings::OPTION, $known_visitor_settings );

foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $known_visitor_old ) {
	wp_delete_post( $known_visitor_old->ID, true );
}

$known_visitor_pages = array(
	'Start here' => <<<'HTML'
<!-- wp:paragraph {"fontSize":"large"} -->
<p class="has-large-font-size">A visitor who is signed in to this site is known in the live chat. No form, and the same conversation on every device.</p>
<!-- /wp:paragraph -->
<!-- wp:list {"ordered":true} -->
<ol class="wp-block-list">
<!-- wp:list-item --><li><strong>Sign in as Ann</strong> with the bar at the top of the page.</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><strong>Open the chat</strong> in the corner and write something.</li><!-- /wp:list-item -->
<!-- wp:list-item --><li>Look at the <strong>operator’s side</strong>, beside this page or behind the yellow button: it says that Ann writes, and from which page.</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><strong>Sign out</strong>, or sign in as somebody else: Ann’s conversation is gone from the chat.</li><!-- /wp:list-item -->
<!-- wp:list-item --><li>Sign in as Ann in <strong>another browser</strong>: there it is again.</li><!-- /wp:list-item -->
</ol>
<!-- /wp:list -->
<!-- wp:paragraph -->
<p>The pages in the menu show what else there is: a page with a message of its own, and one where nobody is identified. The switches in the bar show the rest: a card in place of the message, a page cache, even one that hands out the pages of others, and what makes the chat know its visitor there. <strong>Settings</strong> is what the owner of a site sees, and <strong>Try it on my site</strong> says step by step whether it works.</p>
<!-- /wp:paragraph -->
HTML,
	'Pricing' => <<<'HTML'
<!-- wp:paragraph -->
<p>An ordinary page. A conversation that starts here tells the operator that it started here.</p>
<!-- /wp:paragraph -->
<!-- wp:table -->
<figure class="wp-block-table"><table><thead><tr><th>Plan</th><th>For</th><th>A month</th></tr></thead><tbody><tr><td>Small</td><td>one shop</td><td>€ 9</td></tr><tr><td>Middle</td><td>five shops</td><td>€ 29</td></tr><tr><td>Large</td><td>as many as you like</td><td>€ 79</td></tr></tbody></table></figure>
<!-- /wp:table -->
HTML,
	'Checkout' => <<<'HTML'
<!-- wp:paragraph -->
<p>This page has a first message of its own. The operator reads <em>Order question from …</em> instead of the usual lines. The page’s author wrote this shortcode into it:</p>
<!-- /wp:paragraph -->
<!-- wp:code -->
<pre class="wp-block-code"><code>[[known_visitor]Order question from {full_name|a visitor}: {page_url}[/known_visitor]]</code></pre>
<!-- /wp:code -->
<!-- wp:shortcode -->
[known_visitor]Order question from {full_name|a visitor}: {page_url}[/known_visitor]
<!-- /wp:shortcode -->
HTML,
	'Switched off' => <<<'HTML'
<!-- wp:paragraph -->
<p>Nobody is identified on this page, whoever is signed in. The chat treats everybody as a guest. The page’s author wrote this shortcode into it:</p>
<!-- /wp:paragraph -->
<!-- wp:code -->
<pre class="wp-block-code"><code>[[known_visitor enabled="no"]]</code></pre>
<!-- /wp:code -->
<!-- wp:shortcode -->
[known_visitor enabled="no"]
<!-- /wp:shortcode -->
HTML,
);
$known_visitor_titles = array(
	'Checkout'     => 'Checkout with a message of its own',
	'Switched off' => 'Switched off here',
);
$known_visitor_menu   = '';
$known_visitor_first_page = 0;
foreach ( $known_visitor_pages as $known_visitor_label => $known_visitor_content ) {
	$known_visitor_id = wp_insert_post(
		wp_slash(
			array(
				'post_type'    => 'page',
				'post_status'  => 'publish',
				'post_author'  => 1,
				'post_title'   => $known_visitor_titles[ $known_visitor_label ] ?? $known_visitor_label,
				'post_name'    => sanitize_title( $known_visitor_label ),
				'post_content' => $known_visitor_content,
			)
		)
	);
	$known_visitor_first_page = $known_visitor_first_page ?: $known_visitor_id;
	$known_visitor_path       = $known_visitor_id === $known_visitor_first_page ? '/' : '/' . sanitize_title( $known_visitor_label ) . '/';
	$known_visitor_menu      .= sprintf(
		'<!-- wp:navigation-link %s /-->',
		wp_json_encode(
			array(
				'label' => $known_visitor_label,
				'url'   => $known_visitor_path,
				'kind'  => 'custom',
			)
		)
	);
}
wp_insert_post(
	wp_slash(
		array(
			'post_type'    => 'wp_navigation',
			'post_status'  => 'publish',
			'post_title'   => 'Navigation',
			'post_content' => $known_visitor_menu,
		)
	)
);

update_option( 'show_on_front', 'page' );
update_option( 'page_on_front', $known_visitor_first_page );
update_option( 'blogname', 'Known Visitor' );
update_option( 'blogdescription', 'A place to try the plugin' );
update_option( 'known_visitor_demo_seeded', 1 );
