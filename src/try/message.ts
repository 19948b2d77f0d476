/**
 * What operators will see, drawn: elements of our own, text of theirs. Nothing in it
 * can be clicked, and nothing is fetched.
 */
import { normalize, parse, textOf, type Part } from '../shared/bbcode/parse';
import { splitQuotes } from '../shared/bbcode/quotes';
import type { Block } from '../shared/card';
import { element } from './element';
import { __ } from './i18n';

/** Elements by the tags that have one; of all others the content alone is drawn. */
const ELEMENTS: Readonly<
	Record< string, 'strong' | 'em' | 'u' | 's' | 'code' | 'span' >
> = {
	b: 'strong',
	i: 'em',
	u: 'u',
	s: 's',
	code: 'code',
	url: 'span',
};

function drawParts( parts: readonly Part[] ): ( Node | string )[] {
	return parts.flatMap( ( part ) => {
		if ( typeof part === 'string' ) {
			return [ part ];
		}
		const content =
			part.tag === 'code'
				? [ textOf( part.children ) ]
				: drawParts( part.children );
		const name = ELEMENTS[ part.tag ];
		return name
			? [
					element(
						name,
						name === 'span' ? { class: 'link' } : {},
						...content
					),
				]
			: content;
	} );
}

function drawBBCode( text: string ): Node[] {
	return splitQuotes( normalize( text ) ).map( ( piece ) =>
		element(
			piece.isQuote ? 'blockquote' : 'div',
			{ dir: 'auto' },
			...drawParts( parse( piece.text ).parts )
		)
	);
}

/**
 * Draws what the chat was given.
 *
 * @param blocks The message, or the blocks of the card.
 */
export function drawMessage( blocks: readonly Block[] ): HTMLElement {
	return element(
		'div',
		{
			class: 'message',
			role: 'group',
			'aria-label': __( 'What operators will see', 'known-visitor' ),
			// It may have to be scrolled.
			tabindex: '0',
		},
		...blocks.flatMap( ( { USER, MESSAGE, GRID = [] } ) => [
			...( USER?.[ 'NAME' ]
				? [ element( 'strong', { dir: 'auto' }, USER[ 'NAME' ] ) ]
				: [] ),
			...( MESSAGE ? drawBBCode( MESSAGE ) : [] ),
			...GRID.map( ( { NAME, VALUE } ) =>
				element(
					'div',
					{ class: 'row' },
					element( 'span', { class: 'label', dir: 'auto' }, NAME ),
					element( 'div', {}, ...drawBBCode( VALUE ) )
				)
			),
		] )
	);
}
