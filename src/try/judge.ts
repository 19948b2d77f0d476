/**
 * What the facts mean, step by step: the one place that knows what stops a chat.
 */
import { excludeUs, explainObstacle } from './explain-obstacle';
import { explainRefusal, REFUSALS } from './explain-refusal';
import { isLoader, type Facts } from './facts';
import { __, sprintf } from './i18n';
import { hostOf, isOfChat } from './of-chat';
import type { Blocked } from './record';
import type { State, Step } from './step';

const allowIt = ( directive: string, source: string ): string =>
	sprintf(
		/* translators: 1: name of a directive of a Content Security Policy, e.g. script-src; 2: what it has to list, e.g. a host. */
		__( 'Its directive %1$s has to allow %2$s.', 'known-visitor' ),
		directive,
		source
	);

/** What to do about an optimizer that holds our script back. */
const leaveItAlone = (): string =>
	`${ __( 'An optimization plugin delays it.', 'known-visitor' ) } ${ excludeUs() }`;

/** What a policy has to allow where it blocks inline scripts. */
const inlineScripts = (): string =>
	__( 'inline scripts, or their nonces', 'known-visitor' );

/** Why a script may not have arrived. */
const networkOrBlocker = (): string =>
	__(
		'The network failed, its address is wrong, or an ad blocker in this browser stops it.',
		'known-visitor'
	);

/** A policy that keeps inline scripts from running, ours among them. */
const findInlineBlock = ( { blocked }: Facts ): Blocked | undefined =>
	blocked.find( ( { what } ) => what === 'inline' );

/** Step 1: the page has the identity in hand, and a script that passes it on. */
function judgePage( facts: Facts ): Step {
	const { identity, delivery, isListening, ourStart } = facts;
	if ( identity.is === 'none' ) {
		return { state: 'error', ...explainObstacle( identity.why ) };
	}
	const inline = findInlineBlock( facts );
	if ( ! isListening || ( inline && ourStart === undefined ) ) {
		return {
			state: 'error',
			text: __(
				'Your site’s Content Security Policy blocks the script that tells the chat who you are.',
				'known-visitor'
			),
			hint: allowIt( inline?.directive ?? 'script-src', inlineScripts() ),
		};
	}
	if ( identity.is === 'open' ) {
		return {
			state: 'wait',
			text: __( 'Asking your site who you are…', 'known-visitor' ),
		};
	}
	return {
		state: 'ok',
		text:
			delivery === 'request'
				? __( 'Your site told this page who you are.', 'known-visitor' )
				: __( 'This page carries your identity.', 'known-visitor' ),
	};
}

function judgeTwo( { loaders, printsWidget }: Facts ): Step {
	const hosts = [ ...new Set( loaders.map( hostOf ) ) ];
	return {
		state: 'warning',
		text: hosts.length
			? sprintf(
					/* translators: %s: one or more hosts, e.g. cdn.bitrix24.com. */
					__( 'Two chats are on this page: %s.', 'known-visitor' ),
					hosts.join( ', ' )
				)
			: __( 'Two chats are on this page.', 'known-visitor' ),
		hint: printsWidget
			? __(
					'One of them is printed by this plugin. Remove it in the settings, or remove the code in your theme or the other plugin.',
					'known-visitor'
				)
			: __(
					'Your theme or other plugins print the code twice. Remove one.',
					'known-visitor'
				),
		place: 'widget',
	};
}

function judgeMissing( facts: Facts ): Step {
	const { printsWidget, isOver } = facts;
	const inline = findInlineBlock( facts );
	if ( inline ) {
		return {
			state: 'error',
			text: __(
				'Your site’s Content Security Policy blocks the code of the chat, which is an inline script.',
				'known-visitor'
			),
			hint: allowIt( inline.directive, inlineScripts() ),
		};
	}
	if ( ! isOver ) {
		return {
			state: 'wait',
			text: __( 'Waiting for the chat’s script…', 'known-visitor' ),
		};
	}
	return {
		state: 'error',
		text: __( 'No chat found on this page.', 'known-visitor' ),
		hint: printsWidget
			? __(
					'A cookie banner or an optimization plugin may hold it back: accept cookies, or click anywhere on the page. Or your theme leaves wp_footer() out.',
					'known-visitor'
				)
			: __(
					'Paste its code in the settings. If it is there already, a cookie banner or an optimization plugin may hold it back: accept cookies, or click anywhere on the page.',
					'known-visitor'
				),
		place: 'widget',
	};
}

