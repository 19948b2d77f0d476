import { Button, VisuallyHidden } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

import type { CheckAction as Action } from '../../api/status';
import { useSave } from '../../hooks/use-save';
import { goTo, placeOf } from '../../navigation';
import { getSite } from '../../site';
import { store } from '../../store';
import { focusStatus } from './focus';

interface Props {
	action: Action;
	variant: 'primary' | 'secondary' | 'link';
}

/** Switching on is done at once: whoever asks for it wants nothing else saved with it. */
function SwitchOn( { action, variant }: Props ) {
	const isSaving = useSelect( ( select ) => select( store ).isSaving(), [] );
	const save = useSave();
	const { edit } = useDispatch( store );
	return (
		<Button
			variant={ variant }
			{ ...( variant === 'link' ? {} : { __next40pxDefaultSize: true } ) }
			isBusy={ isSaving }
			disabled={ isSaving }
			accessibleWhenDisabled
			onClick={ async () => {
				await edit( { enabled: true } );
				if ( await save( [ 'enabled' ] ) ) {
					focusStatus();
				}
			} }
		>
			{ action.label }
		</Button>
	);
}

/** Opens the site in another tab; this one shows meanwhile where the outcome will be. */
function TryIt( { action, variant }: Props ) {
	return (
		<Button
			variant={ variant }
			{ ...( variant === 'link' ? {} : { __next40pxDefaultSize: true } ) }
			href={ getSite().trial.url }
			target="_blank"
			rel="noreferrer"
			onClick={ () => {
				const place = placeOf( action.url );
				if ( place ) {
					goTo( place );
				}
			} }
		>
			{ action.label }
			<VisuallyHidden>
				{
					/* translators: accessibility text, after the words of a link. */
					__( '(opens in a new tab)', 'known-visitor' )
				}
			</VisuallyHidden>
		</Button>
	);
}

/** What the owner can do about a check: a link to the control that does it. */
export function CheckAction( { action, variant }: Props ) {
	if ( action.id === 'enable' ) {
		return <SwitchOn action={ action } variant={ variant } />;
	}
	if ( action.id === 'try' ) {
		return <TryIt action={ action } variant={ variant } />;
	}
	return (
		<Button
			variant={ variant }
			{ ...( variant === 'link' ? {} : { __next40pxDefaultSize: true } ) }
			href={ action.url }
			onClick={ ( event: { preventDefault: () => void } ) => {
				const place = placeOf( action.url );
				if ( place ) {
					event.preventDefault();
					goTo( place );
				}
			} }
		>
			{ action.label }
		</Button>
	);
}
