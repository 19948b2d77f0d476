/**
 * What the panel of a trial makes of what it sees, where a real page would have to be very special.
 */
import fc from '../support/fast-check';
import { parsePageData } from '../../src/loader/page-data';
import { cleanAddress } from '../../src/try/clean-address';
import type { Facts } from '../../src/try/facts';
import { __, setWords, sprintf } from '../../src/try/i18n';
import type { Obstacle } from '../../src/try/identity';
import { judge, sumUp } from '../../src/try/judge';
import { parseTrialOutcome } from '../../src/shared/trial-outcome';

const LOADER = 'https://cdn.bitrix24.com/b1/crm/site_button/loader_4_abc123.js';
const PORTAL = 'https://example.bitrix24.com';

const WORKING: Facts = {
	delivery: 'page',
	printsWidget: false,
	identity: {
		is: 'known',
		since: 10,
		data: parsePageData(
			JSON.stringify( {
				v: 1,
				mark: 'aaaa1111',
				user: { hash: 'a'.repeat( 32 ) },
			} )
		),
	},
	isListening: true,
	blocked: [],
	lost: [],
	loaders: [ LOADER ],
	widgets: [ { at: 100, host: PORTAL, widget: {} } ],
	startedAt: 100,
	ourStart: 5,
	isIdentified: true,
	holds: 'unknown',
	isRegistered: false,
	refusal: '',
	isOver: true,
};

const statesOf = ( facts: Partial< Facts > ) =>
	judge( { ...WORKING, ...facts }, true ).map( ( { state } ) => state );

const OK = [ 'ok', 'ok', 'ok', 'ok', 'ok' ];

describe( 'A trial', () => {
	it( 'is fine where nothing happens', () => {
		expect( statesOf( {} ) ).toEqual( OK );
		expect( sumUp( judge( WORKING, true ) ) ).toEqual( {
			state: 'ok',
			message: 'Everything works: the chat knows you.',
		} );
	} );

	it.each( [
		[ 'eval', 'https://other.example/tool.js' ],
		[ 'https://other.example/pixel.js', '' ],
		[ 'data', '' ],
		[ 'https://bitrix24.com.evil.example/x.js', '' ],
	] )( 'does not blame the chat for another’s %s of %s', ( what, by ) => {
		const blocked = [ { directive: 'script-src', what, by } ];
		expect( statesOf( { blocked } ) ).toEqual( OK );
	} );

	it.each( [
		[ 'eval', `${ PORTAL }/bitrix/js/imopenlines/widget/script.js` ],
		[ 'eval', '' ],
		[ `${ PORTAL }/rest/batch`, '' ],
		[ 'wss://example.bitrix24.com/sub/', '' ],
		[ 'https://portal.example.org/bitrix/js/x.js', '' ],
	] )( 'knows that %s of %s is the chat’s', ( what, by ) => {
		const blocked = [ { directive: 'some-src', what, by } ];
		const [ , , start ] = judge( { ...WORKING, blocked }, true );
		expect( start?.state ).toBe( 'error' );
		expect( start?.hint ).toContain( 'some-src' );
	} );

	it( 'does not blame the network for what was there in the end', () => {
		const lost = [ LOADER, `${ PORTAL }/bitrix/js/x.js` ];
		expect( statesOf( { lost } ) ).toEqual( OK );
	} );

	it( 'forgives the refusal that the widget itself gets over, and one that was overcome', () => {
		expect( statesOf( { refusal: 'LIVECHAT_AUTH_WIDGET_USER' } ) ).toEqual(
			OK
		);
		expect(
			statesOf( {
				refusal: 'LIVECHAT_AUTH_FAILED',
				isRegistered: true,
			} )
		).toEqual( OK );
	} );

	it.each( [
		[ 'LIVECHAT_AUTH_PORTAL_USER', 'signed in to Bitrix24' ],
		[ 'LIVECHAT_AUTH_BLOCKED', 'has blocked this browser' ],
		[ 'LIVECHAT_AUTH_FAILED', 'does not know the conversation' ],
	] )( 'explains %s', ( refusal, words ) => {
		const steps = judge( { ...WORKING, refusal }, true );
		expect( steps[ 2 ]?.text ).toContain( words );
		expect( sumUp( steps ).message ).toContain( words );
	} );

	it( 'waits until it is over', () => {
		const nothing = {
			loaders: [],
			widgets: [],
			startedAt: undefined,
			isIdentified: false,
		};
		const early = { ...nothing, isOver: false };
		expect( statesOf( early ) ).toEqual( [
			'ok',
			'wait',
			'wait',
			'wait',
			'wait',
		] );
		expect( sumUp( judge( { ...WORKING, ...early }, true ) ).state ).toBe(
			'wait'
		);
		expect( statesOf( nothing ) ).toEqual( [
			'ok',
			'error',
			'skip',
			'skip',
			'skip',
		] );
	} );

	it( 'says that a chat which has its script does not start', () => {
		const facts = {
			widgets: [],
			startedAt: undefined,
			isIdentified: false,
		};
		expect( statesOf( facts ) ).toEqual( [
			'ok',
			'ok',
			'error',
			'skip',
			'skip',
		] );
	} );

	it( 'says that a chat took nothing, although it could', () => {
		expect( statesOf( { isIdentified: false } ) ).toEqual( [
			'ok',
			'ok',
			'ok',
			'error',
			'skip',
		] );
	} );

	it( 'without a first message tells what is sent in its place', () => {
		const last = judge( WORKING, false ).at( -1 );
		expect( last?.text ).toContain( 'the address of this page' );
		expect( last?.hasMessage ).toBeUndefined();
	} );

	it( 'has five steps, and a sentence for each, whatever the facts', () => {
		const why = fc.constantFrom< Obstacle >(
			'off',
			'role',
			'path',
			'page',
			'secret',
			'copy',
			'filter',
			'missing',
			'broken',
			'cookie',
			'no-cookie',
			'guest',
			'refused',
			'unanswered'
		);
		const time = fc.option( fc.nat( 1000 ), { nil: undefined } );
		const address = fc.constantFrom( LOADER, PORTAL, 'inline', 'eval', '' );
		fc.assert(
			fc.property(
				fc.record( {
					delivery: fc.constantFrom( 'page', 'request' ),
					printsWidget: fc.boolean(),
					identity: fc.oneof(
						fc.constant( WORKING.identity ),
						fc.constant( { is: 'open' } as const ),
						why.map(
							( one ) => ( { is: 'none', why: one } ) as const
						)
					),
					isListening: fc.boolean(),
					blocked: fc.array(
						fc.record( {
							directive: fc.constant( 'script-src' ),
							what: address,
							by: address,
						} ),
						{ maxLength: 2 }
					),
					lost: fc.array( address, { maxLength: 2 } ),
					loaders: fc.array( fc.constant( LOADER ), {
						maxLength: 2,
					} ),
					startedAt: time,
					ourStart: time,
					isIdentified: fc.boolean(),
					holds: fc.constantFrom( 'ours', 'other', 'unknown' ),
					isRegistered: fc.boolean(),
					isOver: fc.boolean(),
				} ),
				( facts ) => {
					const steps = judge( { ...WORKING, ...facts }, true );
					expect( steps ).toHaveLength( 5 );
					for ( const { text, hint = 'x' } of steps ) {
						expect( text ).not.toBe( '' );
						expect( text + hint ).not.toMatch( /%|undefined/ );
					}
					// Never green where the page has nobody to tell of.
					const isKnown = facts.identity.is === 'known';
					expect( isKnown || sumUp( steps ).state !== 'ok' ).toBe(
						true
					);
				}
			)
		);
	} );
} );

