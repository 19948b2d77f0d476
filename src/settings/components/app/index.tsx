import { Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { store } from '../../store';
import { focusIfLost } from '../../utils/focus';
import { LoadFailure } from './load-failure';
import { Form } from './form';
import './app.scss';

function Loading() {
	return (
		<div role="status" className="known-visitor-app__loading">
			<Spinner />
			{ __( 'Loading the settings…', 'known-visitor' ) }
		</div>
	);
}

function useLoad() {
	const state = useSelect(
		( select ) => ( {
			isLoaded: select( store ).getSettings() !== null,
			isLoading: select( store ).isLoading(),
			failure: select( store ).getLoadFailure(),
		} ),
		[]
	);
	const { load } = useDispatch( store );

	useEffect( () => {
		void load();
	}, [ load ] );

	return { ...state, load };
}

/** The form once the settings are there; until then, why they are not. */
function Content( { onRecovery }: { onRecovery: () => void } ) {
	const { isLoaded, isLoading, failure, load } = useLoad();

	const retry = async () => {
		await load();
		onRecovery();
	};

	if ( isLoaded ) {
		return <Form />;
	}
	return failure ? (
		<LoadFailure
			failure={ failure }
			isRetrying={ isLoading }
			onRetry={ retry }
		/>
	) : (
		<Loading />
	);
}

/** The whole settings screen. */
export function App() {
	const title = useRef< HTMLHeadingElement >( null );

	// The button that had the focus is gone when a second try has worked.
	const keepFocus = () => {
		focusIfLost( title.current );
	};

	return (
		<div className="known-visitor-app">
			<h1 ref={ title } tabIndex={ -1 }>
				{ __( 'Known Visitor', 'known-visitor' ) }
			</h1>
			<Content onRecovery={ keepFocus } />
		</div>
	);
}
