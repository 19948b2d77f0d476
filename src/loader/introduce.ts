import type { Attempt } from './attempt';
import type { InitConfig, Widget } from './bitrix';

/**
 * Meets every widget on the page at the moment at which its generation
 * listens.
 *
 * - From 2019 on: the event `onBitrixLiveChat`, just before the widget loads
 *   anything.
 * - Before that: `BxLiveChatInit`. Later generations, known by
 *   `BX.LiveChatWidget`, call it too, but from an identity there they would log
 *   an error, or show the message twice.
 *
 * @param attempt How to do what may fail.
 * @param tell    Tells a widget who the visitor is.
 * @param config  Answers the same for `BxLiveChatInit`.
 */
export function introduce(
	attempt: Attempt,
	tell: ( widget: Widget ) => void,
	config: () => InitConfig
): void {
	addEventListener( 'onBitrixLiveChat', ( { detail } ) =>
		attempt( () => tell( detail.widget ) )
	);

	const previous = window.BxLiveChatInit;
	// Has to answer an object and must not throw: the widget would not start.
	window.BxLiveChatInit = () => ( {
		...attempt( () => previous?.() ),
		...( window.BX?.LiveChatWidget
			? { user: undefined, firstMessage: undefined }
			: attempt( config ) ),
	} );
}
