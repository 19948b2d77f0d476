import { SETTINGS_SCHEMA } from '../../../src/contract';
import type { Settings } from '../../../src/settings/settings';

const { properties } = SETTINGS_SCHEMA;

/** What a new site answers, but for what a test says. */
export const settings = ( different: Partial< Settings > = {} ): Settings => ( {
	enabled: true,
	recipe: 'hmac',
	site_address: 'example.org',
	fields: { ...properties.fields.default },
	first_message: properties.first_message.default,
	meta_keys: [],
	card: { enabled: false, find_in_crm: false, rows: [] },
	widget_url: '',
	roles: [],
	paths: { mode: 'all', list: [] },
	delivery: 'page',
	forget: true,
	delete_data: true,
	secret: { source: 'option', strong: true },
	...different,
} );
