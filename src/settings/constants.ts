/** The element, printed by PHP, that the screen is rendered into. */
export const ROOT_ID = 'known-visitor-settings';

/** Routes of the plugin's REST API (section 11 of the product). */
export const SETTINGS_PATH = '/known-visitor/v1/settings';
export const SECRET_PATH = '/known-visitor/v1/secret';
export const PREVIEW_PATH = '/known-visitor/v1/preview';
export const STATUS_PATH = '/known-visitor/v1/status';

/** The constant and the environment variable that may fix the secret. */
export const SECRET_CONSTANT = 'KNOWN_VISITOR_SECRET';

/** A shorter secret could be guessed; the server refuses it. */
export const SECRET_MIN_LENGTH = 16;

/** The longest template that the server takes, in characters. */
export const FIRST_MESSAGE_MAX_LENGTH = 4000;

/** The longest value of a row of the operator card, in characters. */
export const ROW_VALUE_MAX_LENGTH = 1000;

/** The longest label, path, meta key or site address, in characters. */
export const TEXT_MAX_LENGTH = 255;

/** How many entries each list takes. */
export const CARD_ROWS_MAX = 20;
export const META_KEYS_MAX = 50;
export const PATHS_MAX = 200;

/** User meta that the server never sends: the same expression as its own. */
export const SECRET_META =
	/session_tokens|capabilities$|user_level$|(^|_)pass(word|phrase|wd)?s?($|_)|activation_key|two_factor|totp|secret/i;

/** What a new site starts with, and what "Back to the default" gives. */
export const DEFAULT_FIRST_MESSAGE = [
	'{full_name|Signed-in visitor} ({email|no e-mail})',
	'Client code: {user_id}',
	'Website: {page_host}',
	'Page: {page_link}',
].join( '\n' );
