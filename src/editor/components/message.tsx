import { TextareaControl, ToggleControl } from '@wordpress/components';
import { useId, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import type { RefObject } from 'react';

import { DEFAULT_TOKEN } from '../../contract';
import { describeLength } from '../../admin/describe-length';
import { insertText } from '../../admin/insert-text';
import { countCharacters } from '../../shared/schema';
import { tidy } from '../override/override';
import type { Place } from '../use-place';
import { Preview } from './preview';
import { TokenMenu } from './token-menu';
import { Warnings } from './warnings';

interface Props {
	/** Null: the page has none. */
	template: string | null;
	/** What the page had before it was switched off: by accident, perhaps. */
	dropped: RefObject< string >;
	place: Place;
	onToggle: ( template: string | null ) => void;
	/** While somebody types. */
	onChange: ( template: string ) => void;
}

/** A new template is the site's, for its author to add to. */
const FIRST = DEFAULT_TOKEN;

/** The page's own first message, if it is to have one. */
export function Message( {
	template,
	dropped,
	place,
	onToggle,
	onChange,
}: Props ) {
	const toggle = ( isOwn: boolean ) => {
		if ( isOwn ) {
			onToggle( dropped.current || FIRST );
		} else {
			dropped.current = template ?? '';
			onToggle( null );
		}
	};
	return (
		<>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Use a different first message here',
					'known-visitor'
				) }
				help={ __(
					'It is what operators read when a conversation starts.',
					'known-visitor'
				) }
				checked={ template !== null }
				onChange={ toggle }
			/>
			{ template !== null && (
				<Template
					template={ template }
					place={ place }
					onChange={ onChange }
				/>
			) }
		</>
	);
}

interface TemplateProps extends Omit< Props, 'dropped' | 'onToggle' > {
	template: string;
}

function Template( { template, place, onChange }: TemplateProps ) {
	const field = useRef< HTMLTextAreaElement >( null );
	const id = useId();
	const describedBy = { hint: `${ id }hint`, warnings: `${ id }warnings` };
	const insert = ( token: string ) => {
		if ( field.current ) {
			insertText( field.current, token, onChange );
		}
	};

	return (
		<div className="known-visitor-override">
			<TextareaControl
				__nextHasNoMarginBottom
				ref={ field }
				label={ __( 'First message', 'known-visitor' ) }
				rows={ 7 }
				value={ template }
				onChange={ onChange }
				aria-describedby={ Object.values( describedBy ).join( ' ' ) }
			/>
			<div className="known-visitor-override__foot">
				<TokenMenu facts={ place.facts } onPick={ insert } />
				<span>
					{ describeLength( countCharacters( tidy( template ) ) ) }
				</span>
			</div>
			<p id={ describedBy.hint } className="known-visitor-override__hint">
				{ __(
					'{default} stands for the site’s first message.',
					'known-visitor'
				) }
			</p>
			<Warnings
				id={ describedBy.warnings }
				template={ template }
				isRestricted={ place.isRestricted }
			/>
			<Preview template={ template } place={ place } />
		</div>
	);
}
