/**
 * What people, browsers, pages and widgets do.
 */
import type { AsyncCommand, Arbitrary } from 'fast-check';
import fc from '../support/fast-check';
import type { Computer, Setting } from './computer';
import { ANSWERS, KINDS, VISITORS } from './pages';
import { faultOfOpened, faults, isTrusted } from './rules';

/** A step. What decides whether it can be taken is the computer itself: there is no model of it. */
type Step = AsyncCommand< { readonly computer: Computer }, Computer >;

/** Looks whether all holds. */
async function check( computer: Computer ): Promise< void > {
	const restless = await computer.look();
	const found = [
		...( restless ? [ restless ] : [] ),
		...faults( computer ),
	];
	if ( found.length ) {
		throw new Error( found.join( '\n' ) );
	}
}

/** Makes a step. */
const step = (
	text: string,
	take: ( computer: Computer ) => Promise< unknown > | void,
	canBe: ( computer: Computer ) => unknown = () => true
): Step => ( {
	check: ( { computer } ) =>
		! computer.isOver && Boolean( canBe( computer ) ),
	run: async ( _model, computer ) => {
		await take( computer );
		if ( ! computer.isOver ) {
			await check( computer );
		}
	},
	toString: () => text,
} );

const where = fc.boolean();
const nth = fc.nat( 1 );
const hasChat =
	( at: number ) =>
	( { doc }: Computer ) =>
		at < doc.widgets;

const open = ( at: number ) => async ( computer: Computer ) => {
	const chat = computer.doc.chats[ at ];
	if ( ! chat?.isShown ) {
		await computer.press( at, '.round' );
	}
	await computer.look();
	const fault = faultOfOpened( computer, computer.doc, at );
	if ( fault ) {
		throw new Error( fault );
	}
};

