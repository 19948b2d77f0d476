/**
 * The guard, inline in the head of every page without identity and the same on
 * all of them.
 */
import { TAKEOVER_EVENT } from '../shared/names';
import { tellGuest } from './guest';
import { listen } from './listen';
import { onWidget } from './on-widget';

onWidget( tellGuest, { user: 0 } );
if ( window.BXLiveChat ) {
	// The widget was faster, and may show a former visitor's conversation: blank is better.
	tellGuest( {} );
}
// A page out of the back/forward cache, from before somebody was here: Firefox and Safari do not tell it what happened
// meanwhile. Its widget becomes the guest's at once, and the page anew.
listen(
	'pageshow',
	( { persisted } ) => persisted && tellGuest( {} ) && location.reload()
);
// A loader may be there, from before an in-page navigation. Last, since it throws where the page has an `Event` of its
// own (MooTools 1.2); of `window`, since a `class Event` would hide the other.
dispatchEvent( new window.Event( TAKEOVER_EVENT ) );
