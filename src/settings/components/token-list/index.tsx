import { Button } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { BROWSER_TOKENS, SERVER_TOKENS } from '../../../shared/tokens';
import type { BrowserToken, ServerToken } from '../../../shared/tokens';
import { describeTokens } from './descriptions';
import './token-list.scss';

interface GroupProps {
	title: string;
	names: readonly ( ServerToken | BrowserToken )[];
	onPick: ( token: string ) => void;
}

function Group( { title, names, onPick }: GroupProps ) {
	const id = useId();
	const descriptions = describeTokens();
	return (
		<details open className="known-visitor-token-list__group">
			<summary id={ id }>{ title }</summary>
			<ul aria-labelledby={ id }>
				{ names.map( ( name ) => (
					<li key={ name }>
						<Button
							__next40pxDefaultSize
							className="known-visitor-token-list__token"
							onClick={ () => onPick( `{${ name }}` ) }
						>
							<code>{ `{${ name }}` }</code>
							<span>{ descriptions[ name ] }</span>
						</Button>
					</li>
				) ) }
			</ul>
		</details>
	);
}

/** All tokens with what they stand for; each is a button that hands its token over. */
export function TokenList( { onPick }: Pick< GroupProps, 'onPick' > ) {
	return (
		<div className="known-visitor-token-list">
			<h3 className="known-visitor-token-list__title">
				{ __( 'Insert a token', 'known-visitor' ) }
			</h3>
			<Group
				title={ __( 'About the visitor', 'known-visitor' ) }
				names={ SERVER_TOKENS }
				onPick={ onPick }
			/>
			<Group
				title={ __( 'About the page', 'known-visitor' ) }
				names={ BROWSER_TOKENS }
				onPick={ onPick }
			/>
		</div>
	);
}
