/**
 * Whose identity the page has in hand: what the loader looks at, looked at once more.
 */
import type { TrialData } from '../contract';
import { scriptTexts } from '../loader/document';
import {
	parsePageData,
	readOverride,
	type PageData,
} from '../loader/page-data';
import { signedInMark } from '../loader/signed-in-mark';
import { hasMarkCookie, isSignedIn } from '../loader/trace';
import { DATA_ELEMENT_ID, REQUEST_HEADER } from '../shared/names';

/** Why there is no identity, beside the reasons that the server knows. */
export type Obstacle =
	| Exclude< TrialData[ 'reason' ], '' >
	/** The server meant to print one, but it is not here. */
	| 'missing'
	/** It cannot be read. */
	| 'broken'
	/** The cookie names somebody else, or nobody. */
	| 'cookie'
	/** There is no cookie that says that somebody is signed in, so the page does not ask. */
	| 'no-cookie'
	/** The site took the question for a guest's. */
	| 'guest'
	/** It answered something else. */
	| 'refused'
	/** It did not answer. */
	| 'unanswered';

export type Identity =
	| { readonly is: 'open' }
	| { readonly is: 'known'; readonly data: PageData; readonly since: number }
	| { readonly is: 'none'; readonly why: Obstacle };

const none = ( why: Obstacle ): Identity => ( { is: 'none', why } );

function judge( json: string ): Identity {
	let data;
	try {
		data = parsePageData( json );
	} catch {
		return none( 'broken' );
	}
	if ( hasMarkCookie() && ! isSignedIn( data.mark ) ) {
		return none( 'cookie' );
	}
	return readOverride().enabled === false
		? none( 'page' )
		: { is: 'known', data, since: performance.now() };
}

/** Asks the site, as the loader does. */
async function ask( url: string ): Promise< Identity > {
	try {
		// A `<base>` of the page's is none of ours.
		const response = await fetch( new URL( url, location.href ), {
			cache: 'no-store',
			credentials: 'same-origin',
			headers: { [ REQUEST_HEADER ]: '1' },
			referrerPolicy: 'same-origin',
		} );
		if ( response.status !== 200 ) {
			return none( response.status === 204 ? 'guest' : 'refused' );
		}
		return judge( await response.text() );
	} catch {
		return none( 'unanswered' );
	}
}

/**
 * Finds out who the page says the visitor is.
 *
 * @param site What the server told the panel.
 * @return What there is, or why there is nothing; never rejects.
 */
export async function findIdentity( site: TrialData ): Promise< Identity > {
	const { delivery, reason, visitorUrl } = site;
	if ( reason ) {
		return none( reason );
	}
	if ( delivery === 'page' ) {
		const json = scriptTexts( '#' + DATA_ELEMENT_ID ).pop();
		return json === undefined ? none( 'missing' ) : judge( json );
	}
	if ( readOverride().enabled === false ) {
		return none( 'page' );
	}
	return signedInMark() ? ask( visitorUrl ) : none( 'no-cookie' );
}
