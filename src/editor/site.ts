/** What PHP tells of the site where the editor is (includes/editor/class-override-block.php). */
import { EDITOR_DATA, EDITOR_SITE_SCHEMA, type EditorSite } from '../contract';
import { schemaGuard } from '../shared/schema';

const isSite = schemaGuard< EditorSite >( EDITOR_SITE_SCHEMA );

/** A site of which nothing is known: the block can still be set. */
const UNKNOWN: EditorSite = {
	enabled: true,
	firstMessage: '',
	metaKeys: [],
	tokens: {},
	user: 0,
	unrestricted: {},
	home: `${ window.location.origin }/`,
	title: '',
};

/** Returns what the page that the editor is on says of the site. */
export function getSite(): EditorSite {
	const site: unknown = Reflect.get( window, EDITOR_DATA );
	return isSite( site ) ? site : UNKNOWN;
}
