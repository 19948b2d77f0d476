/**
 * What the server would refuse anyway, found while the owner types. The schema in
 * contract.ts says what fits; here are the words for what does not.
 */
import { __, sprintf } from '@wordpress/i18n';

import { SECRET_META_WORDS, SETTINGS_SCHEMA } from '../../contract';
import { findFault, type Fault } from '../../shared/schema';
import {
	SETTING_KEYS,
	type CardRow,
	type EditableSettings,
	type FieldErrors,
	type SettingKey,
} from '../settings';
import { formatNumber } from '../../admin/format-number';
import { explainWidgetCode, readWidgetCode } from './widget-code';

const { properties } = SETTINGS_SCHEMA;
const { label, value } = properties.card.properties.rows.items.properties;

/** Says what is wrong with a part of a setting; nothing leaves it to other words. */
type Explain = ( fault: Fault ) => string | undefined;

function explainLength( { keyword, limit }: Fault ) {
	return keyword === 'maxLength'
		? sprintf(
				/* translators: %s: the highest number of characters, e.g. "4,000". */
				__(
					'This is too long. At most %s characters fit.',
					'known-visitor'
				),
				formatNumber( limit )
			)
		: undefined;
}

function explainSiteAddress( { keyword }: Fault ) {
	return keyword === 'minLength'
		? __(
				'The site address cannot be empty: it is part of every visitor’s identity.',
				'known-visitor'
			)
		: sprintf(
				/* translators: %s: the highest number of characters, e.g. "255". */
				__(
					'The site address has to be one line of at most %s characters.',
					'known-visitor'
				),
				formatNumber( properties.site_address.maxLength )
			);
}

function explainPaths( { keyword, limit, value: path }: Fault ) {
	if ( keyword === 'maxItems' ) {
		return sprintf(
			/* translators: %s: the highest number of paths. */
			__( 'The list has room for %s pages.', 'known-visitor' ),
			formatNumber( limit )
		);
	}
	const typed = String( path );
	if ( /^https?:\/\//i.test( typed ) ) {
		return sprintf(
			/* translators: %s: a web address, e.g. "https://example.org/shop/". */
			__(
				'“%s” is not an address of this site. Enter only the part after the domain, such as /shop/.',
				'known-visitor'
			),
			typed
		);
	}
	if ( keyword === 'pattern' && typed.includes( '?' ) ) {
		return sprintf(
			/* translators: %s: a path with a query, e.g. "/?page_id=5". */
			__(
				'“%s” would mean another page: what follows the question mark does not count.',
				'known-visitor'
			),
			typed
		);
	}
	return keyword === 'maxLength'
		? sprintf(
				/* translators: 1: the beginning of a path. 2: the highest number of characters. */
				__(
					'“%1$s…” is too long. At most %2$s characters fit.',
					'known-visitor'
				),
				typed.slice( 0, 30 ),
				formatNumber( limit )
			)
		: sprintf(
				/* translators: %s: what was typed instead of a path. */
				__( '“%s” has to start with / or *.', 'known-visitor' ),
				typed
			);
}

function explainMetaKeys( { keyword, limit, value: key }: Fault ) {
	return keyword === 'maxItems'
		? sprintf(
				/* translators: %s: the highest number of keys. */
				__( 'The list has room for %s keys.', 'known-visitor' ),
				formatNumber( limit )
			)
		: sprintf(
				/* translators: 1: a user meta key. 2: the highest number of characters. */
				__(
					'“%1$s” is not a valid key. A key has at most %2$s characters, and none of { } |.',
					'known-visitor'
				),
				String( key ),
				formatNumber( properties.meta_keys.items.maxLength )
			);
}

/** What is wrong inside a row is said at that row. */
function explainCard( { limit }: Fault ) {
	return sprintf(
		/* translators: %s: the highest number of rows. */
		__( 'The card has room for %s rows.', 'known-visitor' ),
		formatNumber( limit )
	);
}

const EXPLAIN: Partial< Record< SettingKey, Explain > > = {
	first_message: explainLength,
	site_address: explainSiteAddress,
	paths: explainPaths,
	meta_keys: explainMetaKeys,
	card: explainCard,
};

