import { Button, SearchControl, VisuallyHidden } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';

import { BROWSER_TOKENS, SERVER_TOKENS } from '../../../shared/tokens';
import { useSetting } from '../../hooks/use-setting';
import { useSettled } from '../../hooks/use-settled';
import { usePreview } from '../../preview/context';
import { formatNumber } from '../../utils/characters';
import { describeToken } from './descriptions';
import { valueOf } from './value-of';
import './token-list.scss';

interface GroupProps {
	title: string;
	names: readonly string[];
	onPick: ( token: string ) => void;
}

function Token( { name, onPick }: { name: string; onPick: () => void } ) {
	const { values, answer } = usePreview();
	const value = valueOf( name, values );
	return (
		<Button
			__next40pxDefaultSize
			className="known-visitor-token-list__token"
			onClick={ onPick }
		>
			<code>{ `{${ name }}` }</code>
			<span>
				{ describeToken( name ) }
				{ answer && (
					<span className="known-visitor-token-list__value">
						{ value || __( '(empty)', 'known-visitor' ) }
					</span>
				) }
			</span>
		</Button>
	);
}

function Group( { title, names, onPick }: GroupProps ) {
	return names.length > 0 ? (
		<div>
			<div className="known-visitor-token-list__group">{ title }</div>
			<ul aria-label={ title }>
				{ names.map( ( name ) => (
					<li key={ name }>
						<Token
							name={ name }
							onPick={ () => onPick( `{${ name }}` ) }
						/>
					</li>
				) ) }
			</ul>
		</div>
	) : null;
}

const matches = ( name: string, words: string ): boolean =>
	`${ name } ${ describeToken( name ) }`
		.toLocaleLowerCase()
		.includes( words.trim().toLocaleLowerCase() );

function useGroups( words: string ): Pick< GroupProps, 'title' | 'names' >[] {
	const { value: metaKeys } = useSetting( 'meta_keys' );
	const { extraTokens } = usePreview();
	const groups: [ string, readonly string[] ][] = [
		[ __( 'About the visitor', 'known-visitor' ), SERVER_TOKENS ],
		[ __( 'About the page', 'known-visitor' ), BROWSER_TOKENS ],
		[
			__( 'More from the profile', 'known-visitor' ),
			metaKeys.map( ( key ) => `meta:${ key }` ),
		],
		[ __( 'From other plugins', 'known-visitor' ), extraTokens ],
	];
	return groups.map( ( [ title, names ] ) => ( {
		title,
		names: names.filter( ( name ) => matches( name, words ) ),
	} ) );
}

function useSpoken( words: string, count: number ): string {
	return useSettled(
		words
			? sprintf(
					/* translators: %s: number of tokens. */
					_n(
						'%s token found.',
						'%s tokens found.',
						count,
						'known-visitor'
					),
					formatNumber( count )
				)
			: ''
	);
}

/** All tokens with what they stand for, and for whom; each hands itself over. */
export function TokenList( { onPick }: Pick< GroupProps, 'onPick' > ) {
	const [ words, setWords ] = useState( '' );
	const groups = useGroups( words );
	const count = groups.reduce( ( sum, { names } ) => sum + names.length, 0 );
	const spoken = useSpoken( words, count );

	return (
		<div className="known-visitor-token-list">
			<h3 className="known-visitor-token-list__title">
				{ __( 'Insert a token', 'known-visitor' ) }
			</h3>
			<SearchControl
				__nextHasNoMarginBottom
				label={ __( 'Insert a token', 'known-visitor' ) }
				placeholder={ __( 'Search tokens', 'known-visitor' ) }
				value={ words }
				onChange={ setWords }
			/>
			<div className="known-visitor-token-list__groups">
				{ groups.map( ( group ) => (
					<Group key={ group.title } { ...group } onPick={ onPick } />
				) ) }
				{ count === 0 && (
					<p className="known-visitor-token-list__none">
						{ __(
							'No such token. What other plugins store about a user can be allowed under “Visitor”.',
							'known-visitor'
						) }
					</p>
				) }
			</div>
			<VisuallyHidden role="status">{ spoken }</VisuallyHidden>
		</div>
	);
}
