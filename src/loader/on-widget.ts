import type { InitConfig, WidgetEvent } from './bitrix';
import { listen } from './listen';

/**
 * Tells a widget who the visitor is. Must not throw: an error would end in the
 * page's `window.onerror`, or stop the widget.
 *
 * @param event What the widget says of itself; nothing on portals that ask instead.
 * @return What such a portal gets for an answer; nothing where nobody is told.
 */
export type Tell = ( event: Partial< WidgetEvent > ) => InitConfig | undefined;

const INIT = 'BxLiveChatInit';

/**
 * Meets every widget on the page at the moment at which its generation listens.
 *
 * - From 2019 on: the event `onBitrixLiveChat`, once, just before the widget
 *   loads anything.
 * - Before that: `BxLiveChatInit`. Later generations, known by
 *   `BX.LiveChatWidget`, call it too, but from an identity there they would log
 *   an error, or take another's after ours.
 *
 * @param tell    Tells who the visitor is.
 * @param silence What the later generations get from `BxLiveChatInit`.
 */
export function onWidget( tell: Tell, silence: InitConfig ): void {
	// First, since what follows throws where a page has an accessor of that name that does.
	listen( 'onBitrixLiveChat', tell );
	let previous = window[ INIT ];
	// Has to answer an object and must not throw: the widget would not start.
	const answer = () => {
		const own = previous;
		// It may have ours inside.
		previous = 0;
		let given: object | undefined;
		try {
			// Its properties, too, may be accessors that throw.
			given = { ...( own as () => object )() };
		} catch {
			// The page's own affair, also where that is no function.
		}
		previous = own;
		return {
			...given,
			// An element of the content by that name is no class.
			...( window.BX?.LiveChatWidget?.call ? silence : tell( {} ) ),
		};
	};
	// What the page sets later does not take ours away. A global `var` of before cannot be redefined.
	if (
		! Reflect.defineProperty( window, INIT, {
			configurable: true,
			get: () => answer,
			set: ( later: unknown ) => ( previous = later ),
		} )
	) {
		window[ INIT ] = answer;
	}
}
