import type { RefObject } from 'react';

import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { CardRow } from '../../settings';
import { formatNumber } from '../../../admin/format-number';

/** What the list of rows can do; each leaves the focus where it belongs. */
export interface CardRowsState {
	readonly list: readonly CardRow[];
	/** One per row: it stays with its row when that is moved. */
	readonly ids: readonly number[];
	readonly addButton: RefObject< HTMLButtonElement | null >;
	readonly listRef: RefObject< HTMLOListElement | null >;
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

/** Gives the focus once, after the list has been drawn anew, and never again. */
function useNextFocus() {
	const next = useRef< ( () => void ) | null >( null );
	useEffect( () => {
		next.current?.();
		next.current = null;
	} );
	return next;
}

/** The rows of the operator card, as they are edited. */
export function useCardRows(): CardRowsState {
	const { value, setValue } = useSetting( 'card' );
	const { ids, setIds, newId } = useIds( value.rows.length );
	const [ news, setNews ] = useState( '' );
	const addButton = useRef< HTMLButtonElement >( null );
	const list = useRef< HTMLOListElement >( null );
	const nextFocus = useNextFocus();
	const { rows } = value;

	const set = ( newRows: CardRow[], itsIds: number[] ) => {
		setIds( itsIds );
		setValue( { ...value, rows: newRows } );
	};

	const focusRow = ( index: number ) => {
		nextFocus.current = () => {
			const row = list.current?.children.item( index );
			( row?.querySelector( 'input' ) ?? addButton.current )?.focus();
		};
	};

	return {
		list: rows,
		ids,
		addButton,
		listRef: list,
		news,
		add: () => {
			focusRow( rows.length );
			set( [ ...rows, { label: '', value: '' } ], [ ...ids, newId() ] );
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
			// An element that is moved within the page loses the focus.
			const held = addButton.current?.ownerDocument.activeElement;
			nextFocus.current = () =>
				held instanceof HTMLElement && held.focus();
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
			focusRow( Math.min( index, others.length - 1 ) );
			set(
				rows.filter( ( _, at ) => at !== index ),
				others
			);
			const text = __( 'Row removed.', 'known-visitor' );
			// The same words again are none to a screen reader.
			setNews( ( before ) =>
				before === text ? `${ text }\u00A0` : text
			);
		},
	};
}