const steps = {
	signsIn: fc
		.tuple( fc.constantFrom( ...VISITORS ), where )
		.map( ( [ visitor, isHere ] ) =>
			step(
				`${ visitor } signs in${ isHere ? '' : ' without leaving the page' }`,
				( computer ) => computer.signIn( visitor, isHere ),
				( { person } ) => person !== visitor
			)
		),
	signsOut: fc
		.tuple(
			fc.constantFrom( 'nothing', 'storage', 'cookies', 'both' ),
			where
		)
		.map( ( [ cleared, isHere ] ) =>
			step(
				`sign-out${ isHere ? '' : ' without leaving the page' }, which clears ${ cleared }`,
				( computer ) => computer.signOut( cleared, isHere ),
				( { person } ) => person !== 'guest'
			)
		),
	expires: fc.constant(
		step(
			'the session expires',
			( computer ) => computer.expire(),
			( { person } ) => person !== 'guest'
		)
	),
	visits: fc
		.tuple(
			fc.oneof(
				fc.constantFrom( KINDS[ 0 ] ),
				fc.constantFrom( ...KINDS )
			),
			fc.constantFrom( ...ANSWERS ),
			fc.boolean()
		)
		.map( ( [ kind, answer, inNewTab ] ) =>
			step(
				`a page ${ kind } (answered ${ answer })${ inNewTab ? ' in a new tab' : '' }`,
				async ( computer ) => {
					if ( inNewTab ) {
						await computer.openTab();
					}
					await computer.visit( kind, answer );
				},
				( { mayOpenTab } ) => mayOpenTab || ! inNewTab
			)
		),
	old: fc.nat( 9 ).map( ( at ) =>
		step(
			`the page kept as no. ${ at }`,
			( computer ) => computer.visitOld( at ),
			( { oldPages } ) => oldPages.length
		)
	),
	reloads: fc.constant( step( 'reload', ( computer ) => computer.reload() ) ),
	goes: fc
		.constantFrom( -1 as const, 1 as const )
		.map( ( by ) =>
			step( by < 0 ? 'back' : 'forward', ( computer ) =>
				computer.go( by )
			)
		),
	switches: fc.nat( 2 ).map( ( at ) =>
		step(
			`tab ${ at + 1 }`,
			( computer ) => computer.switchTo( at ),
			( { tabs } ) => tabs.length > 1
		)
	),
	closesTab: fc.constant(
		step(
			'the tab is closed',
			( computer ) => computer.closeTab(),
			( { tabs } ) => tabs.length > 1
		)
	),
	opens: nth.map( ( at ) =>
		step( `chat ${ at + 1 } is opened`, open( at ), hasChat( at ) )
	),
	writes: nth.map( ( at ) =>
		step( `somebody writes in chat ${ at + 1 }`, async ( computer ) => {
			if ( ! computer.doc.widgets ) {
				await computer.visit( 'plain', 'at once' );
				await computer.look();
			}
			const chat = Math.min( at, computer.doc.widgets - 1 );
			await open( chat )( computer );
			if ( isTrusted( computer, computer.doc ) ) {
				await computer.write( chat );
			}
		} )
	),
	closes: nth.map( ( at ) =>
		step(
			`chat ${ at + 1 } is closed`,
			( computer ) => computer.press( at, '.close' ),
			( { doc } ) => doc.chats[ at ]?.isShown
		)
	),
	runsLate: fc.constant(
		step(
			'the optimizer runs our script',
			( computer ) => computer.runLate(),
			( { doc } ) => ! doc.isGuarded
		)
	),
	starts: fc.constant(
		step(
			'the chat comes',
			( computer ) => computer.startChat(),
			( { doc } ) =>
				doc.kind === 'whose widget comes on call' && ! doc.widgets
		)
	),
	answers: fc.constant(
		step(
			'the answers arrive',
			( computer ) => computer.sendAnswers(),
			( { hasWaiting } ) => hasWaiting
		)
	),
	navigates: fc.constant(
		step(
			'an in-page navigation',
			( computer ) => computer.navigateInPage(),
			( { doc, setting } ) =>
				doc.kind !== 'of no widget' && setting.delivery === 'page'
		)
	),
	fills: fc.constant(
		step(
			'the storage is full from now on',
			( computer ) => computer.fillUp(),
			( { setting, isFull } ) => ! isFull && setting.storage === 'works'
		)
	),
	finishes: fc.constantFrom( ...VISITORS ).map( ( visitor ) =>
		step(
			`the operator finishes with ${ visitor }`,
			( computer ) => computer.finish( visitor ),
			( computer ) => computer.knows( visitor )
		)
	),
};

/** Some steps are taken more often than others. */
const weights: Readonly< Record< keyof typeof steps, number > > = {
	signsIn: 3,
	signsOut: 3,
	expires: 1,
	visits: 4,
	old: 1,
	reloads: 1,
	goes: 1,
	switches: 3,
	closesTab: 1,
	opens: 2,
	writes: 5,
	closes: 1,
	runsLate: 3,
	starts: 3,
	answers: 2,
	navigates: 1,
	fills: 1,
	finishes: 1,
};

/** Stories of so many steps at most, of which those that cannot be taken are left out. */
export const stories = ( length: number ) =>
	fc.commands(
		Object.entries( steps ).flatMap( ( [ name, made ] ) =>
			Array< Arbitrary< Step > >(
				weights[ name as keyof typeof steps ]
			).fill( made )
		),
		{ maxCommands: length, size: 'max' }
	);

/** What the computer and the site are like; ordinary ones more often. */
export const settings: Arbitrary< Setting > = fc.record( {
	generation: fc.constantFrom( 'g2', 'g1', 'g2', 'g1', 'g0' ),
	delivery: fc.constantFrom( 'page', 'request' ),
	portalCookie: fc.constantFrom( 'kept', 'kept', 'blocked' ),
	markCookie: fc.constantFrom( 'sent', 'sent', 'sent', 'stripped' ),
	storage: fc.oneof(
		{ weight: 14, arbitrary: fc.constant( 'works' ) },
		{ weight: 2, arbitrary: fc.constant( 'full' ) },
		{ weight: 1, arbitrary: fc.constant( 'blocked' ) }
	),
} );
