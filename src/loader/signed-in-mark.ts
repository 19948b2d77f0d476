import { MARK_COOKIE } from '../shared/names';
import { ofDocument } from './document';

/** Returns the mark in a cookie that tells of somebody who is signed in; `0` tells of nobody. */
export const signedInMark = (): string | undefined =>
	ofDocument( 'cookie' )
		.split( '; ' )
		.filter( ( pair ) => pair.startsWith( MARK_COOKIE + '=' ) )
		.map( ( pair ) => pair.slice( MARK_COOKIE.length + 1 ) )
		.find( ( mark ) => /^[0-9a-f]{8}$/.test( mark ) );
