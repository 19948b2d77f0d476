/**
 * The guard, inline in the head of every page without identity and the same on
 * all of them.
 */
import { TAKEOVER_EVENT } from '../shared/names';
import { tellGuestOfPage } from './guest';
import { onWidget } from './on-widget';

// A loader may be there, from before an in-page navigation.
dispatchEvent( new Event( TAKEOVER_EVENT ) );
onWidget( tellGuestOfPage, { user: 0 } );
if ( window.BXLiveChat ) {
	// The widget was faster, and may show a former visitor's conversation: blank is better.
	tellGuestOfPage( { detail: { widget: window.BXLiveChat } } );
}
