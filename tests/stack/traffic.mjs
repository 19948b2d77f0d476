/**
 * Views of guests and visitors, mixed, and what was wrong with any of them.
 */
import { createHash, createHmac } from 'node:crypto';
import { CONCURRENCY, openBrowser, repeat } from './client.mjs';
import { PASSWORD } from './world.mjs';

/** @typedef {import('./client.mjs').Answer} Answer */
/** @typedef {import('./client.mjs').Browser} Browser */

/**
 * @typedef {Object} KnownPerson
 * @property {string}   login   Login; empty for a guest.
 * @property {Browser}  browser A browser with the cookies of this person.
 * @property {string}   hash    The hash that is this person's; empty for a guest.
 * @property {string[]} traces  What no page may hold, each of it this person's alone.
 */

/**
 * @typedef {Object} Tally
 * @property {number}                 views    Pages that were asked for.
 * @property {number}                 hits     Pages out of the cache.
 * @property {number}                 asked    Questions to `/visitor`.
 * @property {number}                 answered Questions that were answered with an identity.
 * @property {number}                 failed   Answers of servers that are not there: 5xx, or none at all.
 * @property {string[]}               leaks    Pages and answers with somebody's data where it should not be.
 * @property {string[]}               wrong    Answers that are not what they should be.
 * @property {Record<string, number>} nodes    Answers of `/visitor` by the node that gave them.
 */

/** Addresses of each page; the cache keeps each of them on its own. */
const ADDRESSES = 12;

/** Of a hundred views: those that ask who the visitor is, and those at an address that is new to the cache. */
const PERCENT_QUESTIONS = 25;
const PERCENT_NEW = 15;

/** The header by which a page's script shows that it is one of the site's own. */
const FROM_OUR_PAGE = {
	'x-known-visitor': '1',
	'sec-fetch-site': 'same-origin',
};

/**
 * Signs a visitor in.
 *
 * @param {string}                              url    The site's address.
 * @param {import('node:http').Agent}           agent  Connections.
 * @param {import('./world.mjs').Person}        person Who.
 * @param {number}                              id     Their user ID.
 * @param {{ secret: string, address: string }} made   What the plugin makes hashes of.
 * @return {Promise<KnownPerson>} The visitor, with what their hash has to be, worked out without the plugin.
 */
export async function enter( url, agent, person, id, made ) {
	const browser = openBrowser( url, agent );
	await browser.signIn( person.user_login, PASSWORD );
	const hash = createHmac( 'sha256', made.secret )
		.update( `known-visitor:v1:${ made.address }:${ id }` )
		.digest( 'hex' )
		.slice( 0, 32 );
	return {
		login: person.user_login,
		browser,
		hash,
		traces: [
			hash,
			browser.cookie( 'known_visitor' ),
			person.user_email,
			person.first_name,
			person.last_name,
		],
	};
}

/**
 * Describes a guest.
 *
 * @param {string}                    url   The site's address.
 * @param {import('node:http').Agent} agent Connections.
 * @return {KnownPerson} Somebody without cookies.
 */
export function guest( url, agent ) {
	return {
		login: '',
		browser: openBrowser( url, agent ),
		hash: '',
		traces: [],
	};
}

/**
 * Asks `/visitor` as a page's script would.
 *
 * @param {KnownPerson} person Who.
 * @param {number}      post   ID of the page.
 * @param {string}      [node] Which node is to answer; any when left out.
 * @return {Promise<Answer>} The answer.
 */
export function askVisitor( person, post, node ) {
	return person.browser.ask(
		`/wp-json/known-visitor/v1/visitor?post=${ post }`,
		{
			headers: {
				...FROM_OUR_PAGE,
				...( node ? { 'x-to-node': node } : {} ),
			},
		}
	);
}

/**
 * Begins to count.
 *
 * @return {Tally} All zero.
 */
function newTally() {
	return {
		views: 0,
		hits: 0,
		asked: 0,
		answered: 0,
		failed: 0,
		leaks: [],
		wrong: [],
		nodes: {},
	};
}

/** Views of a number of people on a site whose pages are the same for everyone. */
export class Traffic {
	/** @type {Map<string, Tally>} */
	#tallies = new Map();
	#current = newTally();
	#name = '';

	/**
	 * Describes who looks at what.
	 *
	 * @param {KnownPerson[]}          people The visitors; guests are there, too.
	 * @param {KnownPerson}            nobody A guest.
	 * @param {Record<string, number>} posts  IDs of pages by their slugs; the page `off` identifies nobody.
	 */
	constructor( people, nobody, posts ) {
		this.people = people;
		this.nobody = nobody;
		this.posts = posts;
	}

	/**
	 * Begins a new count, on addresses that the cache does not know.
	 *
	 * @param {string} name What to call it, in letters.
	 * @return {Tally} The new count.
	 */
	count( name ) {
		this.#name = name;
		this.#current = newTally();
		this.#tallies.set( name, this.#current );
		return this.#current;
	}

