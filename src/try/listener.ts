/**
 * Listens on the page of a trial, inline and before all else in its head: what happens
 * before the panel runs cannot be seen afterwards. It does nothing but write down.
 */
import { TRIAL_PARAMETER } from '../contract';
import { onlyText } from '../shared/only-text';
import { IDENTIFIED_EVENT, TAKEOVER_EVENT } from '../shared/names';
import { RECORD, type TrialRecord } from './record';
import { cleanAddress } from './clean-address';

const record: TrialRecord = {
	address: location.href,
	blocked: [],
	lost: [],
	widgets: [],
	sources: [],
	starts: [],
	identified: [],
	refusals: [],
};
self[ RECORD ] = record;

/** Listens for an event, in the order of the page's listeners, and tells the panel. */
function on< Type extends keyof WindowEventMap >(
	type: Type,
	take: ( event: WindowEventMap[ Type ] ) => void
): void {
	addEventListener(
		type,
		( event ) => {
			take( event );
			record.onChange?.();
		},
		true
	);
}

/** Finds the directive that the owner's policy really has: a general one speaks for the special ones that it lacks. */
const findDirective = ( {
	effectiveDirective: special,
	originalPolicy,
}: SecurityPolicyViolationEvent ): string =>
	[ special, special.replace( /-(elem|attr)$/, '' ), 'default-src' ].find(
		( name ) =>
			new RegExp( `(^|[;,])\\s*${ name }(\\s|;|,|$)`, 'i' ).test(
				originalPolicy
			)
	) ?? special;

on( 'securitypolicyviolation', ( event ) => {
	// A policy that only reports stops nothing.
	if ( event.disposition !== 'report' ) {
		record.blocked.push( {
			directive: findDirective( event ),
			what: event.blockedURI,
			by: event.sourceFile,
		} );
	}
} );

on( 'error', ( { target } ) => {
	if ( target instanceof HTMLScriptElement && target.src ) {
		record.lost.push( target.src );
	}
} );

on( 'onBitrixLiveChat', ( { detail } ) =>
	record.widgets.push( {
		at: performance.now(),
		host: onlyText( detail?.widgetHost ),
		widget: Object( detail?.widget ),
	} )
);

for ( const [ type, times ] of [
	[ 'onBitrixLiveChatSourceLoaded', record.sources ],
	[ TAKEOVER_EVENT, record.starts ],
	[ IDENTIFIED_EVENT, record.identified ],
] as const ) {
	addEventListener(
		type,
		() => {
			times.push( performance.now() );
			record.onChange?.();
		},
		true
	);
}

/** Looks for the codes by which a portal refuses a widget: no other way shows them to the page. */
function readAnswer( text: string ): void {
	const code = /LIVECHAT_AUTH_[A-Z_]+/.exec( text )?.[ 0 ];
	if ( code ) {
		record.refusals.push( code );
		record.onChange?.();
	}
}

const { fetch: ask } = self;
Reflect.set( self, 'fetch', ( ...request: Parameters< typeof ask > ) => {
	const answer = ask.apply( self, request );
	answer
		.then( async ( response ) => {
			if ( /json/.test( response.headers.get( 'Content-Type' ) ?? '' ) ) {
				readAnswer( await response.clone().text() );
			}
		} )
		.catch( () => {} );
	return answer;
} );

const { prototype } = XMLHttpRequest;
const { send } = prototype;
prototype.send = function ( ...body ) {
	this.addEventListener( 'load', () => {
		const { responseType } = this;
		if ( responseType === '' || responseType === 'text' ) {
			readAnswer( this.responseText );
		} else if ( responseType === 'json' ) {
			readAnswer( JSON.stringify( this.response ) ?? '' );
		}
	} );
	return send.apply( this, body );
};

// What the chat tells the operator of the page's address is what a visitor's would be.
cleanAddress( TRIAL_PARAMETER );
