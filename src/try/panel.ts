import { SETTINGS_PLACES, type TrialData } from '../contract';
import { ofDocument } from '../loader/document';
import type { Block } from '../shared/card';
import { element, icon } from './element';
import { __ } from './i18n';
import type { Verdict } from './judge';
import { drawMessage } from './message';
import type { State, Step } from './step';
import { STYLES } from './styles';

const CIRCLE = 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18';

const ICONS: Readonly< Record< State, readonly string[] > > = {
	ok: [ 'M5 12.5l4.5 4.5L19 7.5' ],
	warning: [ CIRCLE, 'M12 8v5', 'M12 16v.01' ],
	error: [ CIRCLE, 'M9 9l6 6', 'M15 9l-6 6' ],
	wait: [ 'M12 4a8 8 0 1 1-8 8' ],
	skip: [ 'M7 12h10' ],
};

/** What a screen reader says before a step, since it sees no colors. */
function nameOf( state: State ): string {
	switch ( state ) {
		case 'ok':
			return __( 'Done:', 'known-visitor' );
		case 'warning':
			return __( 'Warning:', 'known-visitor' );
		case 'error':
			return __( 'Error:', 'known-visitor' );
		case 'wait':
			return __( 'In progress:', 'known-visitor' );
		case 'skip':
			return __( 'Not possible:', 'known-visitor' );
	}
}

/** What all comes to, in a few words: the step itself says the rest. */
function headlineOf( { state, message }: Verdict ): string {
	switch ( state ) {
		case 'error':
			return __( 'Something is in the way.', 'known-visitor' );
		case 'warning':
			return __( 'It works, with a warning.', 'known-visitor' );
		default:
			return message;
	}
}

/** What the panel shows. */
export interface View {
	readonly steps: readonly Step[];
	readonly verdict: Verdict;
	/** What operators will see. */
	readonly blocks: readonly Block[];
}

export interface Actions {
	/** Starts the trial once more. */
	readonly again: () => void;
	readonly close: () => void;
}

/** The panel, in a shadow root. */
export class Panel {
	private readonly root: ShadowRoot;
	private readonly head = element( 'div', { class: 'head' } );
	private readonly verdict = element( 'p', {
		class: 'verdict',
		role: 'status',
	} );
	private readonly list = element( 'ol' );
	private readonly body: HTMLElement;
	private readonly fold: HTMLButtonElement;
	private readonly panel: HTMLElement;
	private shown = '';

	/**
	 * Puts the panel on the page.
	 *
	 * @param host    The element that PHP printed for it; what is in it is hidden by that.
	 * @param site    What the server told the panel.
	 * @param actions What its buttons do.
	 */
	constructor(
		host: HTMLElement,
		private readonly site: TrialData,
		actions: Actions
	) {
		const title = __(
			'Known Visitor: does the chat know you?',
			'known-visitor'
		);
		const again = element(
			'button',
			{ type: 'button', class: 'again' },
			__( 'Start again', 'known-visitor' )
		);
		const close = element(
			'button',
			{
				type: 'button',
				class: 'icon',
				'aria-label': __( 'Close', 'known-visitor' ),
			},
			icon( 'M6 6l12 12', 'M18 6L6 18' )
		);
		this.body = element(
			'div',
			{ class: 'body', id: 'body' },
			this.list,
			element(
				'div',
				{ class: 'foot' },
				again,
				element(
					'a',
					{ href: site.settingsUrl },
					__( 'Back to the settings', 'known-visitor' )
				)
			)
		);
		this.fold = element(
			'button',
			{
				type: 'button',
				class: 'icon',
				'aria-controls': 'body',
				'aria-expanded': 'true',
				'aria-label': __( 'Details', 'known-visitor' ),
			},
			icon( 'M6 9l6 6 6-6' )
		);
		this.head.append(
			element(
				'div',
				{ class: 'titles' },
				element( 'h2', { id: 'title' }, title ),
				this.verdict
			),
			this.fold,
			close
		);
		this.panel = element(
			'section',
			{ class: 'panel', 'aria-labelledby': 'title' },
			this.head,
			this.body
		);
		again.addEventListener( 'click', actions.again );
		close.addEventListener( 'click', actions.close );
		this.fold.addEventListener( 'click', () => this.toggle() );
		this.panel.addEventListener( 'keydown', ( event ) => {
			if ( event.key === 'Escape' ) {
				event.stopPropagation();
				actions.close();
			}
		} );

		host.lang = site.locale;
		host.dir = site.isRtl ? 'rtl' : 'ltr';
		this.root = host.attachShadow( { mode: 'open' } );
		this.addStyles();
		this.root.append( this.panel );
		// Out of the theme's own boxes, the body too, which may be transformed, filtered, hidden or cut off.
		ofDocument( 'documentElement' ).append( host );
	}

	/** Shows something else, if it is something else. */
	show( view: View ): void {
		const now = JSON.stringify( view );
		if ( now === this.shown ) {
			return;
		}
		this.shown = now;
		const { steps, verdict, blocks } = view;
		this.head.dataset[ 'state' ] = verdict.state;
		this.announce( headlineOf( verdict ), verdict.message );
		steps.forEach( ( step, index ) => {
			const item = this.draw( step, blocks );
			const old = this.list.children[ index ];
			if ( ! old ) {
				this.list.append( item );
			} else if ( old.outerHTML !== item.outerHTML ) {
				old.replaceWith( item );
			}
		} );
	}

	/** Whoever does not see the steps hears at once which of them it is. */
	private announce( headline: string, message: string ): void {
		const rest = message === headline ? '' : ` ${ message }`;
		if ( this.verdict.textContent !== headline + rest ) {
			this.verdict.replaceChildren(
				headline,
				element( 'span', { class: 'away' }, rest )
			);
		}
	}

	private draw( step: Step, blocks: readonly Block[] ): HTMLElement {
		const { state, text, hint = '', place, hasMessage } = step;
		const more = element( 'p', { class: 'hint' }, hint );
		if ( place && state !== 'ok' ) {
			more.append(
				...( hint ? [ ' ' ] : [] ),
				element(
					'a',
					{
						href: `${ this.site.settingsUrl }#${ SETTINGS_PLACES[ place ] }`,
					},
					__( 'Open the settings', 'known-visitor' )
				)
			);
		}
		return element(
			'li',
			{ 'data-state': state },
			icon( ...ICONS[ state ] ),
			element(
				'div',
				{},
				element(
					'p',
					{ class: 'text' },
					element(
						'span',
						{ class: 'away' },
						`${ nameOf( state ) } `
					),
					text
				),
				more,
				...( hasMessage ? [ drawMessage( blocks ) ] : [] )
			)
		);
	}

	private toggle(): void {
		const isFolded = ! this.body.hidden;
		this.body.hidden = isFolded;
		this.panel.classList.toggle( 'is-folded', isFolded );
		this.fold.setAttribute( 'aria-expanded', String( ! isFolded ) );
	}

	/** No `<style>` where it can be avoided: a policy may forbid it. */
	private addStyles(): void {
		try {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync( STYLES );
			this.root.adoptedStyleSheets = [ sheet ];
		} catch {
			this.root.append( element( 'style', {}, STYLES ) );
		}
	}
}
