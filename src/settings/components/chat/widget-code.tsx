import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useFocusKeeper } from '../../hooks/use-focus-keeper';
import { useSetting } from '../../hooks/use-setting';
import { useStatus } from '../../status/context';
import { hasFoundChat } from '../../status/headline';
import { store } from '../../store';
import { readWidgetCode } from '../../validation/widget-code';
import { Notice } from '../notice';
import { Section } from '../section';
import { KnownWidget } from './known-widget';
import { PasteField } from './paste-field';
import './widget-code.scss';

/** Whether the home page has a chat that does not come from this plugin. */
function useHasOtherChat(): boolean {
	const { results } = useStatus();
	const isPrinted = useSelect(
		( select ) => !! select( store ).getSaved()?.widget_url,
		[]
	);
	return ! isPrinted && hasFoundChat( results );
}

/** Says what a chat that comes from elsewhere means for this one. */
function OtherChat( { isDouble }: { isDouble: boolean } ) {
	return (
		<Notice status={ isDouble ? 'warning' : 'success' }>
			{ isDouble
				? __(
						'Your theme or another plugin already adds a chat to your site. With this code there would be two: remove the other one first, or remove this one.',
						'known-visitor'
					)
				: __(
						'Your theme or another plugin already adds the chat to your site. There is nothing to paste here.',
						'known-visitor'
					) }
		</Notice>
	);
}

/** The widget itself, for owners who want the plugin to print it. */
export function WidgetCode() {
	const { value, setValue } = useSetting( 'widget_url' );
	const [ before, setBefore ] = useState( '' );
	const hasOther = useHasOtherChat();
	const isKnown = value !== '' && readWidgetCode( value ).address === value;
	const isReplacing = before !== '';
	const isShown = isKnown && ! isReplacing;
	const element = useFocusKeeper( isShown ? 'shown' : 'asked' );

	const take = ( address: string ) => {
		setValue( address );
		setBefore( '' );
	};

	return (
		<Section
			control="widget_url"
			title={ __( 'Chat widget', 'known-visitor' ) }
			intro={ __(
				'If the chat is not on your site yet, paste its code here. It then appears on every page.',
				'known-visitor'
			) }
		>
			{ hasOther && <OtherChat isDouble={ isKnown } /> }
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
		</Section>
	);
}
