import { screen, within } from '@testing-library/react';

import { DEFAULT_FIRST_MESSAGE } from '../../../src/settings/constants';
import { BROWSER_TOKENS, SERVER_TOKENS } from '../../../src/shared/tokens';
import {
	messageField,
	openScreen,
	saveButton,
	server,
	resetServer,
} from './screen';

jest.mock( '@wordpress/api-fetch', () => jest.requireActual( './api-fetch' ) );

beforeEach( resetServer );

function field(): HTMLTextAreaElement {
	const element = messageField();
	if ( ! ( element instanceof HTMLTextAreaElement ) ) {
		throw new Error( 'The first message has more than one line.' );
	}
	return element;
}

describe( 'The tokens', () => {
	it.each( [
		[ 'About the visitor', SERVER_TOKENS ],
		[ 'About the page', BROWSER_TOKENS ],
	] )( 'are all listed with what they mean: %s', async ( title, names ) => {
		await openScreen();
		const list = screen.getByRole( 'list', { name: title } );
		const buttons = within( list ).getAllByRole( 'button' );
		expect( buttons ).toHaveLength( names.length );
		names.forEach( ( name, index ) => {
			expect( buttons[ index ] ).toHaveAccessibleName(
				expect.stringMatching( `^\\{${ name }\\} ?\\w` )
			);
		} );
	} );

	it( 'go in where the caret is, in place of what is selected', async () => {
		const { user } = await openScreen( { first_message: 'Hi NAME!' } );
		await user.click( field() );
		field().setSelectionRange( 3, 7 );
		await user.click(
			screen.getByRole( 'button', { name: /first_name/ } )
		);

		expect( field() ).toHaveValue( 'Hi {first_name}!' );
		expect( field() ).toHaveFocus();
		await user.keyboard( ' there' );
		expect( field() ).toHaveValue( 'Hi {first_name} there!' );
	} );

	it( 'go in by keyboard', async () => {
		const { user } = await openScreen( { first_message: '' } );
		screen.getByRole( 'button', { name: /page_link/ } ).focus();
		await user.keyboard( '{Enter}' );
		expect( field() ).toHaveValue( '{page_link}' );
	} );

	it( 'are pointed out when nobody knows them', async () => {
		const { user } = await openScreen( { first_message: '{nmae}' } );
		expect( screen.getByText( /^\{nmae\} is not a token/ ) ).toBeVisible();
		expect( field() ).toHaveAccessibleDescription( /\{nmae\} is not/ );

		await user.type( field(), ' {{full_nam}' );
		expect(
			await screen.findByText( /^\{nmae\}, \{full_nam\} are not tokens/ )
		).toBeVisible();
	} );
} );

describe( 'The text', () => {
	it( 'goes back to the default', async () => {
		const { user } = await openScreen( { first_message: 'Hello' } );
		const button = screen.getByRole( 'button', {
			name: 'Back to the default',
		} );
		await user.click( button );
		expect( field() ).toHaveValue( DEFAULT_FIRST_MESSAGE );
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'may be empty: then the chat sends its own', async () => {
		const { user } = await openScreen();
		const hint = /the chat sends a message of its own/;
		expect( screen.queryByText( hint ) ).toBeNull();
		await user.clear( field() );
		expect( screen.getByText( hint ) ).toBeVisible();
		expect( field() ).toBeValid();
	} );

	it( 'is counted in characters, as the server counts', async () => {
		await openScreen( { first_message: 'Hi 👋' } );
		expect( screen.getByText( '4 of 4,000 characters' ) ).toBeVisible();
		expect( field() ).toHaveAccessibleDescription( /4 of 4,000/ );
	} );

	it( 'says how much is left near the limit', async () => {
		const { user } = await openScreen( {
			first_message: 'x'.repeat( 3990 ),
		} );
		expect( screen.getByText( '10 characters left.' ) ).toBeInTheDocument();
		await user.type( field(), 'y' );
		expect(
			await screen.findByText( '9 characters left.' )
		).toBeInTheDocument();
	} );

	it( 'is not sent when it is too long', async () => {
		const { user } = await openScreen( {
			first_message: 'x'.repeat( 4000 ),
		} );
		expect( field() ).toBeValid();
		await user.type( field(), 'y' );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'The first message is too long. At most 4,000 characters fit.'
		);
		await user.click( saveButton() );

		expect( server ).not.toHaveBeenCalled();
		expect( field() ).toBeInvalid();
		expect( field() ).toHaveFocus();
	} );
} );
