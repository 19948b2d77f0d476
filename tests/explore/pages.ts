/**
 * The pages of the site: each kind, as the server gives it to who is signed in.
 */
import {
	dataBlock,
	runningLate,
	sourceOf,
	type Identity,
} from '../browser/support/plugin';
import { ANNS_ANSWER, BOBS_ANSWER } from '../browser/support/request';
import {
	script,
	type Generation,
	type Portal,
} from '../browser/support/stand-in';

export type Visitor = 'Ann' | 'Bob';
export type Person = Visitor | 'guest';
export type Delivery = 'page' | 'request';

export const IDENTITIES: Readonly< Record< Visitor, Identity > > = {
	Ann: ANNS_ANSWER,
	Bob: BOBS_ANSWER,
};
export const VISITORS = [ 'Ann', 'Bob' ] as const;

/** What may be peculiar to a page. */
export const KINDS = [
	'plain',
	'with two widgets',
	'with our script twice',
	'that switches us off late',
	'that leaves everybody out',
	'with broken data',
	'whose content shadows',
	'whose widget comes on call',
	'whose optimizer runs us on call',
] as const;
export type Kind = ( typeof KINDS )[ number ];

/** How the server answers a page that asks who the visitor is. */
export const ANSWERS = [ 'at once', 'later', 'not', 'another’s' ] as const;
export type Answer = ( typeof ANSWERS )[ number ];

/** Where a page that asks gets its answer. */
export const questionOf = ( kind: Kind, answer: Answer ): string =>
	`/visitor/${ KINDS.indexOf( kind ) }/${ ANSWERS.indexOf( answer ) }`;

const SHADOWS =
	'<form name="title"></form><img name="referrer" alt=""><img name="cookie" alt=""><form name="querySelectorAll"></form><a id="BX"></a><form name="BXLiveChat"></form><a id="localStorage"></a>';

const OFF =
	'<script type="application/json" class="known-visitor-override">{"enabled":false}</script>';

/** A widget that a tag manager brings when `startChat()` says so. */
const managed = ( address: string ): string =>
	script( `window.startChat = () => {
		const tag = document.createElement( 'script' );
		tag.src = ${ JSON.stringify( address ) };
		document.head.append( tag );
	};` );

/** What a page consists of. */
interface Parts {
	readonly block: string;
	readonly source: string;
	readonly isKnown: boolean;
}

/** What PHP puts into the head. */
function parts(
	kind: Kind,
	delivery: Delivery,
	person: Person,
	answer: Answer
): Parts {
	if ( delivery === 'request' ) {
		const url = questionOf( kind, answer );
		const source = sourceOf( 'request', { url, forget: true } );
		return { block: '', source, isKnown: false };
	}
	if ( person === 'guest' || kind === 'that leaves everybody out' ) {
		return { block: '', source: sourceOf( 'guard' ), isKnown: false };
	}
	const data = IDENTITIES[ person ];
	const block = dataBlock(
		kind === 'with broken data' ? { ...data, v: 2 } : data
	);
	return { block, source: sourceOf( 'loader' ), isKnown: true };
}

/** A page, made for who is signed in. */
export function makePage(
	portal: Portal,
	generation: Generation,
	...[ kind, delivery, person, answer ]: Parameters< typeof parts >
): string {
	const { block, source, isKnown } = parts( kind, delivery, person, answer );
	const widget = portal.snippet( generation );
	const head = block + script( source );
	switch ( kind ) {
		case 'with two widgets':
			return head + widget + widget;
		case 'with our script twice':
			return head + head + widget;
		case 'that switches us off late':
			return head + widget + ( isKnown ? OFF : '' );
		case 'whose content shadows':
			return head + widget + SHADOWS;
		case 'whose widget comes on call':
			return head + managed( portal.loaderUrl( generation ) );
		case 'whose optimizer runs us on call':
			return block + runningLate( source, 'on call' ) + widget;
		default:
			return head + widget;
	}
}

/** The elements that an in-page navigation brings, such as Turbo's. */
export const headOf = ( person: Person ): { block: string; source: string } =>
	parts( 'plain', 'page', person, 'at once' );
