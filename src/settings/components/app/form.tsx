import { useSelect } from '@wordpress/data';
import { useEffect, useRef, useState } from '@wordpress/element';

import { PreviewProvider } from '../../preview/context';
import type { SettingKey } from '../../settings';
import { useStatus, StatusProvider } from '../../status/context';
import { tabsWithTrouble } from '../../status/headline';
import { startAt, usePlace, type Place, type TabName } from '../../navigation';
import { getSite } from '../../site';
import { store } from '../../store';
import { AdvancedTab } from '../advanced';
import { ChatTab } from '../chat';
import { ConflictDialog } from '../conflict-dialog';
import { FirstMessage } from '../first-message';
import { Preview } from '../preview';
import { SaveBar } from '../save-bar';
import { Status } from '../status';
import { Tabs } from '../tabs';
import { VisitorsTab } from '../visitors';
import { Welcome } from '../welcome';

/** Where the field of a setting is. */
const TAB_OF: Readonly< Partial< Record< SettingKey, TabName > > > = {
	first_message: 'message',
	card: 'message',
	enabled: 'visitors',
	roles: 'visitors',
	paths: 'visitors',
	fields: 'visitors',
	meta_keys: 'visitors',
	widget_url: 'chat',
	delivery: 'chat',
	forget: 'advanced',
	delete_data: 'advanced',
};

/** Tabs that have something that is wrong with what is saved, or with what was typed. */
function useMarkedTabs(): TabName[] {
	const { results } = useStatus();
	const wrong = useSelect(
		( select ) => select( store ).getKeysWithErrors(),
		[]
	);
	return [
		...tabsWithTrouble( results ),
		...wrong.flatMap( ( key ) => TAB_OF[ key ] ?? [] ),
	];
}

/** On a narrow screen, whether the preview is in the place of the editor: from its beginning, and back to the same line. */
function usePreviewing( place: Place ) {
	const [ isPreviewing, setIsPreviewing ] = useState( false );
	const message = useRef< HTMLDivElement >( null );
	const before = useRef< number | null >( null );

	// Whoever is led to a field has to see it.
	useEffect( () => {
		before.current = null;
		setIsPreviewing( false );
	}, [ place ] );

	useEffect( () => {
		if ( isPreviewing ) {
			message.current?.scrollIntoView( { block: 'start' } );
		} else if ( before.current !== null ) {
			window.scrollTo( 0, before.current );
			before.current = null;
		}
	}, [ isPreviewing ] );

	const show = ( isWanted: boolean ) => {
		if ( isWanted ) {
			// Later the page is shorter, and the browser has moved it.
			before.current = window.scrollY;
		}
		setIsPreviewing( isWanted );
	};

	return { isPreviewing, show, message };
}

function Screen() {
	const marked = useMarkedTabs();
	const place = usePlace();
	const { isPreviewing, show, message } = usePreviewing( place );

	return (
		<>
			<Status />
			<Welcome />
			<Tabs
				marked={ marked }
				panels={ {
					message: (
						<div
							ref={ message }
							className={ `known-visitor-message known-visitor-message--${
								isPreviewing ? 'previewing' : 'editing'
							}` }
						>
							<div className="known-visitor-message__editor">
								<FirstMessage />
							</div>
							<Preview />
						</div>
					),
					visitors: <VisitorsTab />,
					chat: <ChatTab />,
					advanced: <AdvancedTab />,
				} }
			/>
			<SaveBar
				isPreviewing={ isPreviewing }
				onPreview={ place.tab === 'message' ? show : undefined }
			/>
			<ConflictDialog />
		</>
	);
}

/** All settings, under the status, on their tabs. */
export function Form() {
	const hasWidget = useSelect(
		( select ) => !! select( store ).getSaved()?.widget_url,
		[]
	);
	// The first question that is open: is the chat on the site?
	startAt( ! getSite().welcome || hasWidget ? 'message' : 'chat' );

	return (
		<StatusProvider>
			<PreviewProvider>
				<Screen />
			</PreviewProvider>
		</StatusProvider>
	);
}
