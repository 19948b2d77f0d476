import type { Hash } from '../shared/hash';

/**
 * The parts of Bitrix24's widget that the loader touches, as the vendor's help
 * pages and its published builds show them.
 */

/** What `setUserRegisterData` takes. An absent field stays as the portal has it. */
export interface WidgetUser {
	readonly hash: Hash;
	readonly [ field: string ]: string;
}

/** One block of the operator's card: it has one of these. */
export interface Block {
	readonly USER?: Readonly< Record< string, string > >;
	/** BBCode. */
	readonly MESSAGE?: string;
	readonly GRID?: readonly GridRow[];
}

/** A row of label and value, of which only the value is BBCode. */
export interface GridRow {
	readonly NAME: string;
	readonly VALUE: string;
	readonly DISPLAY: string;
}

export interface Widget {
	setUserRegisterData: ( user: WidgetUser ) => unknown;
	/** Calls add up: there is no way to take a message back. */
	setCustomData: ( data: string | readonly Block[] ) => unknown;
}

/** The global `BXLiveChat`, there once the widget's constructor is through. */
export interface PublicWidget extends Widget {
	/** `false` until the widget's store is there. */
	getUserData: () => false | { readonly hash?: string };
	close: () => unknown;
}

/** What `BxLiveChatInit` answers on portals that predate the event. */
export interface InitConfig {
	user?: unknown;
	firstMessage?: unknown;
	[ setting: string ]: unknown;
}

declare global {
	/** Not there at all before the widget is. */
	var BXLiveChat: PublicWidget | undefined;
	interface Window {
		BX?: { readonly LiveChatWidget?: unknown };
		BxLiveChatInit?: () => object;
	}
	interface WindowEventMap {
		onBitrixLiveChat: CustomEvent< { readonly widget: Widget } >;
	}
}
