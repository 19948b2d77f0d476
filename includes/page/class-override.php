<?php
/**
 * The page's own override, as a value.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

/**
 * What one place says: a post, a widget, a template. Override_Parser makes it out of
 * text.
 */
final class Override {

	/** The token that stands for the site's template in a page's own. */
	private const DEFAULT_TOKEN = '{default}';

	/**
	 * Bytes that filling `{default}` may make at most: the loader's 10,000 characters, of four bytes
	 * each.
	 */
	private const MAX_FILLED_BYTES = 40000;

	/**
	 * Holds what a place says, or that it says nothing.
	 *
	 * @param bool|null   $enabled  Whether the page identifies its visitor. Null: as the settings say.
	 * @param string|null $template The page's template of the first message. Null: the site's.
	 */
	public function __construct(
		public readonly ?bool $enabled = null,
		public readonly ?string $template = null
	) {}

	/**
	 * Returns what two places say together: for each word the later one wins.
	 *
	 * @param self|null $later The place that comes after this one, if there is one.
	 */
	public function then( ?self $later ): self {
		return null === $later ? $this : new self( $later->enabled ?? $this->enabled, $later->template ?? $this->template );
	}

	/**
	 * Determines whether it says nothing.
	 */
	public function is_silent(): bool {
		return null === $this->enabled && null === $this->template;
	}

	/**
	 * Returns the page's template with the site's in place of each `{default}`;
	 * `{{default}` is text, as in every template.
	 *
	 * What could not be sent is not built.
	 *
	 * @param string $site_template The site's template.
	 */
	public function fill_default( string $site_template ): string {
		$filled = '';
		foreach ( (array) preg_split( '/(?<!\{)' . preg_quote( self::DEFAULT_TOKEN, '/' ) . '/', (string) $this->template ) as $index => $part ) {
			$filled .= ( 0 === $index || strlen( $filled ) + strlen( $site_template ) > self::MAX_FILLED_BYTES ? '' : $site_template ) . $part;
		}
		return $filled;
	}
}
