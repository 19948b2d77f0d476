/**
 * Where the owner is on the screen: one of four tabs, kept in the address so that it can be linked to and gone back
 * from. `#visitors/roles` names a control on a tab, too.
 */
import { useSyncExternalStore } from '@wordpress/element';

import { focusField } from '../utils/focus';

export const TABS = [ 'message', 'visitors', 'chat', 'advanced' ] as const;

export type TabName = ( typeof TABS )[ number ];

/** Where to. A new object is a new arrival, even at the same place. */
export interface Place {
	readonly tab: TabName;
	/** Name of a control on it, which gets the focus; empty: none does. */
	readonly control: string;
	/** What gets the focus, if it is known. */
	readonly element?: HTMLElement;
}

/** The id of the element that an address such as `#visitors/roles` leads to. */
export const controlId = ( control: string ): string =>
	`known-visitor-${ control }`;

const isTab = ( name: string | undefined ): name is TabName =>
	TABS.some( ( tab ) => tab === name );

/** Reads what follows the # of an address; null if that is no place on this screen. */
function toPlace( hash: string ): Place | null {
	const [ tab, control = '' ] = hash.replace( /^#/, '' ).split( '/' );
	return isTab( tab ) ? { tab, control } : null;
}

/** Where the screen opens when the address says nothing. */
let start: TabName = 'message';

let current: Place | undefined;
const listeners = new Set< () => void >();

function arrive( place: Place ): void {
	current = place;
	listeners.forEach( ( listener ) => listener() );
}

const getPlace = (): Place => {
	current ??= toPlace( window.location.hash ) ?? { tab: start, control: '' };
	return current;
};

function follow(): void {
	const { hash } = window.location;
	const place = hash === '' ? { tab: start, control: '' } : toPlace( hash );
	// Such as WordPress's "Skip to main content": nobody wants another tab.
	if ( place ) {
		arrive( place );
	}
}

function subscribe( listener: () => void ): () => void {
	if ( listeners.size === 0 ) {
		// Also what the back button does is a change of the hash.
		window.addEventListener( 'hashchange', follow );
	}
	listeners.add( listener );
	return () => {
		listeners.delete( listener );
		if ( listeners.size === 0 ) {
			window.removeEventListener( 'hashchange', follow );
		}
	};
}

/** Sets where the screen opens when the address says nothing. */
export function startAt( tab: TabName ): void {
	start = tab;
}

/**
 * Goes to a place on the screen.
 *
 * @param place    Where to.
 * @param isDetour Whether the back button need not stop here.
 */
export function goTo( place: Place, isDetour = false ): void {
	const { tab, control } = place;
	const hash = `#${ tab }${ control && `/${ control }` }`;
	if ( window.location.hash !== hash ) {
		window.history[ isDetour ? 'replaceState' : 'pushState' ](
			window.history.state,
			'',
			hash
		);
	}
	arrive( place );
}

/** Opens the tab on which an element is, and gives it the focus. */
function reveal( element: HTMLElement ): void {
	const panel = element.closest< HTMLElement >( '[role="tabpanel"]' );
	const tab = panel?.dataset[ 'tab' ];
	if ( isTab( tab ) ) {
		goTo( { tab, control: '', element }, true );
	} else {
		focusField( element );
	}
}

/** Finds the place that an address leads to, if it is one on this screen. */
export function placeOf( address: string ): Place | null {
	const { origin, pathname, search } = window.location;
	try {
		const url = new URL( address, window.location.href );
		return url.href.replace( /#.*/, '' ) === origin + pathname + search
			? toPlace( url.hash )
			: null;
	} catch {
		return null;
	}
}

/** Where the owner is. */
export const usePlace = (): Place =>
	useSyncExternalStore( subscribe, getPlace );

/**
 * Takes the owner to the first field that says it has an error, if there is one, on
 * whichever tab it is.
 */
export function goToFirstError( within: ParentNode = document ): void {
	const field = within.querySelector< HTMLElement >(
		// Some of WordPress's fields do not take the attribute: then it is around them.
		'[aria-invalid="true"], [data-invalid] input'
	);
	if ( field ) {
		reveal( field );
	}
}
