import type { ReactNode } from 'react';

import { useSelect } from '@wordpress/data';
import {
	createContext,
	useContext,
	useMemo,
	useState,
} from '@wordpress/element';

import { findUnknownTokens } from '../../shared/first-message';
import type { PageFacts, TokenValues } from '../../shared/first-message';
import { getSite } from '../site';
import { store } from '../store';
import { pageFacts } from './render';
import { useAnswer, type Answered } from './use-answer';

/** Whom the preview is seen as. */
export interface Person {
	readonly id: number;
	readonly name: string;
	readonly roles: readonly string[];
}

/** What the preview shows, for everything on the screen that speaks of it. */
export interface Preview extends Answered {
	person: Person;
	setPerson: ( person: Person ) => void;
	/** The page's address as typed. */
	address: string;
	setAddress: ( address: string ) => void;
	title: string;
	setTitle: ( title: string ) => void;
	/** Tokens of the visitor and of the page. */
	values: PageFacts & TokenValues;
	/** Tokens beyond our own that another plugin fills. */
	extraTokens: string[];
}

const Context = createContext< Preview | null >( null );

/** The address if it is one of a web page. */
export function toPageUrl( address: string ): URL | null {
	try {
		const url = new URL( address );
		return /^https?:$/.test( url.protocol ) ? url : null;
	} catch {
		return null;
	}
}

function usePage() {
	const site = getSite();
	const [ address, setAddress ] = useState( site.home );
	const [ title, setTitle ] = useState( site.title );
	const facts = useMemo(
		() => pageFacts( toPageUrl( address ) ?? new URL( site.home ), title ),
		[ address, title, site ]
	);
	return { address, setAddress, title, setTitle, facts };
}

/** Keeps the preview for all that is in it. */
export function PreviewProvider( { children }: { children: ReactNode } ) {
	const settings = useSelect(
		( select ) => select( store ).getSettings(),
		[]
	);
	if ( ! settings ) {
		throw new Error( 'There is no preview before the settings.' );
	}
	const [ person, setPerson ] = useState< Person >( getSite().user );
	const { facts, ...page } = usePage();
	const answered = useAnswer( person.id, settings );

	const tokens = answered.answer?.tokens;
	const preview: Preview = {
		...answered,
		...page,
		person,
		setPerson,
		values: { ...tokens, ...facts },
		extraTokens: findUnknownTokens(
			Object.keys( tokens ?? {} )
				.map( ( name ) => `{${ name }}` )
				.join( '' )
		),
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
