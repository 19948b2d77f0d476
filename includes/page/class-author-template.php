<?php
/**
 * What an author may write into a template.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

/**
 * Makes the template of somebody without `unfiltered_html` one of text and links: it can neither act on the operator's side
 * nor carry a visitor's data to an address of its author's choice, which an address with a token in it would.
 *
 * The editor tells authors the same, by these very expressions (src/editor/author), which name blanks one by one: PHP and
 * JavaScript disagree on `\s`.
 */
final class Author_Template {

	/** Tags that only change how text looks. */
	private const PLAIN_TAGS = 'b|i|u|s|size|color|br';

	/**
	 * An address that is the same for every visitor, and without what the portal decodes: an entity may be a
	 * bracket (2024-05 to 2026-05).
	 */
	private const LITERAL_ADDRESS = 'https?://(?![^\t-\r \[\]]*&(?:#|\w+;))[^\t-\r \[\]{}|]+';

	/** What an author may write in brackets: between `[url]` and `[/url]` the address alone, since the portal takes all of it. */
	private const ALLOWED = '~(\[url\]' . self::LITERAL_ADDRESS . '\[/url\]|\[url=' . self::LITERAL_ADDRESS . '\]|\[/url\]|\[/?(?:' . self::PLAIN_TAGS . ')(?:=[\w #%.,()-]*)?\])~i';

	/** The beginning or end of a link, with its address where that is its text. */
	private const LINK = '#(\[url\][^\[\]]*|\[url=[^\[\]]*\]|\[/url\])#i';

	/** What may stand between two characters that come together: tokens that may be empty, the ends of fallbacks, and tags. */
	private const GAP = '(?:\{[^{}|]*[}|]|\}|\[[^\[\]]*\])*';

	/** Text without a blank, but for one in the name of a token or in a tag. */
	private const WORD = '#(?:\{[^{}|]*[}|]|\[[^\[\]]*\]|[^\t-\r ])+#';

	/** What is in a word that may become an address, or a part of one. */
	private const ADDRESS = '#/' . self::GAP . '/|w' . self::GAP . 'w' . self::GAP . 'w' . self::GAP . '\.#i';

	/**
	 * Where a token begins that may end in an address of the author's choice, with another one right behind it: the page's title,
	 * the page that the visitor came from, and the site's own template may.
	 */
	private const OPEN_ADDRESS = '#\{(?=(page_title|page_link|referrer|default)(?:\|[^{}]*(?:\{\{[^{}]*)*)?\}(?:\[(?!br\])[^\[\]]*\]|[^\t-\r \[{])*\{)#i';

	/** What makes text of such a token. */
	private const NO_TOKEN = '｛';

	/** What makes text of an address. */
	private const NO_ADDRESS = [
		'//' => '／／',
		'/{' => '／{',
		'/}' => '／}',
		'/[' => '／[',
		'.'  => '．',
	];

	/** Full-width brackets, which the portal does not read as BBCode. */
	private const NO_TAG = [
		'[' => '［',
		']' => '］',
	];

	/** Where an entity begins. */
	private const ENTITY = '/&(?=#|[a-z])/i';

	/**
	 * Returns what of a template an author may write: other tags become text, and no
	 * address holds a token.
	 *
	 * @param string $template What the author wrote.
	 */
	public static function restrict( string $template ): string {
		$template = (string) preg_replace( self::OPEN_ADDRESS, self::NO_TOKEN, self::without_other_tags( $template ) );
		return (string) preg_replace_callback( self::WORD, static fn( array $word ): string => self::without_filled_address( $word[0] ), $template );
	}

	/**
	 * Returns a template in which every bracket is one of an allowed tag.
	 *
	 * @param string $template What the author wrote.
	 */
	private static function without_other_tags( string $template ): string {
		$parts = preg_split( self::ALLOWED, $template, -1, PREG_SPLIT_DELIM_CAPTURE );

		$restricted = '';
		foreach ( false === $parts ? [] : $parts as $index => $part ) {
			$restricted .= 1 === $index % 2 ? $part : self::as_text( $part );
		}
		return $restricted;
	}

	/**
	 * Returns a word in which nothing that may become an address holds a token: it
	 * ends neither at a tag that only changes how text looks nor at a link, whose own address stays.
	 *
	 * @param string $word Text without a blank.
	 */
	private static function without_filled_address( string $word ): string {
		$parts = preg_split( self::LINK, $word, -1, PREG_SPLIT_DELIM_CAPTURE );
		$parts = false === $parts ? [] : $parts;
		$texts = array_filter( $parts, static fn( int $index ): bool => 0 === $index % 2, ARRAY_FILTER_USE_KEY );
		$text  = implode( '', $texts );
		if ( false === strpbrk( $text, '{}|' ) || 0 === preg_match( self::ADDRESS, $text ) ) {
			return $word;
		}
		return implode( '', array_replace( $parts, array_map( [ self::class, 'without_address' ], $texts ) ) );
	}

	/**
	 * Returns a text that is no part of an address, whatever tag follows.
	 *
	 * @param string $text Text, with tags that only change how it looks.
	 */
	private static function without_address( string $text ): string {
		return substr( strtr( $text . '[', self::NO_ADDRESS ), 0, -1 );
	}

	/**
	 * Returns a text without brackets, nor what the portal decodes to some.
	 *
	 * @param string $text Any text.
	 */
	private static function as_text( string $text ): string {
		return (string) preg_replace( self::ENTITY, '＆', strtr( $text, self::NO_TAG ) );
	}
}
