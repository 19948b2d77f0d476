/** Where the secret comes from; the constant wins over the variable, that over the option. */
export type SecretSource = 'constant' | 'environment' | 'option' | 'none';

/** All that the browser ever learns about the secret. */
export interface SecretStatus {
	source: SecretSource;
	strong: boolean;
}

/** Where each user field comes from. */
export interface Fields {
	name: 'first_name' | 'display_name' | 'nickname';
	last_name: 'last_name' | 'none';
	avatar: boolean;
	email: boolean;
	www: boolean;
	position: boolean;
}

/** One row of the operator card. */
export interface CardRow {
	label: string;
	value: string;
}

/** What the owner can change and save, by the names of the REST API. */
export interface EditableSettings {
	enabled: boolean;
	recipe: 'hmac' | 'md5';
	site_address: string;
	fields: Fields;
	first_message: string;
	meta_keys: string[];
	card: { enabled: boolean; rows: CardRow[] };
	widget_url: string;
	roles: string[];
	paths: { mode: 'all' | 'only' | 'except'; list: string[] };
	delivery: 'page' | 'request';
	forget: boolean;
	delete_data: boolean;
}

/** What `GET /settings` answers. */
export interface Settings extends EditableSettings {
	readonly secret: SecretStatus;
}

export type SettingKey = keyof EditableSettings;

/** The settings that differ from what is saved. */
export type Edits = Partial< EditableSettings >;

/** One sentence per field that the server, or this screen, will not take. */
export type FieldErrors = Partial< Record< string, string > >;

/**
 * Why a request did not do what was asked.
 *
 * - `session`: signed out, or no longer allowed.
 * - `network`: no answer at all.
 * - `invalid`: a value was refused; `fields` says which and why.
 * - `conflict`: another administrator has changed the same; `theirs` says to what.
 * - `unreadable`: an answer that is not the settings.
 * - `refused`: anything else, with the server's own words.
 */
export interface Failure {
	reason:
		| 'session'
		| 'network'
		| 'invalid'
		| 'conflict'
		| 'unreadable'
		| 'refused';
	message: string;
	fields: FieldErrors;
	theirs?: Edits;
}

/** What the screen knows. */
export interface State {
	/** As the server has it; null until the first answer. */
	saved: Settings | null;
	/** What the owner changed since. */
	edits: Edits;
	/** What a running save has sent. */
	sent: Edits | null;
	/** Whether the settings are being read. */
	isLoading: boolean;
	loadFailure: Failure | null;
	saveFailure: Failure | null;
	/** What another administrator saved meanwhile, of what was changed here, too. */
	conflict: Edits | null;
	/** The server's errors, until the field is changed. */
	fieldErrors: FieldErrors;
	/** How often the secret was replaced on this screen. */
	secretsReplaced: number;
}
