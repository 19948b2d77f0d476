/**
 * The widget's source, once it has arrived on a page.
 */

import { bootFrame, liveChat } from './generation-0.mjs';
import { SynchronousWidget } from './generation-1.mjs';
import { AsynchronousWidget } from './generation-2.mjs';
import { note, page } from './log.mjs';

/**
 * Defines what the generation defines, and says so.
 *
 * @param {import('../types').Generation | 'frame'} generation The generation, or the inside of the first one's frame.
 * @param {string}                                  host       The portal's address.
 */
export function boot( generation, host ) {
	if ( generation === 'frame' ) {
		bootFrame( host );
		return;
	}
	page.BX ??= {};
	if ( generation === 'g0' ) {
		page.BX.LiveChat = liveChat;
	} else {
		page.BX.LiveChatWidget =
			generation === 'g1' ? SynchronousWidget : AsynchronousWidget;
	}
	note( 'event', 'onBitrixLiveChatSourceLoaded', { generation } );
	window.dispatchEvent( new CustomEvent( 'onBitrixLiveChatSourceLoaded' ) );
}
