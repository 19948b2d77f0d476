import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import type { PageData } from '../../api/preview';

/** User fields that have no place in the chat itself. */
const labels = (): Readonly< Record< string, string > > => ( {
	email: __( 'Email', 'known-visitor' ),
	www: __( 'Website', 'known-visitor' ),
	position: __( 'Position', 'known-visitor' ),
	gender: __( 'Gender', 'known-visitor' ),
} );

/** What else the portal learns: fields, and of the hash no more than its mark. */
export function Known( { data }: { data: PageData } ) {
	const rows = Object.entries( labels() ).flatMap( ( [ field, label ] ) => {
		const value = data.user[ field ];
		return value ? [ { label, value } ] : [];
	} );
	return (
		<>
			{ rows.length > 0 && (
				<dl className="known-visitor-preview__known">
					{ rows.map( ( { label, value } ) => (
						<div key={ label }>
							<dt>{ label }</dt>
							<dd dir="auto">{ value }</dd>
						</div>
					) ) }
				</dl>
			) }
			<details className="known-visitor-preview__technical">
				<summary>
					{ __( 'Technical details', 'known-visitor' ) }
				</summary>
				<p>
					{ createInterpolateElement(
						/* translators: <mark /> is a code of eight characters. */
						__(
							'Identity mark: <mark />. The identity itself works like a password and is never shown.',
							'known-visitor'
						),
						{ mark: <code dir="ltr">{ data.mark }</code> }
					) }
				</p>
			</details>
		</>
	);
}
