<?php
/**
 * What the theme asks WordPress for.
 *
 * @package known-visitor-classic
 */

add_action(
	'after_setup_theme',
	static function () {
		add_theme_support( 'title-tag' );
		add_theme_support( 'html5', array( 'script', 'style' ) );
	}
);

add_action(
	'widgets_init',
	static function () {
		register_sidebar(
			array(
				'id'   => 'footer',
				'name' => 'Footer',
			)
		);
	}
);