/** Step 2: the script that the owner's code loads. */
function judgeScript( facts: Facts ): Step {
	const { blocked, lost, loaders, widgets } = facts;
	const policy = blocked.find( ( { what } ) => isLoader( what ) );
	if ( policy && ! widgets.length ) {
		const host = hostOf( policy.what );
		return {
			state: 'error',
			text: sprintf(
				/* translators: %s: a host, e.g. cdn.bitrix24.com. */
				__(
					'Your site’s Content Security Policy blocks the chat’s script from %s.',
					'known-visitor'
				),
				host
			),
			hint: allowIt( policy.directive, host ),
		};
	}
	const gone = lost.find( isLoader );
	if ( gone !== undefined && ! widgets.length ) {
		return {
			state: 'error',
			text: sprintf(
				/* translators: %s: a host, e.g. cdn.bitrix24.com. */
				__(
					'The chat’s script did not arrive from %s.',
					'known-visitor'
				),
				hostOf( gone )
			),
			hint: networkOrBlocker(),
			place: 'widget',
		};
	}
	if ( loaders.length > 1 || widgets.length > 1 ) {
		return judgeTwo( facts );
	}
	const origin = loaders[ 0 ] ?? widgets[ 0 ]?.host;
	if ( origin === undefined && facts.startedAt === undefined ) {
		return judgeMissing( facts );
	}
	return {
		state: 'ok',
		text: origin
			? sprintf(
					/* translators: %s: a host, e.g. cdn.bitrix24.com. */
					__( 'The chat’s script came from %s.', 'known-visitor' ),
					hostOf( origin )
				)
			: __( 'The chat’s script is here.', 'known-visitor' ),
	};
}

/** What a policy, or the network, takes away from a chat whose loader is there. */
function findLoss( facts: Facts ): Step | undefined {
	const { blocked, lost } = facts;
	const forbidden = blocked.find(
		( { what, by } ) =>
			/^(wasm-)?eval$/.test( what ) && ( ! by || isOfChat( by, facts ) )
	);
	if ( forbidden ) {
		return {
			state: 'error',
			text: __(
				'Your site’s Content Security Policy forbids eval, without which the chat draws nothing.',
				'known-visitor'
			),
			hint: allowIt( forbidden.directive, "'unsafe-eval'" ),
		};
	}
	const policy = blocked.find(
		( { what } ) =>
			/^(https?|wss?):/.test( what ) &&
			! isLoader( what ) &&
			isOfChat( what, facts )
	);
	if ( policy ) {
		const host = hostOf( policy.what );
		return {
			state: 'error',
			text: sprintf(
				/* translators: %s: a host, e.g. example.bitrix24.com. */
				__(
					'Your site’s Content Security Policy keeps the chat from its portal %s.',
					'known-visitor'
				),
				host
			),
			hint: allowIt( policy.directive, host ),
		};
	}
	const gone = lost.find(
		( address ) => ! isLoader( address ) && isOfChat( address, facts )
	);
	if ( gone !== undefined && facts.startedAt === undefined ) {
		return {
			state: 'error',
			text: sprintf(
				/* translators: %s: a host, e.g. example.bitrix24.com. */
				__(
					'A part of the chat did not arrive from %s.',
					'known-visitor'
				),
				hostOf( gone )
			),
			hint: networkOrBlocker(),
		};
	}
	return undefined;
}

/** Step 3: the chat itself. */
function judgeStart( facts: Facts, script: Step ): Step {
	const { startedAt, isIdentified, refusal, isRegistered, isOver } = facts;
	const loss = findLoss( facts );
	if ( loss ) {
		return loss;
	}
	if ( REFUSALS.includes( refusal ) && ! isRegistered ) {
		return explainRefusal( refusal );
	}
	if ( startedAt !== undefined || isIdentified ) {
		return {
			state: 'ok',
			text: __( 'The chat started.', 'known-visitor' ),
			...( isRegistered
				? {}
				: {
						hint: __(
							'Now open it. If it does not let you in, you may be signed in to Bitrix24 in this browser: then try it in a private window.',
							'known-visitor'
						),
					} ),
		};
	}
	if ( script.state === 'error' ) {
		return {
			state: 'skip',
			text: __( 'So the chat cannot start.', 'known-visitor' ),
		};
	}
	return isOver && script.state !== 'wait'
		? {
				state: 'error',
				text: __(
					'The chat’s script is here, but the chat does not start.',
					'known-visitor'
				),
				hint: __(
					'In Bitrix24, check whether the website widget is switched off or hidden on this page or at this hour, and whether its open channel is active.',
					'known-visitor'
				),
			}
		: {
				state: 'wait',
				text: __( 'Waiting for the chat to start…', 'known-visitor' ),
			};
}

const isLate = ( { startedAt, ourStart }: Facts ): boolean =>
	startedAt !== undefined && ourStart !== undefined && startedAt < ourStart;

