import { createReduxStore, register } from '@wordpress/data';

import * as actions from './actions';
import { reducer } from './reducer';
import * as selectors from './selectors';

/** The settings on this screen: what is saved, what was changed, and what went wrong. */
export const store = createReduxStore( 'known-visitor/settings', {
	reducer,
	actions,
	selectors,
} );

register( store );