	/**
	 * Looks at pages and asks questions, all mixed.
	 *
	 * @param {( index: number ) => boolean} isWanted      Whether to go on.
	 * @param {boolean}                      [isPagesOnly] Whether to ask no questions.
	 * @return {Promise<void>} When all is done.
	 */
	run( isWanted, isPagesOnly = false ) {
		return repeat(
			( index ) => this.#once( index, isPagesOnly ),
			isWanted,
			CONCURRENCY
		);
	}

	/**
	 * Does one thing, the same on every run.
	 *
	 * @param {number}  index       Its number.
	 * @param {boolean} isPagesOnly Whether to ask no questions.
	 */
	async #once( index, isPagesOnly ) {
		const dice = diceFor( index );
		const slugs = Object.keys( this.posts );
		const slug = slugs[ dice( slugs.length ) ] ?? '';
		// Every third is a guest.
		const person =
			( dice( 3 ) > 0 && this.people[ dice( this.people.length ) ] ) ||
			this.nobody;
		if ( ! isPagesOnly && dice( 100 ) < PERCENT_QUESTIONS ) {
			await this.#ask( person, slug );
		} else {
			const address =
				dice( 100 ) < PERCENT_NEW
					? `new-${ index }`
					: dice( ADDRESSES );
			await this.#view(
				person,
				`/${ slug }/?${ this.#name }=${ address }`
			);
		}
	}

	/**
	 * Looks at a page: whoever it is, it holds nobody's data.
	 *
	 * @param {KnownPerson} person Who.
	 * @param {string}      path   Which.
	 */
	async #view( person, path ) {
		const tally = this.#current;
		const answer = await person.browser.ask( path );
		tally.views++;
		tally.hits += answer.headers[ 'x-cache' ] === 'HIT' ? 1 : 0;
		const what = `${ path } for ${ person.login || 'a guest' }`;
		this.#note( tally, answer, what, [ 200 ] );
		const text = JSON.stringify( answer.headers ) + answer.body;
		const found = this.people
			.flatMap( ( { traces } ) => traces )
			.concat( 'known-visitor-data' )
			.filter( ( trace ) => text.includes( trace ) );
		if ( found.length > 0 ) {
			tally.leaks.push( `${ what }: ${ found.join( ', ' ) }` );
		}
	}

	/**
	 * Asks who the visitor is: the answer is theirs, or there is none.
	 *
	 * @param {KnownPerson} person Who.
	 * @param {string}      slug   On which page.
	 */
	async #ask( person, slug ) {
		const tally = this.#current;
		const answer = await askVisitor( person, this.posts[ slug ] ?? 0 );
		const { status, headers, body } = answer;
		tally.asked++;
		tally.answered += status === 200 ? 1 : 0;
		const node = String( headers[ 'x-node' ] );
		tally.nodes[ node ] = ( tally.nodes[ node ] ?? 0 ) + 1;

		const hash = slug === 'off' ? '' : person.hash;
		const what = `/visitor on ${ slug } for ${ person.login || 'a guest' }`;
		if ( this.#note( tally, answer, what, [ hash ? 200 : 204 ] ) ) {
			if ( hashIn( body ) !== hash ) {
				tally.wrong.push( `${ what }: ${ body }` );
			}
			if ( ! headers[ 'cache-control' ]?.includes( 'no-store' ) ) {
				tally.wrong.push(
					`${ what }: ${ headers[ 'cache-control' ] }`
				);
			}
		}
		const others = this.people
			.filter( ( other ) => other !== person )
			.flatMap( ( { traces } ) => traces );
		const text = JSON.stringify( headers ) + body;
		if ( others.some( ( trace ) => text.includes( trace ) ) ) {
			tally.leaks.push( `${ what }: ${ body }` );
		}
	}

	/**
	 * Notes an answer's status.
	 *
	 * @param {Tally}    tally   The count.
	 * @param {Answer}   answer  The answer.
	 * @param {string}   what    What was asked, and by whom.
	 * @param {number[]} allowed The statuses that it may have.
	 * @return {boolean} Whether it is one of them.
	 */
	#note( tally, { status, body }, what, allowed ) {
		if ( status === 0 || status >= 500 ) {
			tally.failed++;
		} else if ( ! allowed.includes( status ) ) {
			tally.wrong.push(
				`${ what }: ${ status } ${ body.slice( 0, 200 ) }`
			);
		}
		return allowed.includes( status );
	}
}

/**
 * Reads the hash out of an answer of `/visitor`.
 *
 * @param {string} body The answer.
 * @return {string} The hash; empty when there is no identity.
 */
export function hashIn( body ) {
	return body === '' ? '' : JSON.parse( body ).user.hash;
}

/**
 * Makes dice that fall the same way on every run.
 *
 * @param {number} seed Any number.
 * @return {( sides: number ) => number} Throws a whole number from 0 up to and without `sides`; eight times.
 */
function diceFor( seed ) {
	const noise = createHash( 'sha256' ).update( `${ seed }` ).digest();
	let offset = 0;
	return ( sides ) => {
		const number = noise.readUInt32BE( offset );
		offset += 4;
		return number % sides;
	};
}