function judgeTaken( facts: Facts ): Step {
	if ( facts.holds === 'other' ) {
		return {
			state: 'error',
			text: __(
				'The chat holds an identity other than yours.',
				'known-visitor'
			),
			hint: __(
				'Look for older code in your theme or another plugin that calls setUserRegisterData.',
				'known-visitor'
			),
		};
	}
	return isLate( facts )
		? {
				state: 'warning',
				text: __(
					'The chat took your identity, but it started before the script of this plugin.',
					'known-visitor'
				),
				hint: leaveItAlone(),
			}
		: {
				state: 'ok',
				text: __( 'The chat took your identity.', 'known-visitor' ),
			};
}

function judgeNotTaken( facts: Facts ): Step {
	const { identity, delivery, startedAt, ourStart } = facts;
	const isFaster =
		delivery === 'request' &&
		identity.is === 'known' &&
		startedAt !== undefined &&
		startedAt < identity.since;
	if ( ourStart === undefined || isLate( facts ) ) {
		return {
			state: 'error',
			text: __(
				'The chat started before the script of this plugin could tell it who you are.',
				'known-visitor'
			),
			hint: leaveItAlone(),
		};
	}
	if ( isFaster ) {
		return {
			state: 'error',
			text: __(
				'The chat was faster than the answer of your site: on this page you are a guest.',
				'known-visitor'
			),
			hint: __(
				'Where this happens often, the identity should come with the page.',
				'known-visitor'
			),
			place: 'request',
		};
	}
	return {
		state: 'error',
		text: __(
			'The chat started, but did not take your identity.',
			'known-visitor'
		),
		hint: __(
			'Other code on this page may be in the way, or the browser keeps neither cookies nor storage. Its console may say more.',
			'known-visitor'
		),
	};
}

/** Step 4: whom the chat takes the administrator for. */
function judgeIdentity( facts: Facts, page: Step, start: Step ): Step {
	if ( page.state === 'error' ) {
		return {
			state: 'skip',
			text: __( 'So the chat takes you for a guest.', 'known-visitor' ),
		};
	}
	if ( facts.isIdentified ) {
		return judgeTaken( facts );
	}
	if ( start.state === 'error' || start.state === 'skip' ) {
		return {
			state: 'skip',
			text: __(
				'There is no chat to take your identity.',
				'known-visitor'
			),
		};
	}
	const isDecided = facts.startedAt !== undefined && page.state === 'ok';
	return isDecided && facts.isOver
		? judgeNotTaken( facts )
		: {
				state: 'wait',
				text: __(
					'Waiting for the chat to take your identity…',
					'known-visitor'
				),
			};
}

/** Step 5: what operators will see. The message itself is the panel's to draw. */
function judgeMessage( page: Step, identity: Step, hasMessage: boolean ): Step {
	if ( page.state === 'error' || identity.state === 'error' ) {
		return {
			state: 'skip',
			text: __( 'Operators see a guest.', 'known-visitor' ),
		};
	}
	const state = identity.state === 'warning' ? 'ok' : identity.state;
	if ( page.state === 'wait' ) {
		return {
			state,
			text: __( 'What operators will see comes next.', 'known-visitor' ),
		};
	}
	if ( ! hasMessage ) {
		return {
			state,
			text: __(
				'You have no first message: operators will see the address of this page.',
				'known-visitor'
			),
		};
	}
	return {
		state,
		hasMessage: true,
		text:
			state === 'skip'
				? __( 'What operators would see:', 'known-visitor' )
				: __(
						'What operators will see when you start a conversation:',
						'known-visitor'
					),
	};
}

/**
 * Judges the facts.
 *
 * @param facts      What is known so far.
 * @param hasMessage Whether there is a first message.
 * @return Five steps, in their order: page, script, start, identity, message.
 */
export function judge( facts: Facts, hasMessage: boolean ): Step[] {
	const page = judgePage( facts );
	const script = judgeScript( facts );
	const start = judgeStart( facts, script );
	const identity = judgeIdentity( facts, page, start );
	return [
		page,
		script,
		start,
		identity,
		judgeMessage( page, identity, hasMessage ),
	];
}

/** What all steps come to. */
export interface Verdict {
	readonly state: Exclude< State, 'skip' >;
	readonly message: string;
}

/**
 * Sums the steps up: what an owner must know first.
 *
 * @param steps All of them.
 */
export function sumUp( steps: readonly Step[] ): Verdict {
	const bad =
		steps.find( ( { state } ) => state === 'error' ) ??
		steps.find( ( { state } ) => state === 'warning' );
	if ( bad ) {
		return {
			state: bad.state === 'error' ? 'error' : 'warning',
			message: bad.text,
		};
	}
	return steps.some( ( { state } ) => state === 'wait' )
		? { state: 'wait', message: __( 'Checking…', 'known-visitor' ) }
		: {
				state: 'ok',
				message: __(
					'Everything works: the chat knows you.',
					'known-visitor'
				),
			};
}
