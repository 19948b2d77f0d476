import type { SettingKey } from './types';

/** Every key that can be saved; the type makes the list complete. */
const KEYS: Record< SettingKey, true > = {
	enabled: true,
	recipe: true,
	site_address: true,
	fields: true,
	first_message: true,
	meta_keys: true,
	card: true,
	widget_url: true,
	roles: true,
	paths: true,
	delivery: true,
	forget: true,
	delete_data: true,
};

const isKey = ( key: string ): key is SettingKey => key in KEYS;

export const SETTING_KEYS: readonly SettingKey[] =
	Object.keys( KEYS ).filter( isKey );
