/**
 * The settings screen with a server of the test's own: only apiFetch, the border
 * to the outer world, is a stand-in (each test file puts api-fetch.ts in its place).
 */
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';

import { App } from '../../../src/settings/components/app';
import { DEFAULT_FIRST_MESSAGE } from '../../../src/settings/constants';
import { store } from '../../../src/settings/store';
import type { Settings } from '../../../src/settings/store/types';
import { server } from './api-fetch';

export { preview, resetServer, server, status, users } from './api-fetch';

// What WordPress repeats for screen readers is not a second message.
configure( {
	defaultIgnore: 'script, style, [aria-live]',
	asyncUtilTimeout: 15000,
} );

// jsdom has no layout, so it has nothing to scroll.
Element.prototype.scrollIntoView = () => {};
window.scrollTo = () => {};

/** What a new site answers, but for what a test says. */
export function settings( different: Partial< Settings > = {} ): Settings {
	return {
		enabled: true,
		recipe: 'hmac',
		site_address: 'example.org',
		fields: {
			name: 'first_name',
			last_name: 'last_name',
			avatar: true,
			email: true,
			www: false,
			position: false,
		},
		first_message: DEFAULT_FIRST_MESSAGE,
		meta_keys: [],
		card: { enabled: false, rows: [] },
		widget_url: '',
		roles: [],
		paths: { mode: 'all', list: [] },
		delivery: 'page',
		forget: true,
		delete_data: true,
		secret: { source: 'option', strong: true },
		...different,
	};
}

/** An answer that the server gives when the test says so. */
export function later() {
	let answer: ( value: unknown ) => void = () => {};
	server.mockReturnValueOnce(
		new Promise( ( resolve ) => {
			answer = resolve;
		} )
	);
	return ( value: unknown ) => answer( value );
}

/** Shows the screen as it is before the server has answered. */
export function showScreen() {
	const registry = createRegistry();
	registry.register( store );
	registry.register( noticesStore );
	const { container } = render(
		<RegistryProvider value={ registry }>
			<App />
		</RegistryProvider>
	);
	return { container, user: userEvent.setup( { delay: null } ) };
}

/** Shows the screen with its settings loaded. */
export async function openScreen( different: Partial< Settings > = {} ) {
	server.mockResolvedValueOnce( settings( different ) );
	const shown = showScreen();
	await screen.findByRole( 'button', { name: 'Save changes' } );
	// The preview and the checks have had their first answers.
	await screen.findByText( '1a2b3c4d' );
	await screen.findByText( /as it should be/ );
	server.mockClear();
	return shown;
}

/** What WordPress answers to a nonce of a session that has ended. */
export const EXPIRED = {
	code: 'rest_cookie_invalid_nonce',
	message: 'Cookie check failed',
	data: { status: 403 },
};

/** What apiFetch rejects with when there is no network. */
export const OFFLINE = {
	code: 'fetch_error',
	message: 'You are probably offline.',
};

/** What the plugin answers to a value that it does not take. */
export const refusal = ( field: string, sentence: string ) => ( {
	code: 'rest_invalid_param',
	message: `Invalid parameter(s): ${ field }`,
	data: { status: 400, params: { [ field ]: sentence } },
} );

export const messageField = () =>
	screen.getByRole( 'textbox', {
		name: 'What the operator reads when a conversation starts',
	} );

export const saveButton = () =>
	screen.getByRole( 'button', { name: 'Save changes' } );
