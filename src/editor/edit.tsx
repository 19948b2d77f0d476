import { InspectorControls, useBlockProps } from '@wordpress/block-editor';
import { Icon, PanelBody } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import type { Attributes } from './attributes';
import { Identify } from './components/identify';
import { Message } from './components/message';
import { icon } from './icon';
import type { Override } from './override/override';
import { readOverride } from './override/read';
import { writeOverride } from './override/write';
import { getSite } from './site';
import { usePlace } from './use-place';
import { useUndoSteps } from './use-undo-steps';
import { describe } from './words';
import './editor.scss';

interface Props {
	attributes: Attributes;
	setAttributes: ( attributes: Attributes ) => void;
}

/** In the canvas one line that says what the page does; in the side panel the choices. */
export function Edit( { attributes, setAttributes }: Props ) {
	const place = usePlace();
	const override = readOverride( attributes.shortcode );
	const dropped = useRef( '' );
	const asUndoStep = useUndoSteps();
	const change = ( part: Partial< Override > ) =>
		setAttributes( {
			shortcode: writeOverride( { ...override, ...part } ),
		} );
	const choose = ( part: Partial< Override > ) =>
		asUndoStep( () => change( part ) );

	return (
		<>
			<InspectorControls>
				<PanelBody title={ __( 'Identification', 'known-visitor' ) }>
					<Identify
						enabled={ override.enabled }
						onChange={ ( enabled ) => choose( { enabled } ) }
					/>
				</PanelBody>
				{ override.enabled !== false && (
					<PanelBody title={ __( 'First message', 'known-visitor' ) }>
						<Message
							template={ override.template }
							dropped={ dropped }
							place={ place }
							onToggle={ ( template ) => choose( { template } ) }
							onChange={ ( template ) => change( { template } ) }
						/>
					</PanelBody>
				) }
			</InspectorControls>
			<div
				{ ...useBlockProps( {
					className: 'known-visitor-override-block',
				} ) }
			>
				<Icon icon={ icon } />
				<span>{ describe( override, getSite().enabled ) }</span>
			</div>
		</>
	);
}