/** Says what is wrong, in words of their own for what people do, and else in these. */
const sentenceFor = ( fault: Fault, explain?: Explain ): string =>
	explain?.( fault ) ??
	__(
		'This contains something that cannot be stored, such as a control character.',
		'known-visitor'
	);

/** Finds what is wrong with a site address. */
export function checkSiteAddress( address: string ): string | undefined {
	const fault = findFault( properties.site_address, address );
	return fault && sentenceFor( fault, explainSiteAddress );
}

/** Finds what is wrong with a label. */
export function checkLabel( row: CardRow ): string | undefined {
	const fault = findFault( label, row.label );
	return fault && sentenceFor( fault, explainLength );
}

/** Finds what is wrong with the value of a row. */
export function checkValue( row: CardRow ): string | undefined {
	const fault = findFault( value, row.value );
	return fault && sentenceFor( fault, explainLength );
}

/** Finds what is wrong with the rows of the card, one after the other. */
export const checkRows = ( rows: readonly CardRow[] ): string | undefined =>
	rows
		.map( ( row ) => checkLabel( row ) ?? checkValue( row ) )
		.find( ( sentence ) => sentence );

/** Determines whether the server would never send what is under a key: by the same rule as its own. */
function isSecretMeta( key: string ): boolean {
	const words = key
		.replace( /([a-z\d])([A-Z])/g, '$1_$2' )
		.toLowerCase()
		.replace( /[^a-z\d]+|compass/g, '_' );
	return SECRET_META_WORDS.some( ( secret ) =>
		`_${ words }_`.includes( secret )
	);
}

/** Finds what is wrong with a user meta key that may be on the list by its form. */
const checkSecretMeta = ( key: string ): string | undefined =>
	isSecretMeta( key )
		? sprintf(
				/* translators: %s: a user meta key. */
				__(
					'“%s” can never be sent: sessions, capabilities, passwords and other secrets stay on this site.',
					'known-visitor'
				),
				key
			)
		: undefined;

/** Determines whether a user meta key may be put on the list. */
export const canBeSent = ( key: string ): boolean =>
	! findFault( properties.meta_keys.items, key ) && ! checkSecretMeta( key );

/** Finds what the schema cannot say. */
function checkBeyondSchema(
	key: SettingKey,
	settings: EditableSettings
): string | undefined {
	switch ( key ) {
		case 'meta_keys':
			return settings.meta_keys
				.map( checkSecretMeta )
				.find( ( sentence ) => sentence );
		case 'card':
			return checkRows( settings.card.rows );
		default:
			return undefined;
	}
}

/** Finds what is wrong with one of the settings. */
function check(
	key: SettingKey,
	settings: EditableSettings
): string | undefined {
	if ( key === 'widget_url' ) {
		// What is typed there is code that holds the address.
		const { problem } = readWidgetCode( settings.widget_url );
		return problem && explainWidgetCode( problem );
	}
	const fault = findFault( properties[ key ], settings[ key ] );
	return (
		checkBeyondSchema( key, settings ) ??
		( fault && sentenceFor( fault, EXPLAIN[ key ] ) )
	);
}

/**
 * Finds what the server would refuse, so that the owner hears of it while typing.
 * The server has the last word.
 */
export const validate = ( settings: EditableSettings ): FieldErrors =>
	Object.fromEntries(
		SETTING_KEYS.map( ( key ) => [ key, check( key, settings ) ] ).filter(
			( [ , sentence ] ) => sentence
		)
	);

/**
 * Finds what was begun and would mean something else if it were saved as it is: an
 * empty list of roles is everybody, an empty list of pages nobody.
 *
 * @param settings The settings as they are edited.
 * @param begun    Whether the owner is about to choose roles, or has changed the pages.
 */
export function findUnfinished(
	settings: EditableSettings,
	begun: Readonly< Record< 'roles' | 'paths', boolean > >
): FieldErrors {
	const { roles, paths } = settings;
	const unfinished: FieldErrors = {};
	if ( begun.roles && roles.length === 0 ) {
		unfinished[ 'roles' ] = __(
			'Select at least one role, or choose “All signed-in visitors”.',
			'known-visitor'
		);
	}
	if ( begun.paths && paths.mode === 'only' && paths.list.length === 0 ) {
		unfinished[ 'paths' ] = __(
			'Add at least one page, or choose “On all pages”.',
			'known-visitor'
		);
	}
	return unfinished;
}
