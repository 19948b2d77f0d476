import type { Block } from '../shared/card/blocks';

/**
 * The parts of Bitrix24's widget that our scripts touch, as the vendor's help pages
 * and its published builds show them (2018 to 2025-04).
 */

/** What `setUserRegisterData` takes. An absent field stays as the portal has it. */
export interface WidgetUser {
	/** 32 lower-case hex characters: the key to a conversation. */
	readonly hash: string;
	readonly [ field: string ]: unknown;
}

export interface Widget {
	readonly setUserRegisterData: ( user: WidgetUser ) => unknown;
	/** Calls add up: there is no way to take a message back. */
	readonly setCustomData: ( data: readonly Block[] ) => unknown;
}

/** The global `BXLiveChat`, there once the widget's constructor is through. */
export interface PublicWidget extends Widget {
	/** `false` until the widget's store is there. */
	readonly getUserData: () => unknown;
	readonly close: () => unknown;
}

/** What `onBitrixLiveChat` brings. */
export interface WidgetEvent {
	readonly detail: {
		readonly widget: Partial< Widget >;
		/** The portal's address. */
		readonly widgetHost?: unknown;
	};
}

/** What `BxLiveChatInit` answers on portals that predate the event. */
export interface InitConfig {
	readonly user?: unknown;
	readonly firstMessage?: unknown;
}

declare global {
	interface Window {
		/** The vendor's classes; or an element of the page's content. */
		BX?: {
			/** Since spring 2019. */
			readonly LiveChatWidget?: Partial< CallableFunction >;
			/** Before. */
			readonly LiveChat?: Partial< Pick< PublicWidget, 'close' > >;
		};
		/** A function, as the vendor wants it, or whatever the page has there. */
		BxLiveChatInit?: unknown;
		/** Not there before the widget is; or an element, which has none of its methods. */
		BXLiveChat?: Partial< PublicWidget >;
	}
	interface WindowEventMap {
		onBitrixLiveChat: CustomEvent< WidgetEvent[ 'detail' ] >;
	}
}
