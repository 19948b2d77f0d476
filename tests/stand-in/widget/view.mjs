/* global HTMLElementTagNameMap */
/**
 * The chat on the page: a round button and a window.
 */

import { complain, standIn } from './log.mjs';
import { STYLES } from './styles.mjs';

/**
 * @typedef {import('../types').View} View
 * @typedef {import('../types').Message} Message
 * @typedef {import('../types').WindowState} WindowState
 */

const ICON =
	'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-5 4.5V16A2 2 0 0 1 4 14z';

/**
 * Makes an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag}                    tag      The element's name.
 * @param {Record<string, string>} attrs    Its attributes; `text` is its text.
 * @param {Node[]}                 children What is in it.
 * @return {HTMLElementTagNameMap[Tag]} The element.
 */
function make( tag, { text = '', ...attrs } = {}, children = [] ) {
	const element = document.createElement( tag );
	for ( const [ name, value ] of Object.entries( attrs ) ) {
		element.setAttribute( name, value );
	}
	element.append( ...( text ? [ text ] : children ) );
	return element;
}

/** The speech bubble on the button. */
function icon() {
	const space = 'http://www.w3.org/2000/svg';
	const svg = document.createElementNS( space, 'svg' );
	const path = document.createElementNS( space, 'path' );
	svg.setAttribute( 'viewBox', '0 0 24 24' );
	svg.setAttribute( 'aria-hidden', 'true' );
	path.setAttribute( 'd', ICON );
	path.setAttribute( 'fill', 'currentColor' );
	svg.append( path );
	return svg;
}

/**
 * Whether the page lets the widget draw: the real one needs `'unsafe-eval'`, and so does its stand-in.
 */
function mayDraw() {
	try {
		return new Function( 'return true' )();
	} catch {
		complain( 'The page forbids eval: the widget draws nothing.' );
		return false;
	}
}

/**
 * The button and an empty window, in a shadow root.
 *
 * @param {{ framed?: boolean, button?: boolean, onOpen: () => void, onClose: () => void }} options How it behaves.
 */
function createShell( { framed = false, button = true, onOpen, onClose } ) {
	const host = make( 'div', { 'data-bitrix-stand-in': '' } );
	const unread = make( 'span', { class: 'unread', hidden: '' } );
	const round = make(
		'button',
		{
			class: 'round',
			type: 'button',
			'aria-expanded': 'false',
			'aria-label': 'Open the live chat',
		},
		[ icon(), unread ]
	);
	const close = make( 'button', {
		class: 'close',
		type: 'button',
		'aria-label': 'Close the live chat',
		text: '×',
	} );
	const title = make( 'h2', { class: 'title', text: 'Live chat' } );
	const body = make( 'div', { class: 'body' } );
	const dialog = make(
		'section',
		{
			class: 'window',
			role: 'dialog',
			'aria-label': 'Live chat',
			hidden: '',
		},
		[ make( 'header', { class: 'head' }, [ title, close ] ), body ]
	);
	const root = make( 'div', framed ? { class: 'framed' } : {} );
	root.append( ...( framed || ! button ? [ dialog ] : [ round, dialog ] ) );

	round.addEventListener( 'click', () =>
		dialog.hidden ? onOpen() : onClose()
	);
	close.addEventListener( 'click', onClose );
	dialog.addEventListener( 'keydown', ( { key } ) => {
		if ( key === 'Escape' && ! framed ) {
			onClose();
		}
	} );

	return {
		dialog,
		body,
		unread,

		mount() {
			if ( ! mayDraw() ) {
				return;
			}
			root.style.setProperty( '--slot', String( standIn.widgets ) );
			standIn.widgets += 1;
			host.attachShadow( { mode: 'open' } ).append(
				make( 'style', { text: STYLES } ),
				root
			);
			document.body.append( host );
		},

		/** @param {boolean} shown Whether the window is to be seen. */
		toggle( shown ) {
			const hadFocus = dialog.contains(
				host.shadowRoot?.activeElement ?? null
			);
			dialog.hidden = ! shown;
			round.setAttribute( 'aria-expanded', String( shown ) );
			if ( ! shown && hadFocus ) {
				round.focus();
			}
		},
	};
}

