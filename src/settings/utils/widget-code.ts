/**
 * What the owner pastes for the widget: the same rules, and words, as the server's.
 */
import { __ } from '@wordpress/i18n';

/** The loader's address, at Bitrix24 or at a self-hosted portal. */
const LOADER =
	/^https:\/\/[a-z0-9.-]+(:\d+)?\/([\w.~-]+\/)*crm\/site_button\/loader_\d+_[a-z0-9]+\.js$/i;

const SCRIPT = /(?:https?:)?\/\/[^\s'"<>\\]+?\.js\b/gi;

/** Where Bitrix24 itself serves widgets. */
const VENDOR = /^cdn(-ru)?\.bitrix24\.(com|ru|ua|eu|in|kz|es|com\.br|de|by)$/i;

const MAX_LENGTH = 255;

/** What was pasted instead of the widget's code. */
export type WrongCode = 'nothing' | 'form' | 'call' | 'insecure' | 'other';

export type WidgetCode =
	| { address: string; problem?: never }
	| { address?: never; problem: WrongCode };

function recognize( url: string | undefined ): WrongCode {
	if ( ! url ) {
		return 'nothing';
	}
	if ( url.includes( '/crm/form/' ) ) {
		return 'form';
	}
	if ( url.includes( '/crm/tag/' ) ) {
		return 'call';
	}
	return url.startsWith( 'https://' ) ? 'other' : 'insecure';
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
	const urls = pasted.match( SCRIPT ) ?? [];
	const address = urls.find(
		( url ) => url.length <= MAX_LENGTH && LOADER.test( url )
	);
	return address ? { address } : { problem: recognize( urls[ 0 ] ) };
}

/** Tells whether Bitrix24 itself serves a widget; else it is a self-hosted portal's. */
export const isVendors = ( address: string ): boolean =>
	VENDOR.test( new URL( address ).host );

function describe( problem: WrongCode ): string {
	switch ( problem ) {
		case 'nothing':
			return __(
				'There is no address of a script in this code.',
				'known-visitor'
			);
		case 'form':
			return __(
				'This is the code of a Bitrix24 form, not of the chat widget.',
				'known-visitor'
			);
		case 'call':
			return __(
				'This is the code of Bitrix24 call tracking, not of the chat widget.',
				'known-visitor'
			);
		case 'insecure':
			return __(
				'The address of the widget has to start with https://.',
				'known-visitor'
			);
		case 'other':
			return __(
				'This script is not a Bitrix24 chat widget: its address has to end in /crm/site_button/loader_<number>_<letters and digits>.js.',
				'known-visitor'
			);
	}
}

/** What is wrong, and where the right code is, in the owner's words. */
export const explainWidgetCode = ( problem: WrongCode ): string =>
	`${ describe( problem ) } ${ __(
		'Copy the code of the website widget: in Bitrix24, CRM > Add-ons > Website widget.',
		'known-visitor'
	) }`;
