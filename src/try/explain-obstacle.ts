import { __ } from './i18n';
import type { Obstacle } from './identity';
import type { Step } from './step';

/** What to do about an optimizer that changes our script, or holds it back. */
export const excludeUs = (): string =>
	__(
		'Add known-visitor to the scripts that your optimization plugin excludes.',
		'known-visitor'
	);

/** What may keep the page's question from the site. */
const blockedRoute = (): string =>
	__(
		'A security plugin or a firewall may block the address /known-visitor/v1/visitor of the REST API.',
		'known-visitor'
	);

/**
 * Says why a page has no identity in hand, and what to do.
 *
 * @param why Why.
 */
export function explainObstacle( why: Obstacle ): Omit< Step, 'state' > {
	switch ( why ) {
		case 'off':
			return {
				text: __(
					'Identification in the chat is switched off.',
					'known-visitor'
				),
				place: 'enable',
			};
		case 'role':
			return {
				text: __(
					'Visitors with your roles are not identified.',
					'known-visitor'
				),
				place: 'roles',
			};
		case 'path':
			return {
				text: __(
					'Your list of pages leaves this page out.',
					'known-visitor'
				),
				place: 'paths',
			};
		case 'page':
			return {
				text: __(
					'The page itself says that nobody is identified on it.',
					'known-visitor'
				),
				hint: __(
					'Look for a Known Visitor block or shortcode in the page, its template or a widget.',
					'known-visitor'
				),
			};
		case 'secret':
			return {
				text: __(
					'There is no secret of at least 16 characters, so nobody is identified.',
					'known-visitor'
				),
				place: 'secret',
			};
		case 'copy':
			return {
				text: __(
					'This looks like a copy of your site, and a copy identifies nobody.',
					'known-visitor'
				),
				hint: __(
					'Say in the settings whether it is one.',
					'known-visitor'
				),
				place: 'hosts',
			};
		case 'filter':
			return {
				text: __(
					'Another plugin or the theme keeps you from being identified.',
					'known-visitor'
				),
			};
		case 'missing':
			return {
				text: __(
					'Your identity is not on this page, although your site sends it.',
					'known-visitor'
				),
				hint: __(
					'A plugin that optimizes or caches pages may have removed it.',
					'known-visitor'
				),
				place: 'request',
			};
		case 'broken':
			return {
				text: __(
					'Your identity cannot be read: something changes it on its way to the browser.',
					'known-visitor'
				),
				hint: excludeUs(),
			};
		case 'cookie':
			return {
				text: __(
					'The cookie known_visitor in this browser is not yours, so you count as a guest.',
					'known-visitor'
				),
				hint: __( 'Sign out, and sign in again.', 'known-visitor' ),
			};
		case 'no-cookie':
			return {
				text: __(
					'This browser has no cookie known_visitor, so the page does not ask who you are.',
					'known-visitor'
				),
				hint: __(
					'Your host or a cookie banner may remove it. The identity can come with the page instead.',
					'known-visitor'
				),
				place: 'request',
			};
		case 'guest':
			return {
				text: __(
					'The page asked who you are, and your site took you for a guest.',
					'known-visitor'
				),
				hint: __(
					'A security plugin or a cache may keep the login cookie from the REST API.',
					'known-visitor'
				),
				place: 'request',
			};
		case 'refused':
			return {
				text: __(
					'The page asked who you are, and was refused.',
					'known-visitor'
				),
				hint: blockedRoute(),
				place: 'request',
			};
		case 'unanswered':
			return {
				text: __(
					'The page asked who you are, and got no answer.',
					'known-visitor'
				),
				hint: blockedRoute(),
				place: 'request',
			};
	}
}
