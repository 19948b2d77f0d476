/**
 * The panel of a trial, on the page that an administrator opened for it.
 */
import {
	TRIAL_DATA_ID,
	TRIAL_PANEL_ID,
	TRIAL_PARAMETER,
	TRIAL_SCHEMA,
	type TrialData,
} from '../contract';
import { ofDocument, scriptTexts } from '../loader/document';
import { composeFirstMessage } from '../loader/first-message';
import { safely } from '../loader/safely';
import type { Block } from '../shared/card';
import { schemaGuard } from '../shared/schema';
import type { TrialOutcome } from '../shared/trial-outcome';
import { cleanAddress } from './clean-address';
import { gatherFacts, type Facts } from './facts';
import { setWords } from './i18n';
import { findIdentity, type Identity } from './identity';
import { judge, sumUp, type Verdict } from './judge';
import { Panel } from './panel';
import { RECORD } from './record';

/** After the page has loaded, what is not there by then will hardly come by itself. */
const PATIENCE_MS = 8_000;

/** What a widget holds is asked for: it says nothing by itself. */
const INTERVAL_MS = 500;

const isTrialData = schemaGuard< TrialData >( TRIAL_SCHEMA );

/** Reads what the server told the panel. */
function readTrialData(): TrialData | undefined {
	return safely( () => {
		const data: unknown = JSON.parse(
			scriptTexts( '#' + TRIAL_DATA_ID ).pop() ?? ''
		);
		return isTrialData( data ) ? data : undefined;
	} );
}

/** Lets the settings screen know, in this browser. */
function remember( key: string, { state, message }: Verdict ): void {
	if ( state !== 'wait' ) {
		const outcome: TrialOutcome = { at: Date.now(), state, message };
		safely( () => localStorage.setItem( key, JSON.stringify( outcome ) ) );
	}
}

/** Returns what the chat is given for the operator, by the code that gives it. */
function blocksOf( identity: Identity, { widgets }: Facts ): Block[] {
	return identity.is === 'known'
		? ( safely( () =>
				composeFirstMessage( identity.data, widgets.at( -1 )?.host )
			) ?? [] )
		: [];
}

function start( site: TrialData, host: HTMLElement ): void {
	const record = self[ RECORD ];
	// Which the browser does not show any more.
	const address = record?.address ?? location.href;
	cleanAddress( TRIAL_PARAMETER );
	setWords( site.words );

	let identity: Identity = { is: 'open' };
	let isOver = false;
	let told = '';
	const panel = new Panel( host, site, {
		again: () => location.assign( address ),
		close: () => {
			clearInterval( timer );
			delete record?.onChange;
			host.remove();
		},
	} );
	const update = () => {
		const facts = gatherFacts( site, identity, isOver );
		const blocks = blocksOf( identity, facts );
		const steps = judge( facts, blocks.length > 0 );
		const verdict = sumUp( steps );
		panel.show( { steps, verdict, blocks } );
		const isDecided =
			isOver || ! steps.some( ( { state } ) => state === 'wait' );
		if ( isDecided && told !== verdict.message ) {
			told = verdict.message;
			remember( site.storageKey, verdict );
		}
	};
	const run = () => {
		safely( update );
	};
	const timer = setInterval( run, INTERVAL_MS );
	if ( record ) {
		// Not in the middle of what others do.
		record.onChange = () => setTimeout( run );
	}
	const lose = () => {
		isOver = true;
		run();
	};
	if ( ofDocument( 'readyState' ) === 'complete' ) {
		setTimeout( lose, PATIENCE_MS );
	} else {
		addEventListener( 'load', () => setTimeout( lose, PATIENCE_MS ) );
		// Some pages never have all that they wait for.
		setTimeout( lose, 3 * PATIENCE_MS );
	}
	void findIdentity( site ).then( ( found ) => {
		identity = found;
		run();
	} );
	run();
}

const site = readTrialData();
// The last one: content may have an element of that name before, even one that takes no panel.
const host = Array.from(
	ofDocument( 'querySelectorAll' ).call( document, '#' + TRIAL_PANEL_ID )
).pop();
if ( site && host instanceof HTMLElement ) {
	start( site, host );
}
