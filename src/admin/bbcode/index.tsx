import type { ReactNode } from 'react';

import { Fragment } from '@wordpress/element';

import {
	normalize,
	parse,
	textOf,
	type Part,
	type Tag,
} from '../../shared/bbcode/parse';
import { splitQuotes } from '../../shared/bbcode/quotes';
import './bbcode.scss';

type Draw = ( tag: Tag, content: ReactNode ) => ReactNode;

const SMALLEST = 8;
const LARGEST = 30;

/** The portal takes these addresses, and we no others. */
const isSafe = ( address: string ): boolean =>
	/^(https?:\/\/|\/(?!\/))/i.test( address );

const isColor = ( value: string ): boolean =>
	/^(#[0-9a-f]{3,8}|[a-z]{3,20})$/i.test( value );

function drawLink( { value, source, children }: Tag, content: ReactNode ) {
	const address = ( value || textOf( children ) ).trim();
	return isSafe( address ) ? (
		<a href={ address } target="_blank" rel="noopener noreferrer">
			{ content }
		</a>
	) : (
		<>
			{ source }
			{ content }
			[/url]
		</>
	);
}

function drawSize( { value }: Tag, content: ReactNode ) {
	const size = Math.min( Number.parseInt( value, 10 ), LARGEST );
	return (
		<span style={ size >= SMALLEST ? { fontSize: size } : {} }>
			{ content }
		</span>
	);
}

/** A button that would act on the portal: here it is only to be seen. */
const drawAction: Draw = ( { value }, content ) => (
	<span className="known-visitor-bbcode__chip" title={ value }>
		{ content }
	</span>
);

/** Nothing is fetched from elsewhere for a preview. */
const drawPicture: Draw = ( { tag, value, children } ) => (
	<span className="known-visitor-bbcode__chip">
		{ tag === 'icon' ? value.split( /\s/ )[ 0 ] : textOf( children ) }
	</span>
);

const DRAW: Readonly< Record< string, Draw > > = {
	b: ( _tag, content ) => <strong>{ content }</strong>,
	i: ( _tag, content ) => <em>{ content }</em>,
	u: ( _tag, content ) => <u>{ content }</u>,
	s: ( _tag, content ) => <s>{ content }</s>,
	code: ( { children } ) => <code>{ textOf( children ) }</code>,
	color: ( { value }, content ) => (
		<span style={ isColor( value ) ? { color: value } : {} }>
			{ content }
		</span>
	),
	url: drawLink,
	size: drawSize,
	send: drawAction,
	put: drawAction,
	call: drawAction,
	img: drawPicture,
	icon: drawPicture,
};

function drawParts( parts: readonly Part[] ): ReactNode {
	return parts.map( ( part, index ) => {
		if ( typeof part === 'string' ) {
			return part;
		}
		const content = drawParts( part.children );
		return (
			<Fragment key={ index }>
				{ DRAW[ part.tag ]?.( part, content ) ?? content }
			</Fragment>
		);
	} );
}

/** A message as the portal would draw it: elements of our own, text of theirs. */
export function BBCode( { children }: { children: string } ) {
	return (
		<div className="known-visitor-bbcode">
			{ splitQuotes( normalize( children ) ).map( ( piece, index ) => {
				const content = drawParts( parse( piece.text ).parts );
				return piece.isQuote ? (
					<blockquote key={ index }>{ content }</blockquote>
				) : (
					<div key={ index }>{ content }</div>
				);
			} ) }
		</div>
	);
}
