import type { KeyboardEvent } from 'react';

import { Button, SearchControl, VisuallyHidden } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';

import { formatNumber } from '../../../admin/format-number';
import { useSettled } from '../../../admin/use-settled';
import './pick-list.scss';

/** Something to pick. */
interface Choice {
	readonly name: string;
	/** What it is, in the owner's words. */
	readonly about?: string;
	/** What the previewed visitor has there; left out where nobody knows. */
	readonly value?: string | undefined;
}

/** Choices under a title. */
export interface ChoiceGroup {
	readonly title: string;
	readonly choices: readonly Choice[];
}

interface Props {
	/** What is listed, for screen readers. */
	label: string;
	/** What the search looks for. */
	searchLabel: string;
	groups: readonly ChoiceGroup[];
	/** What is said where nothing is found. */
	none: string;
	/** How a name is written. */
	write?: ( name: string ) => string;
	onPick: ( name: string ) => void;
}

interface ChoiceProps extends Choice {
	text: string;
	isActive: boolean;
	onPick: () => void;
}

function ChoiceButton( {
	name,
	text,
	about,
	value,
	isActive,
	onPick,
}: ChoiceProps ) {
	return (
		<Button
			__next40pxDefaultSize
			className="known-visitor-pick-list__choice"
			data-name={ name }
			tabIndex={ isActive ? 0 : -1 }
			onClick={ onPick }
		>
			<code dir="ltr">{ text }</code>
			<span>
				{ about }
				{ value !== undefined && (
					<span className="known-visitor-pick-list__value">
						{ value || __( '(empty)', 'known-visitor' ) }
					</span>
				) }
			</span>
		</Button>
	);
}

/** The groups with what fits the words, without those in which nothing does. */
function find( groups: readonly ChoiceGroup[], words: string ): ChoiceGroup[] {
	const wanted = words.trim().toLocaleLowerCase();
	return groups
		.map( ( { title, choices } ) => ( {
			title,
			choices: choices.filter( ( { name, about = '' } ) =>
				`${ name } ${ about }`.toLocaleLowerCase().includes( wanted )
			),
		} ) )
		.filter( ( { choices } ) => choices.length > 0 );
}

function useSpoken( words: string, count: number ): string {
	return useSettled(
		words
			? sprintf(
					/* translators: %s: number of entries of a list that fit what was typed. */
					_n(
						'%s result found.',
						'%s results found.',
						count,
						'known-visitor'
					),
					formatNumber( count )
				)
			: ''
	);
}

/** Where an arrow leads from one of so many; undefined for other keys. */
function indexFor(
	key: string,
	index: number,
	count: number
): number | undefined {
	return new Map( [
		[ 'ArrowDown', Math.min( index + 1, count - 1 ) ],
		[ 'ArrowUp', Math.max( index - 1, 0 ) ],
		[ 'Home', 0 ],
		[ 'End', count - 1 ],
	] ).get( key );
}

/** One stop for the keyboard, within which the arrows lead from choice to choice. */
function useArrows( names: readonly string[] ) {
	const [ wanted, setWanted ] = useState( '' );
	const list = useRef< HTMLDivElement >( null );
	const active = names.includes( wanted ) ? wanted : ( names[ 0 ] ?? '' );

	const goTo = ( event: KeyboardEvent, index: number | undefined ) => {
		const name = names[ index ?? -1 ];
		if ( name === undefined ) {
			return;
		}
		event.preventDefault();
		setWanted( name );
		list.current
			?.querySelector< HTMLElement >(
				`[data-name="${ CSS.escape( name ) }"]`
			)
			?.focus();
	};

	return {
		list,
		active,
		onKeyDown: ( event: KeyboardEvent ) =>
			goTo(
				event,
				indexFor( event.key, names.indexOf( active ), names.length )
			),
		/** From the search, down is into the list. */
		onSearchKeyDown: ( event: KeyboardEvent ) =>
			goTo( event, event.key === 'ArrowDown' ? 0 : undefined ),
	};
}

/** A list with a search: names, what they are, and what the previewed visitor has there. */
export function PickList( {
	label,
	searchLabel,
	groups,
	none,
	write = ( name ) => name,
	onPick,
}: Props ) {
	const [ words, setWords ] = useState( '' );
	const found = find( groups, words );
	const names = found.flatMap( ( { choices } ) =>
		choices.map( ( { name } ) => name )
	);
	const arrows = useArrows( names );
	const spoken = useSpoken( words, names.length );

	return (
		<div className="known-visitor-pick-list">
			<SearchControl
				__nextHasNoMarginBottom
				label={ searchLabel }
				placeholder={ searchLabel }
				value={ words }
				onChange={ setWords }
				onKeyDown={ arrows.onSearchKeyDown }
			/>
			<div
				ref={ arrows.list }
				role="toolbar"
				aria-orientation="vertical"
				aria-label={ label }
				tabIndex={ -1 }
				className="known-visitor-pick-list__groups"
				onKeyDown={ arrows.onKeyDown }
			>
				{ found.map( ( { title, choices } ) => (
					<div key={ title }>
						<div className="known-visitor-pick-list__group">
							{ title }
						</div>
						<ul aria-label={ title }>
							{ choices.map( ( choice ) => (
								<li key={ choice.name }>
									<ChoiceButton
										{ ...choice }
										text={ write( choice.name ) }
										isActive={
											choice.name === arrows.active
										}
										onPick={ () => onPick( choice.name ) }
									/>
								</li>
							) ) }
						</ul>
					</div>
				) ) }
				{ names.length === 0 && (
					<p className="known-visitor-pick-list__none">{ none }</p>
				) }
			</div>
			<VisuallyHidden role="status">{ spoken }</VisuallyHidden>
		</div>
	);
}
