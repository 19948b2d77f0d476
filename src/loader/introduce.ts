import { attempt } from './attempt';
import type { InitConfig, Widget } from './bitrix';

/**
 * Tells who the visitor is: to a widget, if there is one to tell, and by what
 * it answers to a portal that asks.
 */
export type Tell = ( widget?: Widget ) => InitConfig;

/**
 * Meets every widget on the page at the moment at which its generation
 * listens.
 *
 * - From 2019 on: the event `onBitrixLiveChat`, once, just before the widget
 *   loads anything.
 * - Before that: `BxLiveChatInit`. Later generations, known by
 *   `BX.LiveChatWidget`, call it too, but from an identity there they would log
 *   an error, or take another's after ours.
 *
 * @param tell Tells who the visitor is.
 */
export function introduce( tell: Tell ): void {
	const previous = window.BxLiveChatInit;
	addEventListener( 'onBitrixLiveChat', ( event ) =>
		attempt( () => tell( event.detail.widget ) )
	);

	// Has to answer an object and must not throw: the widget would not start.
	window.BxLiveChatInit = () => ( {
		...( previous && attempt( previous ) ),
		...attempt( () =>
			window.BX?.LiveChatWidget ? { user: 0 } : tell()
		),
	} );
}
