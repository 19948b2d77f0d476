/** What PHP tells about the site, since WordPress's REST API does not. */
import { ROOT_ID } from './constants';
import { isNumber, isText, isTexts, listOf, shaped } from './utils/is';

/** The site, and who looks at this screen. */
export interface Site {
	/** Translated names by role. */
	readonly roles: Record< string, string >;
	/** Address of the home page. */
	readonly home: string;
	readonly title: string;
	readonly user: {
		readonly id: number;
		readonly name: string;
		readonly email: string;
		readonly roles: string[];
	};
}

const isSite = shaped< Site >( {
	roles: isTexts,
	home: isText,
	title: isText,
	user: shaped< Site[ 'user' ] >( {
		id: isNumber,
		name: isText,
		email: isText,
		roles: listOf( isText ),
	} ),
} );

/** Where nothing was printed, the screen does without. */
const UNKNOWN: Site = {
	roles: {},
	home: `${ window.location.origin }/`,
	title: '',
	user: { id: 0, name: '', email: '', roles: [] },
};

let known: Site | undefined;

function read(): Site {
	const json = document.getElementById( ROOT_ID )?.dataset[ 'site' ];
	try {
		const site: unknown = JSON.parse( json ?? 'null' );
		return isSite( site ) ? site : UNKNOWN;
	} catch {
		return UNKNOWN;
	}
}

/** What the page that the screen is on says of the site. */
export function getSite(): Site {
	known ??= read();
	return known;
}
