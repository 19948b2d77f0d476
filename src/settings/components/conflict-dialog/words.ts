import { __ } from '@wordpress/i18n';

import type {
	CardRow,
	EditableSettings,
	Fields,
	SettingKey,
} from '../../settings';
import { getSite } from '../../site';
import { deliveries } from '../chat/delivery';
import { recipes } from '../moving/recipes';
import { fieldNames, nameSources } from '../visitors/fields';
import { modes } from '../visitors/paths';

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

const onOrOff = ( isOn: boolean ): string =>
	isOn ? __( 'On', 'known-visitor' ) : __( 'Off', 'known-visitor' );

const rowOf = ( { label, value }: CardRow ): string => `${ label }: ${ value }`;

function linesOf( fields: Fields ): string[] {
	const { name, last_name: lastName, ...switches } = fields;
	const values: Readonly< Record< string, string > > = {
		name: nameSources()[ name ],
		last_name: nameSources()[ lastName ],
		...Object.fromEntries(
			Object.entries( switches ).map( ( [ field, isOn ] ) => [
				field,
				onOrOff( isOn ),
			] )
		),
	};
	return Object.entries( fieldNames() ).map(
		( [ field, label ] ) => `${ label }: ${ values[ field ] }`
	);
}

function lines( key: SettingKey, settings: EditableSettings ): string[] {
	const { recipe, roles, paths, fields, card, delivery } = settings;
	switch ( key ) {
		case 'recipe':
			return [ recipes()[ recipe ] ];
		case 'roles':
			return roles.length
				? roles.map( ( role ) => getSite().roles[ role ] ?? role )
				: [ __( 'All signed-in visitors', 'known-visitor' ) ];
		case 'paths':
			return [ modes()[ paths.mode ], ...paths.list ];
		case 'fields':
			return linesOf( fields );
		case 'card':
			return [
				onOrOff( card.enabled ),
				rowOf( {
					label: __( 'Find in the CRM', 'known-visitor' ),
					value: onOrOff( card.find_in_crm ),
				} ),
				...card.rows.map( rowOf ),
			];
		case 'delivery':
			return [ deliveries()[ delivery ] ];
		default: {
			const value = settings[ key ];
			return typeof value === 'boolean'
				? [ onOrOff( value ) ]
				: [ value ].flat();
		}
	}
}

/** A setting as the screen tells it. */
export const toText = ( key: SettingKey, settings: EditableSettings ): string =>
	lines( key, settings ).join( '\n' ) || __( '(empty)', 'known-visitor' );
