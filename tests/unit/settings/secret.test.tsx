import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

import type { SecretStatus } from '../../../src/settings/store/types';
import {
	EXPIRED,
	later,
	messageField,
	openScreen,
	refusal,
	server,
	settings,
	resetServer,
} from './screen';

jest.mock( '@wordpress/api-fetch', () => jest.requireActual( './api-fetch' ) );

beforeEach( resetServer );

const NONE: SecretStatus = { source: 'none', strong: false };
const OWN = 'correct horse battery';
const DONE = 'The new secret is in place.';

const button = ( name: string ) => screen.getByRole( 'button', { name } );
const dialog = () => screen.getByRole( 'dialog' );

async function openDialog( user: UserEvent ) {
	await user.click( button( 'Replace…' ) );
	return within( dialog() );
}

async function typeOwn( user: UserEvent, secret: string ) {
	await openDialog( user );
	await user.click( screen.getByRole( 'radio', { name: 'Use my own' } ) );
	await user.type( screen.getByLabelText( 'Your secret' ), secret );
	await user.click( button( 'Replace the secret' ) );
}

describe( 'What the owner may know of the secret', () => {
	it.each< [ SecretStatus, RegExp, RegExp ] >( [
		[
			{ source: 'option', strong: true },
			/A strong secret is in place/,
			/database/,
		],
		[
			{ source: 'option', strong: false },
			/The secret is weak/,
			/database/,
		],
		[
			{ source: 'constant', strong: true },
			/A strong secret is in place/,
			/It is set in wp-config\.php, as KNOWN_VISITOR_SECRET/,
		],
		[
			{ source: 'environment', strong: false },
			/The secret is weak/,
			/environment variable KNOWN_VISITOR_SECRET/,
		],
		[ NONE, /There is no secret yet\./, /nobody is identified/ ],
	] )( '%j', async ( secret, strength, source ) => {
		await openScreen( { secret } );
		const section = screen.getByRole( 'region', { name: 'Connection' } );
		expect( section ).toHaveTextContent( strength );
		expect( section ).toHaveTextContent( source );
	} );

	it.each< SecretStatus[ 'source' ] >( [ 'constant', 'environment' ] )(
		'cannot be changed here if it comes from the %s',
		async ( source ) => {
			await openScreen( { secret: { source, strong: true } } );
			const section = screen.getByRole( 'region', {
				name: 'Connection',
			} );
			expect( section ).toHaveTextContent( /cannot be replaced here/ );
			expect( within( section ).queryByRole( 'button' ) ).toBeNull();
		}
	);
} );

