import type { KeyboardEvent, ReactNode, RefObject } from 'react';

import { VisuallyHidden } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, isRTL } from '@wordpress/i18n';

import {
	controlId,
	goTo,
	TABS,
	usePlace,
	type Place,
	type TabName,
} from '../../navigation';
import { focusField } from '../../utils/focus';
import { IsOpen } from '../notice';
import { tabTitles } from './titles';
import './tabs.scss';

const FOCUSABLE = 'input, select, textarea, button, a[href], summary';

const tabId = ( tab: TabName ): string => `known-visitor-tab-${ tab }`;
const panelId = ( tab: TabName ): string => `known-visitor-panel-${ tab }`;

/** Gives the focus to what the address names, once its tab is open. */
function useArrival( place: Place ): void {
	useEffect( () => {
		const { control, element } = place;
		const named =
			control && document.getElementById( controlId( control ) );
		const target =
			element ??
			( named &&
				( named.querySelector< HTMLElement >( 'input:checked' ) ??
					named.querySelector< HTMLElement >( FOCUSABLE ) ??
					named ) );
		if ( target ) {
			focusField( target );
			( named || target ).scrollIntoView( { block: 'nearest' } );
		}
	}, [ place ] );
}

/**
 * Keeps the open tab in sight where the row is wider than the screen, also when dots make it wider; how far down
 * the page is, stays.
 */
function useOpenTabInSight(
	list: RefObject< HTMLElement | null >,
	tab: TabName,
	dots: number
) {
	useEffect( () => {
		const row = list.current?.getBoundingClientRect();
		const open = list.current
			?.querySelector( `#${ tabId( tab ) }` )
			?.getBoundingClientRect();
		if ( row && open ) {
			list.current?.scrollBy(
				Math.max( 0, open.right - row.right ) +
					Math.min( 0, open.left - row.left ),
				0
			);
		}
	}, [ list, tab, dots ] );
}

/** The tab that a key leads to, if any. */
function tabFor( key: string, from: TabName ): TabName | undefined {
	const index = TABS.indexOf( from );
	const forth = isRTL() ? 'ArrowLeft' : 'ArrowRight';
	const back = isRTL() ? 'ArrowRight' : 'ArrowLeft';
	const to = new Map( [
		[ forth, ( index + 1 ) % TABS.length ],
		[ back, index - 1 ],
		[ 'Home', 0 ],
		[ 'End', -1 ],
	] ).get( key );
	return to === undefined ? undefined : TABS.at( to );
}

interface Props {
	/** Tabs with a dot, for something that needs attention there. */
	marked: readonly TabName[];
	/** What is on them. All stay in the page: nothing that was typed is lost. */
	panels: Readonly< Record< TabName, ReactNode > >;
}

/** The four parts of the screen, one at a time, each with an address of its own. */
export function Tabs( { marked, panels }: Props ) {
	const place = usePlace();
	const list = useRef< HTMLDivElement >( null );
	const titles = tabTitles();
	useArrival( place );
	useOpenTabInSight( list, place.tab, marked.length );

	const move = ( event: KeyboardEvent ) => {
		const tab = tabFor( event.key, place.tab );
		if ( tab && ! event.ctrlKey && ! event.altKey && ! event.metaKey ) {
			event.preventDefault();
			goTo( { tab, control: '' }, true );
			list.current
				?.querySelector< HTMLElement >( `#${ tabId( tab ) }` )
				?.focus();
		}
	};

	return (
		<>
			<div
				ref={ list }
				role="tablist"
				aria-label={ __( 'Settings', 'known-visitor' ) }
				className="known-visitor-tabs"
			>
				{ TABS.map( ( tab ) => (
					<button
						key={ tab }
						type="button"
						role="tab"
						id={ tabId( tab ) }
						aria-selected={ tab === place.tab }
						aria-controls={ panelId( tab ) }
						tabIndex={ tab === place.tab ? 0 : -1 }
						className="known-visitor-tabs__tab"
						onClick={ () => goTo( { tab, control: '' } ) }
						onKeyDown={ move }
					>
						{ titles[ tab ] }
						{ marked.includes( tab ) && (
							<span className="known-visitor-tabs__dot">
								<VisuallyHidden>
									{ __(
										'(needs attention)',
										'known-visitor'
									) }
								</VisuallyHidden>
							</span>
						) }
					</button>
				) ) }
			</div>
			{ TABS.map( ( tab ) => (
				<div
					key={ tab }
					role="tabpanel"
					id={ panelId( tab ) }
					data-tab={ tab }
					aria-labelledby={ tabId( tab ) }
					hidden={ tab !== place.tab }
					className={ `known-visitor-tabs__panel known-visitor-tabs__panel--${ tab }` }
				>
					<IsOpen.Provider value={ tab === place.tab }>
						{ panels[ tab ] }
					</IsOpen.Provider>
				</div>
			) ) }
		</>
	);
}
