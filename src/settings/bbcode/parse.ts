/**
 * BBCode as the portal reads it, for the preview: a tree of tags and text. What
 * is in it stays text; nothing here knows HTML.
 */

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

const TAG =
	/\[(\/?)(b|i|u|s|size|color|url|user|chat|context|code|icon|img|put|send|call|timestamp|disk|quote)(?:=([^\]]*))?\]/gi;

/** Tags without an end. */
const ALONE = [ 'icon', 'timestamp', 'disk' ];

/** The portal decodes these before it reads anything: there is no escape. */
const ENTITIES: Readonly< Record< string, string > > = {
	'#91': '[',
	'#93': ']',
	'#39': "'",
	lt: '<',
	gt: '>',
	quot: '"',
	amp: '&',
};

/** Puts line breaks and entities as the portal does before it reads tags. */
export const normalize = ( text: string ): string =>
	text
		.replace(
			/&(#91|#93|#39|lt|gt|quot|amp);/g,
			( entity, name: string ) => ENTITIES[ name ] ?? entity
		)
		.replace( /\[br\]|#BR#|\r\n?/gi, '\n' );

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
		}
	}

	/** A tag that is ended from outside was no tag, only text. */
	end( tag: string, source: string ): void {
		if ( ! this.open.some( ( one ) => one.tag === tag ) ) {
			this.strays.push( source );
			this.parts.push( source );
			return;
		}
		while ( this.open.at( -1 )?.tag !== tag ) {
			this.giveUp();
		}
		const done = this.open.pop();
		if ( done ) {
			this.parts.push( done );
		}
	}

	finish(): Parsed {
		while ( this.open.length ) {
			this.giveUp();
		}
		return { parts: this.root, strays: this.strays };
	}

	private giveUp(): void {
		const lost = this.open.pop();
		if ( lost ) {
			this.strays.push( lost.source );
			this.parts.push( lost.source, ...lost.children );
		}
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
