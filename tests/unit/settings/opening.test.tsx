import { screen, waitFor } from '@testing-library/react';

import {
	EXPIRED,
	later,
	messageField,
	OFFLINE,
	openScreen,
	saveButton,
	server,
	settings,
	showScreen,
	resetServer,
} from './screen';

jest.mock( '@wordpress/api-fetch', () => jest.requireActual( './api-fetch' ) );

beforeEach( resetServer );

describe( 'Opening the screen', () => {
	it( 'shows the saved settings, with nothing to save', async () => {
		await openScreen( { enabled: false, first_message: 'Hello' } );

		expect(
			screen.getByRole( 'heading', { level: 1, name: 'Known Visitor' } )
		).toBeVisible();
		expect(
			screen.getByRole( 'checkbox', {
				name: 'Identify signed-in visitors',
			} )
		).not.toBeChecked();
		expect( messageField() ).toHaveValue( 'Hello' );
		expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'says that it loads', async () => {
		const answer = later();
		showScreen();
		expect( screen.getByRole( 'status' ) ).toHaveTextContent(
			'Loading the settings…'
		);

		answer( settings() );
		expect(
			await screen.findByRole( 'button', { name: 'Save changes' } )
		).toBeVisible();
		expect( server ).toHaveBeenCalledWith( {
			path: '/known-visitor/v1/settings',
		} );
	} );

	it.each( [
		[ 'the network is away', OFFLINE, /cannot be reached/ ],
		[ 'the session has expired', EXPIRED, /session has expired/ ],
		[
			'the server says why',
			{ code: 'x', message: 'The database is away.' },
			/The database is away\./,
		],
		[ 'nobody knows why', undefined, /Something went wrong/ ],
	] )( 'offers another try when %s', async ( _, error, reason ) => {
		server.mockRejectedValueOnce( error );
		const { user } = showScreen();
		const retry = await screen.findByRole( 'button', {
			name: 'Try again',
		} );
		expect( screen.getByText( reason ) ).toBeVisible();

		server.mockResolvedValueOnce( settings() );
		await user.click( retry );
		expect(
			await screen.findByRole( 'button', { name: 'Save changes' } )
		).toBeVisible();
		await waitFor( () =>
			expect( screen.getByRole( 'heading', { level: 1 } ) ).toHaveFocus()
		);
	} );

	it( 'keeps the focus on the button when another try fails, too', async () => {
		server.mockRejectedValue( OFFLINE );
		const { user } = showScreen();
		const retry = await screen.findByRole( 'button', {
			name: 'Try again',
		} );
		await user.click( retry );
		await waitFor( () =>
			expect( retry ).not.toHaveAttribute( 'aria-disabled', 'true' )
		);
		expect( retry ).toHaveFocus();
	} );

	it.each( [
		[ 'a page of HTML', '<html></html>' ],
		[ 'a setting less', { ...settings(), first_message: undefined } ],
		[ 'a value of another kind', { ...settings(), enabled: '1' } ],
		[
			'a value that is not on the list',
			{ ...settings(), secret: { source: 'cloud', strong: true } },
		],
		[ 'a list with a hole', { ...settings(), roles: [ null ] } ],
	] )( 'does not believe %s', async ( _, answer ) => {
		server.mockResolvedValueOnce( answer );
		showScreen();
		expect(
			await screen.findByText( /does not understand/ )
		).toBeVisible();
	} );

	it( 'takes the settings of a newer server', async () => {
		server.mockResolvedValueOnce( { ...settings(), invented_later: 1 } );
		showScreen();
		expect(
			await screen.findByRole( 'button', { name: 'Save changes' } )
		).toBeVisible();
	} );
} );
