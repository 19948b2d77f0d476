import { useState } from '@wordpress/element';

/** A visitor's picture; where there is none, or it cannot be had, the first letter. */
export function Face( { address, name }: { address: string; name: string } ) {
	const [ broken, setBroken ] = useState( '' );
	return (
		<span className="known-visitor-preview__face" aria-hidden="true">
			{ address && broken !== address ? (
				<img
					src={ address }
					alt=""
					onError={ () => setBroken( address ) }
				/>
			) : (
				[ ...name ].slice( 0, 1 ).join( '' ).toLocaleUpperCase()
			) }
		</span>
	);
}
