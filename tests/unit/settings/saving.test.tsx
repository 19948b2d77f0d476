import { fireEvent, screen, waitFor } from '@testing-library/react';

import {
	EXPIRED,
	later,
	messageField,
	OFFLINE,
	openScreen,
	refusal,
	saveButton,
	server,
	settings,
	resetServer,
} from './screen';

jest.mock( '@wordpress/api-fetch', () => jest.requireActual( './api-fetch' ) );

beforeEach( resetServer );

const masterSwitch = () =>
	screen.getByRole( 'checkbox', { name: 'Identify signed-in visitors' } );

/** Whether the browser would ask before it leaves the page. */
const asksBeforeLeaving = () =>
	! fireEvent( window, new Event( 'beforeunload', { cancelable: true } ) );

describe( 'Saving', () => {
	it( 'sends only what was changed', async () => {
		const { user } = await openScreen();
		server.mockResolvedValueOnce( settings( { enabled: false } ) );
		await user.click( masterSwitch() );
		await user.click( saveButton() );

		expect(
			await screen.findByText( 'Settings saved.' )
		).toBeInTheDocument();
		expect( server ).toHaveBeenCalledTimes( 1 );
		expect( server ).toHaveBeenCalledWith( {
			path: '/known-visitor/v1/settings',
			method: 'POST',
			data: { enabled: false, base: { enabled: true } },
		} );
		expect( masterSwitch() ).not.toBeChecked();
		expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		expect( saveButton() ).toHaveFocus();
	} );

	it( 'has nothing to save once a change is taken back', async () => {
		const { user } = await openScreen();
		await user.click( masterSwitch() );
		expect( screen.getByText( 'Unsaved changes' ) ).toBeVisible();
		await user.click( masterSwitch() );
		expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		await user.click( saveButton() );
		expect( server ).not.toHaveBeenCalled();
	} );

	it( 'asks before unsaved changes are left, and not after', async () => {
		const { user } = await openScreen();
		expect( asksBeforeLeaving() ).toBe( false );
		await user.click( masterSwitch() );
		expect( asksBeforeLeaving() ).toBe( true );

		const answer = later();
		await user.click( saveButton() );
		expect( asksBeforeLeaving() ).toBe( true );
		answer( settings( { enabled: false } ) );
		await screen.findByText( 'Settings saved.' );
		expect( asksBeforeLeaving() ).toBe( false );
	} );

	it( 'keeps what is typed while it saves', async () => {
		const { user } = await openScreen( { first_message: 'one' } );
		const answer = later();
		await user.type( messageField(), ' two' );
		await user.click( saveButton() );
		expect( screen.getByText( 'Saving…' ) ).toBeVisible();
		await user.type( messageField(), ' three' );
		answer( settings( { first_message: 'one two' } ) );

		expect( await screen.findByText( 'Unsaved changes' ) ).toBeVisible();
		expect( messageField() ).toHaveValue( 'one two three' );
	} );

	it( 'keeps even a change back to the old value while it saves', async () => {
		const { user } = await openScreen();
		const answer = later();
		await user.click( masterSwitch() );
		await user.click( saveButton() );
		await user.click( masterSwitch() );
		answer( settings( { enabled: false } ) );

		expect( await screen.findByText( 'Unsaved changes' ) ).toBeVisible();
		expect( masterSwitch() ).toBeChecked();
	} );

	it( 'shows what the server made of a value', async () => {
		const { user } = await openScreen( { first_message: 'a' } );
		server.mockResolvedValueOnce( settings( { first_message: 'ab' } ) );
		await user.type( messageField(), 'b\u0007' );
		await user.click( saveButton() );
		await screen.findByText( 'Settings saved.' );
		expect( messageField() ).toHaveValue( 'ab' );
	} );

	it.each( [
		[
			'an expired session',
			EXPIRED,
			/Your session has expired. Sign in in another tab, then save again/,
		],
		[
			'somebody who was signed out',
			{ code: 'rest_forbidden', message: '', data: { status: 401 } },
			/Your session has expired/,
		],
		[
			'an expired session in WordPress 6.8',
			{ status: 400, statusText: 'Bad Request' },
			/Your session has expired/,
		],
		[
			'a network lost just now',
			new TypeError( 'Failed to fetch' ),
			/cannot be reached/,
		],
		[ 'a lost network', OFFLINE, /cannot be reached/ ],
		[
			'a server in trouble',
			{ code: 'x', message: 'The database is away.' },
			/The database is away\./,
		],
	] )( 'loses nothing to %s', async ( _, error, reason ) => {
		const { user } = await openScreen();
		server.mockRejectedValueOnce( error );
		await user.clear( messageField() );
		await user.type( messageField(), 'Precious' );
		await user.click( saveButton() );

		expect( await screen.findByText( reason ) ).toBeVisible();
		expect( screen.queryByText( 'Settings saved.' ) ).toBeNull();
		expect( messageField() ).toHaveValue( 'Precious' );
		expect( saveButton() ).toHaveFocus();

		server.mockResolvedValueOnce(
			settings( { first_message: 'Precious' } )
		);
		await user.click( saveButton() );
		expect(
			await screen.findByText( 'Settings saved.' )
		).toBeInTheDocument();
		expect( screen.queryByText( reason ) ).toBeNull();
	} );

	it( 'takes "saved" back when the next save fails', async () => {
		const { user } = await openScreen();
		server.mockResolvedValueOnce( settings( { enabled: false } ) );
		await user.click( masterSwitch() );
		await user.click( saveButton() );
		await screen.findByText( 'Settings saved.' );

		server.mockRejectedValueOnce( OFFLINE );
		await user.click( masterSwitch() );
		await user.click( saveButton() );
		await screen.findByText( /cannot be reached/ );
		await waitFor( () =>
			expect( screen.queryByText( 'Settings saved.' ) ).toBeNull()
		);
	} );

	it( 'does not call an answer that it cannot read a success', async () => {
		const { user } = await openScreen();
		server.mockResolvedValueOnce( { enabled: false } );
		await user.click( masterSwitch() );
		await user.click( saveButton() );
		expect(
			await screen.findByText( /does not understand/ )
		).toBeVisible();
		expect( screen.getByText( 'Unsaved changes' ) ).toBeVisible();
	} );
} );

describe( 'A value that the server refuses', () => {
	it( 'is marked at its field, which gets the focus', async () => {
		const { user } = await openScreen();
		server.mockRejectedValueOnce(
			refusal( 'first_message', 'This message is not welcome.' )
		);
		await user.type( messageField(), '!' );
		await user.click( saveButton() );

		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			'This message is not welcome.'
		);
		expect( messageField() ).toBeInvalid();
		expect( messageField() ).toHaveAccessibleDescription(
			/This message is not welcome/
		);
		await waitFor( () => expect( messageField() ).toHaveFocus() );

		await user.type( messageField(), '?' );
		expect( messageField() ).toBeValid();
		expect( screen.queryByRole( 'alert' ) ).toBeNull();
	} );

	it( 'is named beside the button if it has no field here', async () => {
		const { user } = await openScreen();
		server.mockRejectedValueOnce(
			refusal( 'fields[name]', 'No such name.' )
		);
		await user.click( masterSwitch() );
		await user.click( saveButton() );
		expect( await screen.findByText( /No such name\./ ) ).toBeVisible();
	} );
} );
