/**
 * What the owner pastes for the widget, taken apart by the same expressions, and
 * called by the same words, as on the server.
 */
import {
	OTHER_PRODUCTS,
	SCRIPT_ADDRESS,
	SETTINGS_SCHEMA,
	VENDOR_ADDRESS,
	type Site,
} from '../../contract';
import { fits } from '../../shared/schema';
import { getSite } from '../site';

/** What was pasted instead of the widget's code. */
export type WrongCode = keyof Site[ 'wrongCode' ];

export type WidgetCode =
	| { address: string; problem?: never }
	| { address?: never; problem: WrongCode };

function recognize( address: string | undefined ): WrongCode {
	if ( ! address ) {
		return 'nothing';
	}
	if ( address.includes( OTHER_PRODUCTS.form ) ) {
		return 'form';
	}
	if ( address.includes( OTHER_PRODUCTS.call ) ) {
		return 'call';
	}
	return address.startsWith( 'https://' ) ? 'other' : 'insecure';
}

/**
 * Takes the loader's address out of what was pasted.
 *
 * @param pasted The code as Bitrix24 shows it, an address, or nothing (then the address is empty).
 */
export function readWidgetCode( pasted: string ): WidgetCode {
	if ( pasted.trim() === '' ) {
		return { address: '' };
	}
	// In JSON, slashes are escaped.
	const found = pasted.replaceAll( '\\/', '/' ).match( SCRIPT_ADDRESS ) ?? [];
	const address = found.find( ( one ) =>
		fits( SETTINGS_SCHEMA.properties.widget_url, one )
	);
	return address ? { address } : { problem: recognize( found[ 0 ] ) };
}

/** Determines whether Bitrix24 itself serves a widget; else it is a self-hosted portal's. */
export const isVendors = ( address: string ): boolean =>
	VENDOR_ADDRESS.test( address );

/** What is wrong, and where the right code is, in the owner's words. */
export const explainWidgetCode = ( problem: WrongCode ): string =>
	getSite().wrongCode[ problem ];
