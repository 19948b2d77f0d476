/* global Node */
/**
 * Who writes: the person's card and the data as it arrived.
 */

import { link, make, picture } from './dom.mjs';

/**
 * @typedef {import('../types').PortalUser} PortalUser
 * @typedef {import('../types').Conversation & { user: PortalUser, open: boolean }} Item
 */

/**
 * The name to call somebody by.
 *
 * @param {PortalUser} user A person.
 */
export function nameOf( user ) {
	const name = `${ user.name } ${ user.lastName }`.trim();
	return name || user.email || `Guest ${ user.id }`;
}

/**
 * The picture, on top of the initials that stay if there is none.
 *
 * @param {PortalUser} user A person.
 * @param {string}     size `small` or `large`.
 */
export function avatar( user, size ) {
	const letters = user.identified
		? [ user.name, user.lastName ]
				.map( ( word ) => Array.from( word )[ 0 ] ?? '' )
				.join( '' ) ||
			Array.from( user.email )[ 0 ] ||
			'?'
		: '?';
	return make(
		'span',
		{
			class: `avatar ${ size } ${
				user.identified ? `tone-${ user.id % 5 }` : 'guest'
			}`,
			'aria-hidden': 'true',
		},
		letters.toUpperCase(),
		user.avatar.state === 'kept'
			? picture( `/operator/avatar/${ user.id }`, '', 'face' )
			: ''
	);
}

/**
 * @param {string}               label What it is.
 * @param {Array<Node | string>} value The value; an empty one leaves the row out.
 */
function row( label, ...value ) {
	return value[ 0 ] === ''
		? ''
		: make(
				'div',
				{},
				make( 'dt', {}, label ),
				make( 'dd', {}, ...value )
			);
}

/**
 * Marks what a narrow screen leaves out, since the conversation's head says it too.
 *
 * @param {HTMLElement | string} node A row, or nothing.
 */
function inHead( node ) {
	if ( typeof node !== 'string' ) {
		node.className = 'in-head';
	}
	return node;
}

/** @param {PortalUser} user A person. */
function facts( user ) {
	const { avatar: face } = user;
	return make(
		'dl',
		{ class: 'facts' },
		inHead( row( 'First name', user.name ) ),
		inHead( row( 'Last name', user.lastName ) ),
		row( 'E-mail', user.email ),
		row( 'Position', user.position ),
		row( 'Profile', user.www && link( user.www, user.www ) ),
		row( 'Gender', user.received[ 'gender' ] ? user.gender : '' ),
		row(
			'Avatar',
			face.state === 'refused' ? `Not taken: ${ face.reason }` : ''
		)
	);
}

/**
 * @param {string}  title What it is.
 * @param {unknown} value The data.
 */
function raw( title, value ) {
	return [
		make( 'h4', {}, title ),
		make( 'pre', { tabindex: '0' }, JSON.stringify( value, null, 2 ) ),
	];
}

/**
 * Everything about the person.
 *
 * @param {Item}    item    A conversation.
 * @param {boolean} showRaw Whether the raw data was open before.
 * @return {Node[]} The card's content.
 */
export function renderPerson( item, showRaw ) {
	const { user } = item;
	const details = make(
		'details',
		{ class: 'raw', ...( showRaw ? { open: '' } : {} ) },
		make( 'summary', {}, 'Raw data' ),
		...raw( 'User fields, as first registered', user.received ),
		...raw(
			'Custom data, last received',
			JSON.parse( item.custom?.json ?? '[]' )
		)
	);
	return [
		make( 'h2', { class: 'away' }, 'Who writes' ),
		make(
			'div',
			{ class: 'card' },
			avatar( user, 'large' ),
			make( 'h3', {}, nameOf( user ) ),
			make(
				'p',
				{ class: user.identified ? 'badge known' : 'badge' },
				user.identified ? 'Known visitor' : 'Guest, not identified'
			)
		),
		user.identified ? facts( user ) : '',
		make(
			'div',
			{ class: 'hash' },
			make( 'h4', {}, 'Hash' ),
			make( 'code', {}, user.hash )
		),
		details,
	].filter( ( node ) => node instanceof Node );
}
