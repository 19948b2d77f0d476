import { __ } from '@wordpress/i18n';

import { META_TOKEN_PREFIX } from '../../shared/tokens';
import type { BrowserToken, ServerToken } from '../../shared/tokens';

/** The type makes the list complete. */
const descriptions = (): Record< ServerToken | BrowserToken, string > => ( {
	user_id: __( 'User ID', 'known-visitor' ),
	user_login: __( 'Username', 'known-visitor' ),
	first_name: __( 'First name', 'known-visitor' ),
	last_name: __( 'Last name', 'known-visitor' ),
	full_name: __( 'First and last name', 'known-visitor' ),
	display_name: __( 'Display name', 'known-visitor' ),
	nickname: __( 'Nickname', 'known-visitor' ),
	email: __( 'Email address', 'known-visitor' ),
	role: __( 'Role on the site', 'known-visitor' ),
	registered: __( 'Registration date', 'known-visitor' ),
	locale: __( 'User language', 'known-visitor' ),
	site_name: __( 'Site title', 'known-visitor' ),
	site_url: __( 'Address of this site', 'known-visitor' ),
	profile_url: __( 'Address of the WordPress profile', 'known-visitor' ),
	page_url: __( 'Page address', 'known-visitor' ),
	page_title: __( 'Page title', 'known-visitor' ),
	page_link: __( 'Page title, as a link', 'known-visitor' ),
	page_host: __( 'Domain of the page', 'known-visitor' ),
	referrer: __( 'Address of the previous page', 'known-visitor' ),
} );

/** What a token stands for, in the owner's words; other plugins' tokens have none. */
export const describeToken = ( name: string ): string => {
	const known: Readonly< Record< string, string > > = descriptions();
	return (
		known[ name ] ??
		( name.startsWith( META_TOKEN_PREFIX )
			? __( 'User meta', 'known-visitor' )
			: __( 'Filled by another plugin', 'known-visitor' ) )
	);
};