describe( 'Replacing the secret', () => {
	it( 'says first what it costs, and can be called off', async () => {
		const { user } = await openScreen();
		const inDialog = await openDialog( user );
		expect(
			inDialog.getByText( /Every visitor starts a new, empty/ )
		).toBeVisible();

		await user.click( button( 'Cancel' ) );
		expect( screen.queryByRole( 'dialog' ) ).toBeNull();
		expect( button( 'Replace…' ) ).toHaveFocus();
		expect( server ).not.toHaveBeenCalled();
	} );

	it( 'has a strong one made unless asked otherwise', async () => {
		const { user } = await openScreen( {
			secret: { source: 'option', strong: false },
		} );
		server.mockResolvedValueOnce( settings() );
		await openDialog( user );
		await user.click( button( 'Replace the secret' ) );

		expect( await screen.findByText( DONE ) ).toBeInTheDocument();
		expect( server ).toHaveBeenCalledWith( {
			path: '/known-visitor/v1/secret',
			method: 'POST',
			data: {},
		} );
		expect( screen.queryByRole( 'dialog' ) ).toBeNull();
		expect(
			screen.getByText( 'A strong secret is in place.' )
		).toBeVisible();
		expect( button( 'Replace…' ) ).toHaveFocus();
	} );

	it( 'takes one of the owner’s own, covered while it is typed', async () => {
		const { user } = await openScreen();
		server.mockResolvedValueOnce( settings() );
		await typeOwn( user, OWN );
		expect( await screen.findByText( DONE ) ).toBeInTheDocument();
		expect( server ).toHaveBeenCalledWith(
			expect.objectContaining( { data: { secret: OWN } } )
		);
	} );

	it( 'shows the owner’s own only on demand', async () => {
		const { user } = await openScreen();
		await openDialog( user );
		await user.click( screen.getByRole( 'radio', { name: 'Use my own' } ) );
		const field = screen.getByLabelText( 'Your secret' );
		expect( field ).toHaveAttribute( 'type', 'password' );
		expect( field ).toHaveAttribute( 'autocomplete', 'off' );
		await user.click( button( 'Show the secret' ) );
		expect( field ).toHaveAttribute( 'type', 'text' );
		await user.click( button( 'Hide the secret' ) );
		expect( field ).toHaveAttribute( 'type', 'password' );
	} );

	it( 'does not send one that is too short', async () => {
		const { user } = await openScreen();
		await typeOwn( user, 'short' );
		const field = screen.getByLabelText( 'Your secret' );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'at least 16 characters'
		);
		expect( field ).toBeInvalid();
		expect( field ).toHaveFocus();
		expect( server ).not.toHaveBeenCalled();
	} );

	it( 'marks at the field what the server refuses, and loses nothing', async () => {
		const { user } = await openScreen();
		server.mockRejectedValueOnce(
			refusal( 'secret', 'Everybody knows it.' )
		);
		await typeOwn( user, OWN );

		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			'Everybody knows it.'
		);
		const field = screen.getByLabelText( 'Your secret' );
		expect( field ).toHaveValue( OWN );
		await waitFor( () => expect( field ).toHaveFocus() );
		expect( field ).toHaveAccessibleDescription( /Everybody knows it/ );
	} );

	it.each( [
		[ 'an expired session', EXPIRED, /session has expired/ ],
		[
			'a secret that was fixed meanwhile',
			{
				code: 'known_visitor_secret_fixed',
				message: 'It is set in wp-config.php.',
				data: { status: 409 },
			},
			/It is set in wp-config\.php\./,
		],
	] )( 'stays open after %s', async ( _, error, reason ) => {
		const { user } = await openScreen();
		server.mockRejectedValueOnce( error );
		await openDialog( user );
		await user.click( button( 'Replace the secret' ) );
		expect( await within( dialog() ).findByText( reason ) ).toBeVisible();
		expect( button( 'Replace the secret' ) ).toHaveFocus();
	} );

	it( 'cannot be asked twice, nor left half way', async () => {
		const { user } = await openScreen();
		const answer = later();
		await openDialog( user );
		await user.click( button( 'Replace the secret' ) );
		await user.click( button( 'Replace the secret' ) );
		await user.keyboard( '{Escape}' );
		expect( dialog() ).toBeVisible();
		expect( server ).toHaveBeenCalledTimes( 1 );
		answer( settings() );
		expect( await screen.findByText( DONE ) ).toBeInTheDocument();
	} );

	it( 'leaves unsaved changes alone', async () => {
		const { user } = await openScreen( { first_message: 'one' } );
		await user.type( messageField(), ' two' );
		server.mockResolvedValueOnce( settings( { first_message: 'one' } ) );
		await openDialog( user );
		await user.click( button( 'Replace the secret' ) );
		await screen.findByText( DONE );
		expect( messageField() ).toHaveValue( 'one two' );
		expect( screen.getByText( 'Unsaved changes' ) ).toBeVisible();
	} );
} );

describe( 'The first secret', () => {
	it( 'is made without a question, for nothing can be lost', async () => {
		const { user } = await openScreen( { secret: NONE } );
		server.mockResolvedValueOnce( settings() );
		await user.click( button( 'Make a secret' ) );

		expect( await screen.findByText( DONE ) ).toBeInTheDocument();
		expect( server ).toHaveBeenCalledWith(
			expect.objectContaining( { data: {} } )
		);
		const status = screen.getByText( 'A strong secret is in place.' );
		expect( document.activeElement ).toContainElement( status );
	} );

	it( 'says why it could not be made', async () => {
		const { user } = await openScreen( { secret: NONE } );
		server.mockRejectedValueOnce( EXPIRED );
		await user.click( button( 'Make a secret' ) );
		expect(
			await screen.findByText( /session has expired/ )
		).toBeVisible();
		expect( button( 'Make a secret' ) ).toHaveFocus();
	} );

	it( 'can be the owner’s own', async () => {
		const { user } = await openScreen( { secret: NONE } );
		server.mockResolvedValueOnce( settings() );
		await user.click( button( 'Use my own…' ) );
		expect( screen.queryByText( /Every visitor starts/ ) ).toBeNull();
		await user.type( screen.getByLabelText( 'Your secret' ), OWN );
		await user.keyboard( '{Enter}' );

		expect( await screen.findByText( DONE ) ).toBeInTheDocument();
		expect( server ).toHaveBeenCalledWith(
			expect.objectContaining( { data: { secret: OWN } } )
		);
	} );
} );
