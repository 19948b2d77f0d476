/** What PHP tells about the site, since WordPress's REST API does not. */
import { __ } from '@wordpress/i18n';

import { ROOT_ID, SITE_ATTRIBUTE, SITE_SCHEMA, type Site } from '../contract';
import { schemaGuard } from '../shared/schema';

const isSite = schemaGuard< Site >( SITE_SCHEMA );

/** Where nothing was printed, the screen does without. */
function unknownSite(): Site {
	const wrong = __(
		'This is not the code of a Bitrix24 website widget.',
		'known-visitor'
	);
	return {
		roles: {},
		home: `${ window.location.origin }/`,
		title: '',
		presets: {},
		user: { id: 0, name: '', email: '' },
		trial: { url: '', key: '' },
		welcome: '',
		wrongCode: {
			nothing: wrong,
			form: wrong,
			call: wrong,
			insecure: wrong,
			other: wrong,
		},
	};
}

let known: Site | undefined;

function read(): Site {
	const json = document
		.getElementById( ROOT_ID )
		?.getAttribute( SITE_ATTRIBUTE );
	try {
		const site: unknown = JSON.parse( json ?? 'null' );
		return isSite( site ) ? site : unknownSite();
	} catch {
		return unknownSite();
	}
}

/** Returns what the page that the screen is on says of the site. */
export function getSite(): Site {
	known ??= read();
	return known;
}
