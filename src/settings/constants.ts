/** The element, printed by PHP, that the screen is rendered into. */
export const ROOT_ID = 'known-visitor-settings';

/** Routes of the plugin's REST API (section 11 of the product). */
export const SETTINGS_PATH = '/known-visitor/v1/settings';
export const SECRET_PATH = '/known-visitor/v1/secret';

/** The constant and the environment variable that may fix the secret. */
export const SECRET_CONSTANT = 'KNOWN_VISITOR_SECRET';

/** A shorter secret could be guessed; the server refuses it. */
export const SECRET_MIN_LENGTH = 16;

/** The longest template that the server takes, in characters. */
export const FIRST_MESSAGE_MAX_LENGTH = 4000;

/** What a new site starts with, and what "Back to the default" gives. */
export const DEFAULT_FIRST_MESSAGE = [
	'{full_name|Signed-in visitor} ({email|no e-mail})',
	'Client code: {user_id}',
	'Website: {page_host}',
	'Page: {page_link}',
].join( '\n' );
