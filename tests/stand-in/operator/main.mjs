/* global Element, HTMLButtonElement, HTMLElement, HTMLFormElement, HTMLOListElement, HTMLTextAreaElement, HTMLUListElement */
/**
 * The operator's page: asks the portal every second and draws what has changed.
 */

import { renderBlocks } from './blocks.mjs';
import { renderBBCode } from './bbcode.mjs';
import { make } from './dom.mjs';
import { avatar, nameOf, renderPerson } from './person.mjs';

/**
 * @typedef {import('./person.mjs').Item} Item
 * @typedef {import('../types').Message} Message
 */

const EVERY = 1000;

/**
 * @template {HTMLElement} Kind
 * @param {string}         id   An element's id.
 * @param {new () => Kind} kind What it is.
 * @return {Kind} The element.
 */
function byId( id, kind ) {
	const element = document.getElementById( id );
	if ( ! ( element instanceof kind ) ) {
		throw new Error( `The page lacks #${ id }.` );
	}
	return element;
}

const desk = /** @type {HTMLElement} */ ( document.querySelector( '.desk' ) );
const list = byId( 'conversations', HTMLUListElement );
const messages = byId( 'messages', HTMLOListElement );
const person = byId( 'person', HTMLElement );
const field = byId( 'text', HTMLTextAreaElement );
const finish = byId( 'finish', HTMLButtonElement );

/** What a narrow page shows first: beside a visitor's page (`#chat`) the youngest conversation itself. */
const startView =
	desk.ownerDocument.location.hash === '#chat' ? 'chat' : 'list';
desk.dataset[ 'view' ] = startView;

let version = 0;
/** @type {Item[]} */
let items = [];
/** The person whose conversation is shown. Nobody was chosen yet: the youngest. */
let chosen = 0;
/** What was last drawn, so that a reader's place is kept when nothing changed. */
let drawn = '';

/** @param {number} at A time. */
function clock( at ) {
	return new Date( at ).toLocaleTimeString( [], {
		hour: '2-digit',
		minute: '2-digit',
	} );
}

/** @param {Item} item A conversation. */
function lastWords( { messages: all } ) {
	const last = all.at( -1 );
	const who = last?.author === 'operator' ? 'You: ' : '';
	return who + ( last?.text ?? '' );
}

/** @param {Item} item A conversation. */
function drawItem( item ) {
	const { user } = item;
	const button = make(
		'button',
		{
			type: 'button',
			...( user.id === chosen ? { 'aria-current': 'true' } : {} ),
		},
		avatar( user, 'small' ),
		make(
			'span',
			{ class: 'item-text' },
			make( 'strong', {}, nameOf( user ) ),
			make( 'time', {}, clock( item.messages.at( -1 )?.at ?? 0 ) ),
			make( 'span', { class: 'last' }, lastWords( item ) )
		)
	);
	button.dataset[ 'user' ] = String( user.id );
	return make( 'li', {}, button );
}

/** @param {Message} message One line of a conversation. */
function drawMessage( { author, text, blocks, at } ) {
	const item = make( 'li', { class: `said ${ author }` } );
	if ( author === 'card' ) {
		item.append(
			make(
				'h3',
				{},
				make( 'span', { class: 'lock', 'aria-hidden': 'true' } ),
				'Only staff see this message'
			),
			...renderBlocks( blocks )
		);
	} else if ( author === 'system' ) {
		item.append( text );
	} else {
		const who = author === 'visitor' ? 'Visitor' : 'You';
		item.append(
			make( 'span', { class: 'away' }, `${ who }: ` ),
			make( 'div', { class: 'words' }, renderBBCode( text ) ),
			make( 'time', {}, clock( at ) )
		);
	}
	return item;
}

/** @param {Item} item The chosen conversation. */
function drawChat( item ) {
	const { user, open } = item;
	byId( 'chat-avatar', HTMLElement ).replaceChildren(
		avatar( user, 'small' )
	);
	byId( 'chat-name', HTMLElement ).textContent = nameOf( user );
	byId( 'chat-state', HTMLElement ).textContent = open
		? 'Session is open'
		: 'Session was finished';
	finish.hidden = ! open;

	const next = JSON.stringify( item );
	if ( next === drawn ) {
		return;
	}
	drawn = next;
	messages.replaceChildren( ...item.messages.map( drawMessage ) );
	messages.scrollTop = messages.scrollHeight;
	const showRaw = person.querySelector( 'details' )?.open ?? false;
	person.replaceChildren( ...renderPerson( item, showRaw ) );
}

function draw() {
	const item = items.find( ( { user } ) => user.id === chosen ) ?? items[ 0 ];
	chosen = item?.user.id ?? 0;
	const focused = /** @type {HTMLElement | null} */ (
		list.ownerDocument.activeElement
	);
	const focusedUser = focused?.dataset[ 'user' ];
	list.replaceChildren( ...items.map( drawItem ) );
	if ( focusedUser ) {
		const again = list.querySelector( `[data-user="${ focusedUser }"]` );
		/** @type {HTMLElement | null} */ ( again )?.focus();
	}
	byId( 'count', HTMLElement ).textContent = String( items.length );
	byId( 'empty', HTMLElement ).hidden = Boolean( item );
	byId( 'chat', HTMLElement ).hidden = ! item;
	person.hidden = ! item;
	desk.classList.toggle( 'has-nobody', ! item );
	if ( item ) {
		drawChat( item );
	} else {
		desk.dataset[ 'view' ] = startView;
	}
}

async function refresh() {
	try {
		const response = await fetch( `data?version=${ version }` );
		const data = await response.json();
		version = data.version;
		if ( data.conversations ) {
			items = data.conversations;
			draw();
		}
	} catch {
		// The portal is away for a moment, or for good: what is on the screen stays.
	}
}

/**
 * @param {string}                            path What is asked of the portal.
 * @param {{ userId: number, text?: string }} body With which data.
 */
async function post( path, body ) {
	await fetch( path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify( body ),
	} );
	await refresh();
}

list.addEventListener( 'click', ( { target } ) => {
	const button =
		target instanceof Element ? target.closest( 'button' ) : null;
	if ( button ) {
		chosen = Number( button.dataset[ 'user' ] );
		desk.dataset[ 'view' ] = 'chat';
		draw();
	}
} );

byId( 'back', HTMLButtonElement ).addEventListener( 'click', () => {
	desk.dataset[ 'view' ] = 'list';
} );

finish.addEventListener( 'click', () => post( 'finish', { userId: chosen } ) );

byId( 'answer', HTMLFormElement ).addEventListener( 'submit', ( event ) => {
	event.preventDefault();
	const text = field.value.trim();
	field.value = '';
	if ( text ) {
		post( 'answer', { userId: chosen, text } );
	}
} );

field.addEventListener( 'keydown', ( event ) => {
	if ( event.key === 'Enter' && ! event.shiftKey && ! event.isComposing ) {
		event.preventDefault();
		byId( 'answer', HTMLFormElement ).requestSubmit();
	}
} );

refresh();
setInterval( refresh, EVERY );
