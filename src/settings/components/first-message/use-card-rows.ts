import type { RefObject } from 'react';

import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { CardRow } from '../../store/types';
import { formatNumber } from '../../utils/characters';

/** What the list of rows can do; each leaves the focus where it belongs. */
export interface CardRowsState {
	readonly list: readonly CardRow[];
	/** One per row: it stays with its row when that is moved. */
	readonly ids: readonly number[];
	readonly addButton: RefObject< HTMLButtonElement | null >;
	/** The row whose first field wants the focus. */
	readonly focused: number | null;
	/** What just happened, for screen readers. */
	readonly news: string;
	add: () => void;
	change: ( index: number, part: Partial< CardRow > ) => void;
	move: ( index: number, by: 1 | -1 ) => void;
	remove: ( index: number ) => void;
}

/** Swaps two items. */
function swapped< T >( list: readonly T[], one: number, other: number ): T[] {
	return list.map( ( item, index ) => {
		const from = new Map( [
			[ one, other ],
			[ other, one ],
		] ).get( index );
		return from === undefined ? item : ( list[ from ] ?? item );
	} );
}

/** Numbers that tell rows apart, whatever is in them. */
function useIds( count: number ) {
	const next = useRef( 0 );
	const [ ids, setIds ] = useState< number[] >( [] );
	const fitting = Array.from(
		{ length: count },
		( _, index ) => ids[ index ] ?? -1 - index
	);
	const newId = () => {
		next.current += 1;
		return next.current;
	};
	return { ids: fitting, setIds, newId };
}

/** The rows of the operator card, as they are edited. */
export function useCardRows(): CardRowsState {
	const { value, setValue } = useSetting( 'card' );
	const { ids, setIds, newId } = useIds( value.rows.length );
	const [ focused, setFocused ] = useState< number | null >( null );
	const [ news, setNews ] = useState( '' );
	const addButton = useRef< HTMLButtonElement >( null );
	const held = useRef< Element | null >( null );
	const { rows } = value;

	const set = ( list: CardRow[], itsIds: number[] ) => {
		setIds( itsIds );
		setValue( { ...value, rows: list } );
	};

	// After the row has gone, and with it the button that had the focus.
	useEffect( () => {
		if ( focused !== null && ! ids.includes( focused ) ) {
			addButton.current?.focus();
		}
	}, [ focused, ids ] );

	// An element that is moved within the page loses the focus.
	useEffect( () => {
		if ( held.current instanceof HTMLElement ) {
			held.current.focus();
		}
		held.current = null;
	} );

	return {
		list: rows,
		ids,
		addButton,
		focused,
		news,
		add: () => {
			const id = newId();
			set( [ ...rows, { label: '', value: '' } ], [ ...ids, id ] );
			setFocused( id );
			setNews( '' );
		},
		change: ( index, part ) =>
			set(
				rows.map( ( row, at ) =>
					at === index ? { ...row, ...part } : row
				),
				[ ...ids ]
			),
		move: ( index, by ) => {
			held.current =
				addButton.current?.ownerDocument.activeElement ?? null;
			set(
				swapped( rows, index, index + by ),
				swapped( ids, index, index + by )
			);
			setNews(
				sprintf(
					/* translators: 1: the new place of a row, e.g. "2". 2: number of rows. */
					__( 'Moved to place %1$s of %2$s.', 'known-visitor' ),
					formatNumber( index + by + 1 ),
					formatNumber( rows.length )
				)
			);
		},
		remove: ( index ) => {
			const others = ids.filter( ( _, at ) => at !== index );
			set(
				rows.filter( ( _, at ) => at !== index ),
				others
			);
			setFocused( others[ index ] ?? others.at( -1 ) ?? 0 );
			setNews( __( 'Row removed.', 'known-visitor' ) );
		},
	};
}
