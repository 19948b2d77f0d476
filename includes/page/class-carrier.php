<?php
/**
 * What a page carries besides its data.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Settings\Settings;

/**
 * Tells the loader what was met after the head, and with the delivery `request` asks who the visitor is. Most pages do
 * without.
 *
 * @phpstan-import-type SiteSettings from Settings
 * @phpstan-import-type Data from Decision
 * @phpstan-type Carried array{enabled?: bool, template?: string, tokens?: object}
 */
final class Carrier {

	/** Class of the elements in which a page carries what was met after its head. */
	public const ELEMENT_CLASS = 'known-visitor-override';

	/**
	 * What such an element says, as a JSON schema, of which `npm run generate` makes the types. One that says nothing is
	 * not there.
	 */
	public const SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'enabled'  => [
				'type'        => 'boolean',
				'description' => 'whether this page identifies anybody; yes only behind a no',
			],
			'template' => [
				'type'        => 'string',
				'description' => 'this page’s own first message',
			],
			'tokens'   => [
				'type'                 => 'object',
				'additionalProperties' => [ 'type' => 'string' ],
				'description'          => 'the values of the tokens in it, on a page of the visitor’s own',
			],
		],
		'additionalProperties' => false,
		'description'          => 'what a page says that its head could not know',
	];

	/** The route at which a page asks who its visitor is: that of Visitor_Controller. */
	public const VISITOR_ROUTE = 'known-visitor/v1/visitor';

	/** The header without which the route `/visitor` refuses: a page of another site cannot send it. */
	public const VISITOR_HEADER = 'X-Known-Visitor';

	/**
	 * For which tokens besides the page asks; null before it does.
	 *
	 * @var string|null
	 */
	private ?string $asked = null;

	/**
	 * Whether the loader on the page cuts what is too long.
	 *
	 * @var bool
	 */
	private bool $cuts;

	/**
	 * Begins where the head ends.
	 *
	 * @param array         $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param array|null    $data     What the head holds of the visitor. Null: the page has to ask.
	 * @phpstan-param Data|null $data
	 * @param Override|null $known    What the loader, or the route, knows of the page's override.
	 */
	public function __construct( private readonly array $settings, private readonly ?array $data, private ?Override $known ) {
		$this->cuts = null !== $data && ! Decision::is_plain( $data );
	}

	/**
	 * Returns what the page needs here: an element for what the loader does not know, and another loader, if it takes one. Where
	 * the page may be shared it holds no personal data; elsewhere it brings the values of its tokens along.
	 *
	 * @param Override|null $override What the page says by now.
	 */
	public function carry( ?Override $override ): string {
		$says    = $this->late_word( $override );
		$json    = [] === $says ? false : Page::json( $says );
		$element = false === $json ? '' : Page::element(
			$json,
			[
				'type'  => 'application/json',
				'class' => self::ELEMENT_CLASS,
			]
		);
		return $element . $this->loader_for( $says['template'] ?? '' );
	}

	/**
	 * Returns the loader that a late message needs, to take over from the head's: one that asks for the values of its
	 * tokens; or cuts, where it may be too long.
	 *
	 * @param string $template The late message's template.
	 */
	private function loader_for( string $template ): string {
		if ( null === $this->data ) {
			$tokens = '' === $template ? '' : Decision::more_tokens( $template, $this->settings['first_message'] );
			if ( null !== $this->asked && in_array( $tokens, [ '', $this->asked ], true ) ) {
				return '';
			}
			$this->asked = $tokens;
			return Page::script(
				'request',
				[
					'url'    => self::visitor_url( $tokens ),
					'forget' => $this->settings['forget'],
				]
			);
		}
		if ( $this->cuts || Decision::is_plain( [ 'message' => $template ] + $this->data ) ) {
			return '';
		}
		$this->cuts = true;
		return Page::script( 'loader-full' );
	}

	/**
	 * Returns what else the loader has to know.
	 *
	 * @param Override|null $override What the page says by now.
	 * @return array Nothing if it knows all.
	 * @phpstan-return Carried
	 */
	private function late_word( ?Override $override ): array {
		$known = $this->known;
		$is_on = false !== $override?->enabled;
		$says  = ( false !== $known?->enabled ) === $is_on ? [] : [ 'enabled' => $is_on ];
		// Where it is off, a message is still to be told when it is on again.
		$this->known = $is_on ? $override : new Override( false, $known?->template );
		if ( ! $is_on || null === $override?->template || $override->template === $known?->template ) {
			return $says;
		}
		$template = $override->fill_default( $this->settings['first_message'] );
		return $says + ( null === $this->data ? [ 'template' => $template ] : Decision::late_message( Page::visitor(), $this->settings, $template ) );
	}

	/**
	 * Returns the address at which this page asks who its visitor is, without the site's name, of which
	 * it may have several. Empty where a plugin took the REST API away.
	 *
	 * @param string $tokens What Decision::more_tokens() answered.
	 */
	public static function visitor_url( string $tokens = '' ): string {
		$url   = wp_make_link_relative( (string) rest_url( self::VISITOR_ROUTE ) );
		$post  = Page::post();
		$query = [
			...( null === $post ? [] : [ "post={$post->ID}" ] ),
			...( true === Page::override()?->enabled ? [ 'enabled' ] : [] ),
			...( '' === $tokens ? [] : [ 'tokens=' . rawurlencode( $tokens ) ] ),
			...self::language(),
		];
		return [] === $query || '' === $url ? $url : $url . ( str_contains( $url, '?' ) ? '&' : '?' ) . implode( '&', $query );
	}

	/**
	 * Returns the parameter by which WPML and Polylang learn of the page's language: without it, a request has
	 * none.
	 *
	 * @return list<string> Nothing where nobody knows of a language.
	 */
	private static function language(): array {
		/** This filter is WPML's, and Polylang has it, too. */
		$language = apply_filters( 'wpml_current_language', null ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals
		return is_string( $language ) && 'all' !== $language && 1 === preg_match( '/^[\w-]+$/D', $language ) ? [ "lang=$language" ] : [];
	}
}
