import { useEffect } from '@wordpress/element';

/** Has the browser ask before the screen is left, while that would lose something. */
export function useLeaveGuard( wouldLose: boolean ): void {
	useEffect( () => {
		if ( ! wouldLose ) {
			return;
		}
		const ask = ( event: BeforeUnloadEvent ) => event.preventDefault();
		window.addEventListener( 'beforeunload', ask );
		return () => window.removeEventListener( 'beforeunload', ask );
	}, [ wouldLose ] );
}
