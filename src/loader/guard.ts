/**
 * The guard, inline in the head of every page without identity and the same on
 * all of them.
 */
import { TAKEOVER_EVENT } from '../shared/names';
import { tellGuest } from './guest';
import { onWidget } from './on-widget';

// A loader may be there, from before an in-page navigation. Of `window`: a page's own `class Event` would hide the other.
dispatchEvent( new window.Event( TAKEOVER_EVENT ) );
onWidget( tellGuest, { user: 0 } );
if ( window.BXLiveChat ) {
	// The widget was faster, and may show a former visitor's conversation: blank is better.
	tellGuest( { detail: { widget: window.BXLiveChat } } );
}
