import type { Facts } from './facts';

/**
 * Returns the host of an address, with its port.
 *
 * @param address What is no address comes back as it is.
 */
export const hostOf = ( address: string ): string => {
	try {
		return new URL( address ).host;
	} catch {
		return address;
	}
};

/** Bitrix24's own hosts, in whichever country. */
const VENDOR = /(^|\.)bitrix24\.[a-z]{2,4}(\.[a-z]{2})?$/i;

/**
 * Determines whether an address belongs to the chat: to its loader's host or its portal's.
 *
 * @param address An address that a policy or the network stopped.
 * @param facts   What is known of the chat.
 */
export const isOfChat = (
	address: string,
	facts: Pick< Facts, 'loaders' | 'widgets' >
): boolean => {
	const { loaders, widgets } = facts;
	const host = hostOf( address );
	return (
		VENDOR.test( host ) ||
		/\/bitrix\/|\/crm\/site_button\//.test( address ) ||
		[ ...loaders, ...widgets.map( ( widget ) => widget.host ) ].some(
			( known ) => known && hostOf( known ) === host
		)
	);
};
