import { __ } from '@wordpress/i18n';

import type { SettingKey } from '../../settings';

/** The name of a setting, as the screen has it. */
export const nameOf = ( key: SettingKey ): string =>
	( {
		enabled: __( 'Identify signed-in visitors', 'known-visitor' ),
		recipe: __( 'Recipe', 'known-visitor' ),
		site_address: __( 'Site address', 'known-visitor' ),
		fields: __( 'What Bitrix24 learns about a visitor', 'known-visitor' ),
		first_message: __( 'First message', 'known-visitor' ),
		meta_keys: __( 'Allowed user meta keys', 'known-visitor' ),
		card: __( 'Operator card', 'known-visitor' ),
		widget_url: __( 'Chat widget', 'known-visitor' ),
		roles: __( 'Who is identified', 'known-visitor' ),
		paths: __( 'On which pages', 'known-visitor' ),
		delivery: __( 'Page cache', 'known-visitor' ),
		forget: __( 'After signing out', 'known-visitor' ),
		delete_data: __( 'Deleting the plugin', 'known-visitor' ),
	} )[ key ];

function lines( value: unknown ): string[] {
	if ( typeof value === 'boolean' ) {
		return [
			value ? __( 'On', 'known-visitor' ) : __( 'Off', 'known-visitor' ),
		];
	}
	if ( Array.isArray( value ) ) {
		return value.flatMap( lines );
	}
	if ( typeof value === 'object' && value !== null ) {
		return Object.entries( value ).map(
			( [ name, part ] ) => `${ name }: ${ lines( part ).join( ', ' ) }`
		);
	}
	return [ String( value ) ];
}

/** A setting as text, whatever it is. */
export const toText = ( value: unknown ): string =>
	lines( value ).join( '\n' ) || __( '(empty)', 'known-visitor' );
