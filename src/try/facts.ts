/**
 * What can be seen from outside the widget, gathered.
 */
import { WIDGET_LOADER, type TrialData } from '../contract';
import { ofDocument } from '../loader/document';
import type { Identity } from './identity';
import { RECORD, type Blocked, type SeenWidget } from './record';

export interface Facts {
	readonly delivery: TrialData[ 'delivery' ];
	readonly printsWidget: boolean;
	readonly identity: Identity;
	/** Whether the script that listens ran. */
	readonly isListening: boolean;
	readonly blocked: readonly Blocked[];
	readonly lost: readonly string[];
	/** The addresses of chats' scripts, one for each chat, without a query. */
	readonly loaders: readonly string[];
	readonly widgets: readonly SeenWidget[];
	/** When the chat began to ask who is there; undefined while it has not. */
	readonly startedAt: number | undefined;
	/** When our script began. */
	readonly ourStart: number | undefined;
	readonly isIdentified: boolean;
	/** Whose conversation the widget holds: ours, another's, nobody's so far. */
	readonly holds: 'ours' | 'other' | 'unknown';
	/** Whether the portal has taken the visitor in. */
	readonly isRegistered: boolean;
	readonly refusal: string;
	/** Whether what is not there by now will hardly come by itself. */
	readonly isOver: boolean;
}

const withoutQuery = ( address: string ): string =>
	address.replace( /[?#].*$/s, '' );

/** Determines whether an address is that of a chat's loader. */
export const isLoader = ( address: string ): boolean =>
	withoutQuery( address ).includes( WIDGET_LOADER );

/** Optimizers keep scripts that they hold back under types of their own. */
const isRun = ( { type }: HTMLScriptElement ): boolean =>
	/^$|^module$|javascript$/i.test( type );

/** Finds the chats' scripts: also those that came to nothing. */
const findLoaders = (): string[] =>
	Array.from(
		ofDocument( 'querySelectorAll' ).call( document, 'script[src]' ),
		( script ) =>
			script instanceof HTMLScriptElement && isRun( script )
				? script.src
				: ''
	)
		.filter( isLoader )
		.map( withoutQuery );

/** Returns what a widget says of its visitor, which it does not on each portal. */
function visitorOf( seen: SeenWidget | undefined ): {
	readonly hash?: unknown;
	readonly id?: unknown;
} {
	try {
		const widget = seen?.widget.getUserData ? seen.widget : self.BXLiveChat;
		return Object( widget?.getUserData?.() );
	} catch {
		return {};
	}
}

/** Portals up to 2018 ask only when their source is there, and say nothing then. */
const hasFrameChat = (): boolean =>
	typeof self.BX?.LiveChat?.close === 'function';

/** Compares what is never shown or sent. */
function holderOf( hash: unknown, ours: string | false ): Facts[ 'holds' ] {
	if ( ! hash || ! ours ) {
		return 'unknown';
	}
	return hash === ours ? 'ours' : 'other';
}

/**
 * Gathers them.
 *
 * @param site     What the server told the panel.
 * @param identity Whose identity the page has in hand.
 * @param isOver   Whether the page has had its time.
 */
export function gatherFacts(
	site: TrialData,
	identity: Identity,
	isOver: boolean
): Facts {
	const record = self[ RECORD ];
	const widgets = record?.widgets ?? [];
	const { hash, id } = visitorOf( widgets.at( -1 ) );
	const ours = identity.is === 'known' && identity.data.user.hash;
	const holds = holderOf( hash, ours );
	return {
		delivery: site.delivery,
		printsWidget: site.printsWidget,
		identity,
		isListening: !! record,
		blocked: record?.blocked ?? [],
		lost: record?.lost ?? [],
		loaders: findLoaders(),
		widgets,
		startedAt:
			widgets[ 0 ]?.at ??
			( hasFrameChat() ? record?.sources[ 0 ] : undefined ),
		ourStart: record?.starts[ 0 ],
		isIdentified: !! record?.identified.length,
		holds,
		isRegistered: holds === 'ours' && typeof id === 'number' && id > 0,
		refusal: record?.refusals.at( -1 ) ?? '',
		isOver,
	};
}