/**
 * The form in which the visitor writes.
 *
 * @param {( text: string ) => void} onSend What happens with it.
 */
function createForm( onSend ) {
	const field = make( 'textarea', {
		class: 'field',
		rows: '1',
		maxlength: '20000',
		placeholder: 'Your message',
		'aria-label': 'Your message',
	} );
	const button = make( 'button', {
		class: 'send',
		type: 'submit',
		text: 'Send',
	} );
	const form = make( 'form', { class: 'form' }, [ field, button ] );
	form.addEventListener( 'submit', ( event ) => {
		event.preventDefault();
		const text = field.value.trim();
		field.value = '';
		if ( text ) {
			onSend( text );
		}
	} );
	field.addEventListener( 'keydown', ( event ) => {
		if (
			event.key === 'Enter' &&
			! event.shiftKey &&
			! event.isComposing
		) {
			event.preventDefault();
			form.requestSubmit();
		}
	} );
	return { form, field };
}

/** @param {Message} message One line of the history. */
function drawMessage( { author, text } ) {
	const who = { visitor: 'You', operator: 'Operator', system: '', card: '' };
	const item = make( 'li', { class: `said ${ author }` } );
	if ( who[ author ] ) {
		item.append(
			make( 'span', { class: 'away', text: `${ who[ author ] }: ` } )
		);
	}
	item.append( text );
	return item;
}

/**
 * The chat with its history and its form.
 *
 * @param {{ framed?: boolean, onOpen: () => void, onClose: () => void, onSend: ( text: string ) => void }} options How it behaves.
 * @return {View} The chat.
 */
export function createView( { onSend, ...options } ) {
	const shell = createShell( options );
	const { form, field } = createForm( onSend );
	const list = make( 'ol', {
		class: 'list',
		role: 'log',
		'aria-label': 'Messages',
		tabindex: '0',
	} );

	/** @type {Record<WindowState, ( text: string ) => Node[]>} */
	const looks = {
		ready: () => [ list, form ],
		loading: () => [
			make( 'p', { class: 'notice', role: 'status', text: 'Loading…' } ),
		],
		error: ( text ) => [
			make( 'p', { class: 'notice bad', role: 'alert', text } ),
		],
		blank: () => [],
	};

	return {
		mount: shell.mount,

		setState( state, text = '' ) {
			shell.dialog.dataset[ 'state' ] = state;
			shell.body.replaceChildren( ...looks[ state ]( text ) );
			if ( state !== 'ready' ) {
				list.replaceChildren();
			} else if ( ! shell.dialog.hidden ) {
				field.focus();
			}
		},

		setMessages( messages ) {
			list.replaceChildren( ...messages.map( drawMessage ) );
			list.scrollTop = list.scrollHeight;
		},

		setUnread( count ) {
			shell.unread.hidden = count < 1;
			shell.unread.textContent = String( count );
		},

		open() {
			shell.toggle( true );
			field.focus();
			list.scrollTop = list.scrollHeight;
		},

		close: () => shell.toggle( false ),
	};
}

/**
 * The first generation's chat: a button and a window around an iframe, which is loaded when it is first opened.
 *
 * @param {string}              address The iframe's address.
 * @param {{ button: boolean }} options Whether it has a button of its own.
 */
export function createFrameView( address, { button } ) {
	const shell = createShell( {
		button,
		onOpen: () => open(),
		onClose: () => close(),
	} );
	const frame = make( 'iframe', { title: 'Live chat' } );

	function open() {
		if ( ! frame.src ) {
			frame.src = address;
			shell.body.append( frame );
		}
		shell.toggle( true );
	}

	function close() {
		shell.toggle( false );
	}

	return { mount: shell.mount, open, close };
}
