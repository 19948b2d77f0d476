import { __ } from '@wordpress/i18n';

import { META_TOKEN_PREFIX } from '../../../shared/tokens';
import type { BrowserToken, ServerToken } from '../../../shared/tokens';

/** The type makes the list complete. */
const descriptions = (): Record< ServerToken | BrowserToken, string > => ( {
	user_id: __( 'Number of the user', 'known-visitor' ),
	user_login: __( 'Username', 'known-visitor' ),
	first_name: __( 'First name', 'known-visitor' ),
	last_name: __( 'Last name', 'known-visitor' ),
	full_name: __( 'First and last name', 'known-visitor' ),
	display_name: __( 'Name shown on the site', 'known-visitor' ),
	nickname: __( 'Nickname', 'known-visitor' ),
	email: __( 'E-mail address', 'known-visitor' ),
	role: __( 'Role on the site', 'known-visitor' ),
	registered: __( 'Date of registration', 'known-visitor' ),
	locale: __( 'Language of the user', 'known-visitor' ),
	site_name: __( 'Title of the site', 'known-visitor' ),
	site_url: __( 'Address of the site', 'known-visitor' ),
	profile_url: __( 'Address of the profile', 'known-visitor' ),
	page_url: __( 'Address of the page', 'known-visitor' ),
	page_title: __( 'Title of the page', 'known-visitor' ),
	page_link: __( 'Title of the page, as a link', 'known-visitor' ),
	page_host: __( 'Domain of the page', 'known-visitor' ),
	referrer: __( 'Address of the page before', 'known-visitor' ),
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
