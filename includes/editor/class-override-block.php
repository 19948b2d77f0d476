<?php
/**
 * The block for a page's own override.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Editor;

use KnownVisitor\Page\Decision;
use KnownVisitor\Settings\Settings;
use WP_Post;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Registers the block for the editors. All that it does is src/editor.
 *
 * Pages do without: the block saves the shortcode, which is read out of the stored content, and WordPress shows an unknown
 * block as it was saved (WP_Block::render(), 6.8 to 7.1).
 *
 * @phpstan-type Site array{enabled: bool, firstMessage: string, metaKeys: list<string>, tokens: object, user: int, unrestricted: object, home: string, title: string}
 */
final class Override_Block {

	/** The block's name. */
	public const NAME = 'known-visitor/override';

	/** The global name under which its script finds what SITE_SCHEMA describes. */
	public const DATA = 'knownVisitorEditor';

	/** What the script is told of the site: what whoever writes there may know. */
	public const SITE_SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'enabled'      => [
				'type'        => 'boolean',
				'required'    => true,
				'description' => 'whether anybody is identified anywhere',
			],
			'firstMessage' => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'the site’s own template',
			],
			'metaKeys'     => [
				'type'        => 'array',
				'items'       => [ 'type' => 'string' ],
				'required'    => true,
				'description' => 'user meta keys whose values may be sent',
			],
			'tokens'       => [
				'type'                 => 'object',
				'additionalProperties' => [ 'type' => 'string' ],
				'required'             => true,
				'description'          => 'values for who is in the editor, by name',
			],
			'user'         => [
				'type'        => 'integer',
				'required'    => true,
				'description' => 'ID of who is in the editor',
			],
			'unrestricted' => [
				'type'                 => 'object',
				'additionalProperties' => [ 'type' => 'boolean' ],
				'required'             => true,
				'description'          => 'by user ID, whether a template of theirs may hold everything',
			],
			'home'         => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'address of the home page',
			],
			'title'        => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'the site’s title',
			],
		],
		'additionalProperties' => false,
	];

	/**
	 * Callback for `admin_init`: before any of the editors asks which blocks there are.
	 */
	public static function register(): void {
		register_block_type_from_metadata( dirname( PLUGIN_FILE ) . '/build/editor' );
		add_action( 'enqueue_block_editor_assets', [ self::class, 'tell_script' ] );
	}

	/**
	 * Callback for `enqueue_block_editor_assets`: tells the block's script of the site.
	 */
	public static function tell_script(): void {
		wp_add_inline_script(
			generate_block_asset_handle( self::NAME, 'editorScript' ),
			'var ' . self::DATA . ' = ' . wp_json_encode( self::site(), JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) . ';',
			'before'
		);
	}

	/**
	 * Returns what the script is told. Tokens have the values of who is in the editor.
	 *
	 * @return array
	 * @phpstan-return Site
	 */
	private static function site(): array {
		$settings = Settings::all();
		$post     = get_post();
		$user     = wp_get_current_user();
		$authors  = [ $user->ID, ...( $post instanceof WP_Post ? [ (int) $post->post_author ] : [] ) ];

		return [
			'enabled'      => $settings['enabled'],
			'firstMessage' => $settings['first_message'],
			'metaKeys'     => $settings['meta_keys'],
			'tokens'       => (object) Decision::all_tokens( $user, $settings ),
			'user'         => $user->ID,
			'unrestricted' => (object) array_combine( $authors, array_map( static fn( int $author ): bool => user_can( $author, 'unfiltered_html' ), $authors ) ),
			'home'         => home_url( '/' ),
			'title'        => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
		];
	}
}
