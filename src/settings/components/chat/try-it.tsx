import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

import { getSite } from '../../site';
import { Notice } from '../notice';
import { Section } from '../section';
import { useOutcome } from './use-outcome';
import './try-it.scss';

const STATUS = { ok: 'success', warning: 'warning', error: 'error' } as const;

/** The moment in the language of the screen. */
function format( at: number ): string {
	const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
	try {
		return new Date( at ).toLocaleString(
			document.documentElement.lang || undefined,
			options
		);
	} catch {
		// A language that the browser does not know by that name.
		return new Date( at ).toLocaleString( undefined, options );
	}
}

/** How the last trial went; stays in place, so that a change is announced. */
function LastOutcome( { storageKey }: { storageKey: string } ) {
	const outcome = useOutcome( storageKey );
	return (
		<div role="status">
			{ outcome && (
				<Notice
					status={ STATUS[ outcome.state ] }
					className="known-visitor-try-it__outcome"
					// The element around it speaks.
					spokenMessage={ null }
				>
					<p>{ outcome.message }</p>
					<p className="known-visitor-try-it__time">
						{ sprintf(
							/* translators: %s: date and time. */
							__( 'Tried on %s', 'known-visitor' ),
							format( outcome.at )
						) }
					</p>
				</Notice>
			) }
		</div>
	);
}

/** The way to the site, where a panel tells how far the chat gets. */
export function TryIt() {
	const { url, key } = getSite().trial;
	return (
		<Section
			control="try"
			title={ __( 'Does it work?', 'known-visitor' ) }
			intro={ __(
				'Opens your site as you see it, with a panel that only you see. Step by step, it shows whether the chat gets to know you and what stops it. Save your changes first.',
				'known-visitor'
			) }
		>
			<div>
				<Button
					variant="secondary"
					__next40pxDefaultSize
					href={ url }
					target="_blank"
					rel="noreferrer"
				>
					{ __( 'Try it on my site', 'known-visitor' ) }
					<span className="screen-reader-text">
						{
							/* translators: accessibility text, after the words of a link. */
							__( '(opens in a new tab)', 'known-visitor' )
						}
					</span>
				</Button>
			</div>
			<LastOutcome storageKey={ key } />
		</Section>
	);
}
