/**
 * What was said: shown, kept for later pages, and asked for again and again.
 */

/**
 * @typedef {import('../types').View} View
 * @typedef {import('../types').Message} Message
 * @typedef {import('../types').DialogAnswer} DialogAnswer
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 */

const POLL_EVERY = 250;

/**
 * The messages of one visitor.
 */
export class Messages {
	/**
	 * @param {Visitor} visitor Whose they are.
	 * @param {View}    view    What draws them.
	 */
	constructor( visitor, view ) {
		this.visitor = visitor;
		this.view = view;
		this.channel = '';
		this.seen = 0;
		this.timer = 0;
		this.opened = false;
	}

	/** @param {boolean} opened Whether the visitor sees them. */
	setOpened( opened ) {
		this.opened = opened;
		this.count();
	}

	/** @param {DialogAnswer} dialog What the portal told. */
	show( dialog ) {
		Object.assign( this.visitor.store.user, dialog.user );
		this.channel = dialog.channel;
		this.take( dialog.sessionOpen, dialog.messages );
		this.seen = dialog.messages.length;
		this.pollLater();
	}

	/** Asks no more. */
	stop() {
		this.channel = '';
		clearTimeout( this.timer );
	}

	/**
	 * @param {boolean}   sessionOpen Whether the session goes on.
	 * @param {Message[]} messages    All messages.
	 */
	take( sessionOpen, messages ) {
		const { store } = this.visitor;
		store.dialog.sessionOpen = sessionOpen;
		store.messages = messages;
		this.visitor.save();
		this.view.setMessages( messages );
	}

	pollLater() {
		clearTimeout( this.timer );
		this.timer = window.setTimeout( () => this.poll(), POLL_EVERY );
	}

	/** The newest message that is here. */
	get last() {
		return this.visitor.store.messages.at( -1 )?.id ?? 0;
	}

	/** Asks for what the operator has said since. */
	async poll() {
		const { channel, last } = this;
		try {
			const answer = await fetch(
				`${ this.visitor.host }/pull/?channel=${ channel }&after=${ last }`
			);
			const { sessionOpen, messages } = await answer.json();
			if (
				channel === this.channel &&
				last === this.last &&
				messages.length
			) {
				const { store } = this.visitor;
				this.take( sessionOpen, [ ...store.messages, ...messages ] );
				this.count();
			}
		} catch {
			// The portal may be away for a moment.
		}
		if ( channel && channel === this.channel ) {
			this.pollLater();
		}
	}

	/** Tells how many messages came while nobody looked. */
	count() {
		const { length } = this.visitor.store.messages;
		if ( this.opened ) {
			this.seen = length;
		}
		this.view.setUnread( length - this.seen );
	}
}
