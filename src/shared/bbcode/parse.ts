/**
 * BBCode as the portal reads it, for the preview: a tree of tags and text. What
 * is in it stays text; nothing here knows HTML.
 */
import { decodeEntities } from '../entities';

export interface Tag {
	readonly tag: string;
	readonly value: string;
	/** The opening tag as it was typed. */
	readonly source: string;
	readonly children: Part[];
}

export type Part = string | Tag;

export interface Parsed {
	readonly parts: Part[];
	/** Tags that lack their other half, as typed: they stay text. */
	readonly strays: string[];
}

/** The tags of portals of 2026. */
const TAG =
	/\[(\/?)(b|i|u|s|size|color|url|user|chat|dialog|context|code|icon|img|put|send|call|timestamp|disk)(?:=([^[\]]*))?\]/gi;

/** Tags without an end. */
const ALONE = [ 'icon', 'timestamp', 'disk' ];

/** An address that becomes a picture: at the start of a line, or right after `>` or a tag, but for one in `[img]`. */
const BARE_PICTURE =
	/(^|>|\[(?!img\b)[^[\]]*\])(https?:\/\/[^\s[\]<>]+\.(?:png|jpe?g|gif|webp))/gim;

/**
 * Decodes entities, breaks lines and finds pictures as the portal does before it
 * reads tags: there is no escape. How often it decodes is not known: more than once
 * is the worst for whoever relies on it.
 *
 * @param text  A message as it is sent.
 * @param times How often entities are decoded.
 */
export function normalize( text: string, times = 5 ): string {
	const decoded = decodeEntities( text );
	return decoded === text || times === 1
		? decoded
				.replace( /\[br\]|#BR#|\r\n?/gi, '\n' )
				.replace( BARE_PICTURE, '$1[img]$2[/img]' )
		: normalize( decoded, times - 1 );
}

/** The text of a tree, without its tags. */
export const textOf = ( parts: readonly Part[] ): string =>
	parts
		.map( ( part ) =>
			typeof part === 'string' ? part : textOf( part.children )
		)
		.join( '' );

/** Reads the tags of a text; see {@link parse}. */
class Reader {
	readonly strays: string[] = [];
	private readonly open: Tag[] = [];
	/** How many of each tag are open: a stray end is known without a search. */
	private readonly counts = new Map< string, number >();
	private readonly root: Part[] = [];

	/** Where the next part belongs. */
	private get parts(): Part[] {
		return this.open.at( -1 )?.children ?? this.root;
	}

	/** Within `[code]` nothing is a tag but its end. */
	isLiteral( isEnd: boolean, tag: string ): boolean {
		return (
			this.open.at( -1 )?.tag === 'code' && ! ( isEnd && tag === 'code' )
		);
	}

	text( text: string ): void {
		if ( text ) {
			this.parts.push( text );
		}
	}

	start( tag: Tag ): void {
		if ( ALONE.includes( tag.tag ) ) {
			this.parts.push( tag );
		} else {
			this.open.push( tag );
			this.count( tag, 1 );
		}
	}

	/** A tag that is ended from outside was no tag, only text. */
	end( tag: string, source: string ): void {
		if ( ! this.counts.get( tag ) ) {
			this.strays.push( source );
			this.parts.push( source );
			return;
		}
		this.giveUpFrom(
			1 + this.open.findLastIndex( ( one ) => one.tag === tag )
		);
		const done = this.open.pop();
		if ( done ) {
			this.count( done, -1 );
			this.parts.push( done );
		}
	}

	finish(): Parsed {
		this.giveUpFrom( 0 );
		return { parts: this.root, strays: this.strays };
	}

	/** Makes text of all open tags from one on, the outermost of them first. */
	private giveUpFrom( index: number ): void {
		for ( const lost of this.open.splice( index ) ) {
			this.count( lost, -1 );
			this.strays.push( lost.source );
			this.parts.push( lost.source, ...lost.children );
		}
	}

	private count( { tag }: Tag, change: number ): void {
		this.counts.set( tag, ( this.counts.get( tag ) ?? 0 ) + change );
	}
}

/**
 * Reads BBCode.
 *
 * @param text A text whose line breaks and entities are {@link normalize}d.
 */
export function parse( text: string ): Parsed {
	const reader = new Reader();
	let done = 0;
	for ( const match of text.matchAll( TAG ) ) {
		const [ source, slash, name = '', value = '' ] = match;
		const tag = name.toLowerCase();
		if ( reader.isLiteral( !! slash, tag ) ) {
			continue;
		}
		reader.text( text.slice( done, match.index ) );
		done = match.index + source.length;
		if ( slash ) {
			reader.end( tag, source );
		} else {
			reader.start( { tag, value, source, children: [] } );
		}
	}
	reader.text( text.slice( done ) );
	return reader.finish();
}
