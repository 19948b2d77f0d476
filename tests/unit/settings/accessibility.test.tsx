import { act, screen } from '@testing-library/react';
import { axe } from 'jest-axe';

import type { SecretStatus } from '../../../src/settings/store/types';
import {
	messageField,
	OFFLINE,
	openScreen,
	refusal,
	saveButton,
	server,
	showScreen,
	resetServer,
} from './screen';

jest.mock( '@wordpress/api-fetch', () => jest.requireActual( './api-fetch' ) );

beforeEach( resetServer );

describe( 'axe finds nothing', () => {
	it.each< SecretStatus >( [
		{ source: 'option', strong: true },
		{ source: 'constant', strong: false },
		{ source: 'none', strong: false },
	] )( 'in the form with %j', async ( secret ) => {
		const { container } = await openScreen( { secret } );
		expect( await act( () => axe( container ) ) ).toHaveNoViolations();
	} );

	it( 'where the settings could not be loaded', async () => {
		server.mockRejectedValueOnce( OFFLINE );
		const { container } = showScreen();
		await screen.findByRole( 'button', { name: 'Try again' } );
		expect( await act( () => axe( container ) ) ).toHaveNoViolations();
	} );

	it( 'after a save that failed, with a warning and an error', async () => {
		const { container, user } = await openScreen( {
			first_message: '{nmae}',
		} );
		server.mockRejectedValueOnce( refusal( 'first_message', 'Too odd.' ) );
		await user.type( messageField(), '!' );
		await user.click( saveButton() );
		await screen.findByRole( 'alert' );
		expect( await act( () => axe( container ) ) ).toHaveNoViolations();
	} );

	it( 'in the dialog with an error', async () => {
		const { user } = await openScreen();
		await user.click( screen.getByRole( 'button', { name: 'Replace…' } ) );
		await user.click( screen.getByRole( 'radio', { name: 'Use my own' } ) );
		await user.click(
			screen.getByRole( 'button', { name: 'Replace the secret' } )
		);
		await screen.findByRole( 'alert' );
		expect( await act( () => axe( document.body ) ) ).toHaveNoViolations();
	} );
} );
