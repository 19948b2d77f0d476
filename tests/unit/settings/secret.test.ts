/**
 * What the screen says of a secret of the owner's own.
 */
import { TextEncoder } from 'node:util';
import { isWeak } from '../../../src/settings/components/secret/check-secret';
import secrets from '../../vectors/secret.json';

// jsdom has none.
Object.assign( globalThis, { TextEncoder } );

it.each( secrets.weak )( 'is weak, as on the server: %s', ( secret ) => {
	expect( isWeak( secret ) ).toBe( true );
} );

it.each( secrets.strong )( 'is strong, as on the server: %s', ( secret ) => {
	expect( isWeak( secret ) ).toBe( false );
} );
