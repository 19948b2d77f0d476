import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { focusIfLost } from '../../utils/focus';
import { readWidgetCode } from '../../utils/widget-code';
import { Group } from '../group';
import { KnownWidget } from './known-widget';
import { PasteField } from './paste-field';
import './widget-code.scss';

/** Keeps the focus here when the button that had it goes with the old state. */
function useFocusKeeper( state: string ) {
	const element = useRef< HTMLDivElement >( null );
	const before = useRef( state );
	useEffect( () => {
		if ( before.current !== state ) {
			const field = element.current?.querySelector( 'textarea' );
			focusIfLost( field ?? element.current );
		}
		before.current = state;
	}, [ state ] );
	return element;
}

/** The widget itself, for owners who want the plugin to print it. */
export function WidgetCode() {
	const { value, setValue } = useSetting( 'widget_url' );
	const [ before, setBefore ] = useState( '' );
	const isKnown = value !== '' && readWidgetCode( value ).address === value;
	const isReplacing = before !== '';
	const isShown = isKnown && ! isReplacing;
	const element = useFocusKeeper( isShown ? 'shown' : 'asked' );

	const take = ( address: string ) => {
		setValue( address );
		setBefore( '' );
	};

	return (
		<Group
			title={ __( 'Chat widget', 'known-visitor' ) }
			intro={ __(
				'If the chat is already on your site, leave this empty: everything else works all the same. Otherwise the plugin puts it on every page for you.',
				'known-visitor'
			) }
		>
			<div
				ref={ element }
				tabIndex={ -1 }
				className="known-visitor-widget-code"
			>
				{ isShown ? (
					<KnownWidget
						address={ value }
						onReplace={ () => setBefore( value ) }
						onRemove={ () => setValue( '' ) }
					/>
				) : (
					<PasteField
						// A known address stays until another takes its place.
						value={ isKnown ? '' : value }
						onChange={ setValue }
						onTake={ take }
						{ ...( isReplacing
							? { onCancel: () => take( before ) }
							: {} ) }
					/>
				) }
			</div>
		</Group>
	);
}