describe( 'The sentences', () => {
	afterEach( () => setWords( {} ) );

	it( 'are translated as far as there are translations', () => {
		setWords( {
			'': { lang: 'de' },
			'The chat started.': [ 'Der Chat ist gestartet.' ],
			'Checking…': [],
			Close: 'no list',
		} );
		expect( __( 'The chat started.', 'known-visitor' ) ).toBe(
			'Der Chat ist gestartet.'
		);
		expect( [
			__( 'Checking…', 'known-visitor' ),
			__( 'Close', 'known-visitor' ),
			__( 'toString', 'known-visitor' ),
		] ).toEqual( [ 'Checking…', 'Close', 'toString' ] );
		setWords( null );
		expect( __( 'The chat started.', 'known-visitor' ) ).toBe(
			'The chat started.'
		);
	} );

	it( 'take texts in, in any order', () => {
		expect( sprintf( '%s and so on', '$1 %s' ) ).toBe( '$1 %s and so on' );
		expect( sprintf( '%2$s of %1$s', 'a', 'b' ) ).toBe( 'b of a' );
	} );
} );

describe( 'The address', () => {
	it.each( [
		[ '/shop/?known_visitor_try=abc', '/shop/' ],
		[ '/?a=1&known_visitor_try=abc&b=%20x#top', '/?a=1&b=%20x#top' ],
		[ '/?known_visitor_tryx=1', '/?known_visitor_tryx=1' ],
	] )( '%s loses the nonce and nothing else', ( before, after ) => {
		history.replaceState( { kept: true }, '', before );
		cleanAddress( 'known_visitor_try' );
		expect( location.pathname + location.search + location.hash ).toBe(
			after
		);
		expect( history.state ).toEqual( { kept: true } );
	} );
} );

describe( 'What the browser remembers', () => {
	const outcome = { at: 1, state: 'ok', message: 'It works.' };

	it( 'is read', () => {
		expect( parseTrialOutcome( JSON.stringify( outcome ) ) ).toEqual(
			outcome
		);
	} );

	it.each( [
		null,
		'',
		'null',
		'{',
		JSON.stringify( { ...outcome, at: 'now' } ),
		JSON.stringify( { ...outcome, state: 'wait' } ),
		JSON.stringify( { ...outcome, message: 1 } ),
	] )( 'counts as nothing if it is no outcome: %s', ( json ) => {
		expect( parseTrialOutcome( json ) ).toBeUndefined();
	} );
} );
