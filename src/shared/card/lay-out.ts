import { FIND_IN_CRM } from '../../contract';
import { fill, type PageFacts, type TokenValues } from '../first-message/fill';
import { toPlain, toUrl } from '../first-message/values';
import { onlyText } from '../only-text';
import type { Block, CardRow } from './blocks';

/** What the layout needs to know. */
export interface CardSource {
	/** The fields that the portal gets of the visitor. */
	readonly user: Readonly< Record< string, unknown > >;
	/** The template of the message; empty for none. */
	readonly message: string;
	readonly rows: readonly CardRow[];
	/** The values of the tokens, and what the browser knows of the page. */
	readonly values: PageFacts & TokenValues;
	/** The portal's address; empty where the widget does not tell it. */
	readonly host: string;
}

/** Returns those entries of an object that are not empty. */
const withoutEmpty = (
	texts: Readonly< Record< string, string > >
): Record< string, string > =>
	Object.fromEntries(
		Object.entries( texts ).filter( ( [ , text ] ) => text )
	);

/**
 * Lays out the operator's card: who the visitor is, the message, and the owner's
 * rows, without those whose value comes out empty.
 *
 * The loader gives it to the widget, the settings screen shows it.
 *
 * @param source         What the card is made of.
 * @param source.user    User fields.
 * @param source.message The template.
 * @param source.rows    Rows that the owner listed.
 * @param source.values  Values of the tokens.
 * @param source.host    The portal's address, where the widget tells it.
 * @return The blocks; longer, it may be, than the portal should get.
 */
export function layOutCard( source: CardSource ): Block[] {
	const { user, message, rows, values, host } = source;
	const { name, lastName, avatar } = user;

	// One way for all that a visitor brings: as the value of a token.
	const say = ( text: string ) => fill( '{text}', { ...values, text } );

	/** A link to the portal's search among its contacts: it looks no registered e-mail up by itself (read, 2026-05). */
	const findInCrm = () => {
		const email = say( onlyText( values[ 'email' ] ) );
		const search = `${ host }/crm/contact/list/?apply_filter=Y&FIND=${ encodeURIComponent( email ) }`;
		return (
			email &&
			toUrl( host ) &&
			fill( '[url={search_url}]{email}[/url]', {
				...values,
				search_url: search,
			} )
		);
	};

	const grid = rows
		.map( ( { label, value } ) => ( {
			NAME: toPlain( label ),
			VALUE: value === FIND_IN_CRM ? findInCrm() : fill( value, values ),
			DISPLAY: 'ROW',
		} ) )
		.filter( ( { VALUE } ) => VALUE );
	const MESSAGE = fill( message, values );

	return [
		{
			USER: withoutEmpty( {
				NAME: say( `${ onlyText( name ) } ${ onlyText( lastName ) }` ),
				AVATAR: toUrl( onlyText( avatar ) ),
				LINK: toUrl( onlyText( values[ 'profile_url' ] ) ),
			} ),
		},
		...( MESSAGE ? [ { MESSAGE } ] : [] ),
		...( grid.length ? [ { GRID: grid } ] : [] ),
	];
}
