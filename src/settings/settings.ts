/** The settings, as this screen handles them. What each may be, the PHP says. */
import {
	SECRET_STATUS_SCHEMA,
	SETTINGS_SCHEMA,
	type EditableSettings,
	type SecretStatus,
} from '../contract';
import { fits, isRecord, schemaGuard, type Schema } from '../shared/schema';

export type { EditableSettings, SecretStatus } from '../contract';

/** What `GET /settings` answers. */
export interface Settings extends EditableSettings {
	readonly secret: SecretStatus;
	/** Those that only who manages the network may change; not there if there are none. */
	readonly locked?: readonly string[];
}

export type SettingKey = keyof EditableSettings;

/** The settings that differ from what is saved. */
export type Edits = Partial< EditableSettings >;

/** Where each user field comes from. */
export type Fields = EditableSettings[ 'fields' ];

/** Where the secret comes from. */
export type SecretSource = SecretStatus[ 'source' ];

/** One row of the operator card. */
export type CardRow = EditableSettings[ 'card' ][ 'rows' ][ number ];

/** One sentence per field that the server, or this screen, will not take. */
export type FieldErrors = Partial< Record< string, string > >;

const { properties } = SETTINGS_SCHEMA;

const isKey = ( name: string ): name is SettingKey => name in properties;

/** Every key that can be saved. */
export const SETTING_KEYS: readonly SettingKey[] =
	Object.keys( properties ).filter( isKey );

/** What a new site starts with, and what "Back to the default" gives. */
export const DEFAULT_FIRST_MESSAGE = properties.first_message.default;

/** What comes from the server; a site that nobody has set up yet has no address. */
const ANSWERED: Readonly< Record< string, Schema > > = {
	...properties,
	site_address: { type: 'string', required: true },
};

/**
 * Determines whether an answer of the server is the whole settings. More than that
 * is fine (a newer server), less is not: a field would silently be reset.
 */
export const isSettings = schemaGuard< Settings >( {
	type: 'object',
	properties: {
		...ANSWERED,
		secret: { ...SECRET_STATUS_SCHEMA, required: true },
		locked: { type: 'array', items: { type: 'string' } },
	},
} );

/** Determines whether a value holds some of the settings, and nothing else. */
export const isSomeSettings = ( value: unknown ): value is Edits =>
	isRecord( value ) &&
	Object.entries( value ).every( ( [ key, setting ] ) => {
		const schema = ANSWERED[ key ];
		return schema !== undefined && fits( schema, setting );
	} );
