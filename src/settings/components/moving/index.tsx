import { Button } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { store } from '../../store';
import { MovingDialog } from './moving-dialog';
import { recipes } from './recipes';
import { Section } from '../section';
import './moving.scss';

/** For owners whose theme has identified visitors by code of its own. */
export function Moving() {
	const { secret, canMove } = useSelect(
		( select ) => ( {
			secret: select( store ).getSecret(),
			canMove: select( store ).canMove(),
		} ),
		[]
	);
	const { value: recipe } = useSetting( 'recipe' );
	const { value: address } = useSetting( 'site_address' );
	const [ isOpen, setIsOpen ] = useState( false );

	return (
		<Section
			control="move"
			title={ __( 'Moving from a hand-made snippet', 'known-visitor' ) }
			intro={ __(
				'Did your site use code from Bitrix24’s help page to identify visitors? Move its secret here, and visitors keep their conversations. Otherwise, leave this as it is.',
				'known-visitor'
			) }
		>
			<dl className="known-visitor-moving">
				<div>
					<dt>{ __( 'Recipe', 'known-visitor' ) }</dt>
					<dd>{ recipes()[ recipe ] }</dd>
				</div>
				<div>
					<dt>{ __( 'Site address', 'known-visitor' ) }</dt>
					<dd>
						<code dir="ltr">{ address }</code>
					</dd>
				</div>
			</dl>
			{ canMove ? (
				<div>
					<Button
						variant="secondary"
						__next40pxDefaultSize
						aria-haspopup="dialog"
						onClick={ () => setIsOpen( true ) }
					>
						{ __( 'Move from a snippet…', 'known-visitor' ) }
					</Button>
				</div>
			) : (
				<p>
					{ sprintf(
						/* translators: %s: Name of a setting. */
						__(
							'%s can only be changed by an administrator of the network, because all of its sites have the same secret.',
							'known-visitor'
						),
						__( 'Site address', 'known-visitor' )
					) }
				</p>
			) }
			{ isOpen && secret && (
				<MovingDialog
					source={ secret.source }
					onClose={ () => setIsOpen( false ) }
				/>
			) }
		</Section>
	);
}
