import type { ReactNode } from 'react';

import { useSelect } from '@wordpress/data';
import {
	createContext,
	useContext,
	useEffect,
	useMemo,
	useState,
} from '@wordpress/element';

import { pageFacts } from '../../admin/page-facts';
import { findExtraTokens } from '../../shared/first-message';
import type { PageFacts, TokenValues } from '../../shared/first-message';
import { readTitle, type ListedPage } from '../api/pages';
import type { PageData } from '../api/preview';
import type { FoundUser } from '../api/users';
import { getSite } from '../site';
import { store } from '../store';
import { useAnswer, type Answered } from './use-answer';

/**
 * The page that the preview is seen on. Its title is its own, without the site's, and
 * empty if nobody knows it; what it says itself is known of those that were found.
 */
export type Page = Pick< ListedPage, 'url' | 'title' > & Partial< ListedPage >;

/** What the preview shows, for everything on the screen that speaks of it. */
export interface Preview extends Answered {
	/** Whom the preview is seen as. */
	person: FoundUser;
	setPerson: ( person: FoundUser ) => void;
	/** Where the visitor is. */
	page: Page;
	setPage: ( page: Page ) => void;
	/** What the page holds of the visitor; null where nobody is identified, and as long as nothing is known. */
	data: PageData | null;
	/** Tokens of the visitor and of the page. */
	values: PageFacts & TokenValues;
	/** Tokens beyond our own that another plugin fills. */
	extraTokens: string[];
}

const Context = createContext< Preview | null >( null );

/** What the browser shows for a page of which no more than its own title is known. */
const fullTitle = ( { url, title }: Page ): string => {
	const site = getSite();
	return title && url !== site.home ? `${ title } – ${ site.title }` : title;
};

/** The title of a page, as the page itself has it as soon as it is known. */
function useTitle( page: Page ): string {
	const [ read, setRead ] = useState( { url: '', title: '' } );

	useEffect( () => {
		const controller = new AbortController();
		const ask = async () => {
			const title = await readTitle( page.url, controller.signal );
			if ( title && ! controller.signal.aborted ) {
				setRead( { url: page.url, title } );
			}
		};
		void ask();
		return () => controller.abort();
	}, [ page.url ] );

	return read.url === page.url ? read.title : fullTitle( page );
}

function usePage() {
	const site = getSite();
	const [ page, setPage ] = useState< Page >( {
		url: site.home,
		title: site.title,
	} );
	const title = useTitle( page );
	const facts = useMemo(
		() => pageFacts( new URL( page.url ), title ),
		[ page.url, title ]
	);
	return { page, setPage, facts };
}

/** Keeps the preview for all that is in it. */
export function PreviewProvider( { children }: { children: ReactNode } ) {
	const saved = useSelect( ( select ) => select( store ).getSaved(), [] );
	if ( ! saved ) {
		throw new Error( 'There is no preview before the settings.' );
	}
	const [ person, setPerson ] = useState< FoundUser >( getSite().user );
	const { facts, ...page } = usePage();
	const answered = useAnswer( person.id, facts.page_url, saved );

	const { answer } = answered;
	const data = answer && 'mark' in answer ? answer : null;
	const preview: Preview = {
		...answered,
		...page,
		person,
		setPerson,
		data,
		values: { ...data?.tokens, ...facts },
		extraTokens: findExtraTokens( data?.tokens ?? {} ),
	};
	return <Context.Provider value={ preview }>{ children }</Context.Provider>;
}

/** The preview that is around a component. */
export function usePreview(): Preview {
	const preview = useContext( Context );
	if ( ! preview ) {
		throw new Error( 'There is no preview around this component.' );
	}
	return preview;
}
