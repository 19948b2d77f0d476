import { useEffect, useRef, useState } from '@wordpress/element';

/** A link that leaves this screen in this tab. */
function leavingLink( event: MouseEvent ): string | null {
	const isPlain =
		event.button === 0 &&
		! event.ctrlKey &&
		! event.metaKey &&
		! event.shiftKey &&
		! event.altKey;
	const link =
		event.target instanceof Element ? event.target.closest( 'a' ) : null;
	if ( ! isPlain || ! link?.href || link.target || link.download ) {
		return null;
	}
	const here = window.location.href.replace( /#.*/, '' );
	const isElsewhere =
		/^https?:/.test( link.protocol ) &&
		( link.href.replace( /#.*/, '' ) !== here || ! link.hash );
	return isElsewhere ? link.href : null;
}

/** What the owner wants, and how it goes on. */
export interface LeaveGuard {
	/** Where a link would lead that waits for an answer; null if none does. */
	wanted: string | null;
	leave: () => void;
	stay: () => void;
}

/**
 * Asks before the screen is left, while that would lose something: in words of
 * its own for links, in the browser's for all other ways.
 *
 * @param wouldLose Whether there is something to lose.
 */
export function useLeaveGuard( wouldLose: boolean ): LeaveGuard {
	const [ wanted, setWanted ] = useState< string | null >( null );
	const isLeaving = useRef( false );

	useEffect( () => {
		if ( ! wouldLose ) {
			return;
		}
		const ask = ( event: BeforeUnloadEvent ) => {
			if ( ! isLeaving.current ) {
				event.preventDefault();
			}
		};
		const hold = ( event: MouseEvent ) => {
			const address = leavingLink( event );
			if ( address && ! event.defaultPrevented ) {
				event.preventDefault();
				setWanted( address );
			}
		};
		window.addEventListener( 'beforeunload', ask );
		document.addEventListener( 'click', hold );
		return () => {
			window.removeEventListener( 'beforeunload', ask );
			document.removeEventListener( 'click', hold );
		};
	}, [ wouldLose ] );

	return {
		wanted,
		leave: () => {
			isLeaving.current = true;
			window.location.assign( wanted ?? '' );
		},
		stay: () => setWanted( null ),
	};
}
