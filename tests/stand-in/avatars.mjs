/**
 * Avatars: the portal fetches them itself and keeps only small pictures.
 */

const BYTES = 1_000_000;
const PICTURES = 50;
const PATIENCE = 3000;

/**
 * @typedef {import('./types').PortalUser} PortalUser
 */

/**
 * Reads a picture and gives up as soon as it is too big.
 *
 * @param {Response} response The answer of the picture's host.
 */
async function readSmall( response ) {
	/** @type {Uint8Array[]} */
	const parts = [];
	let size = 0;
	for await ( const part of response.body ?? [] ) {
		size += part.length;
		if ( size >= BYTES ) {
			throw new Error( 'not below 1,000,000 bytes' );
		}
		parts.push( part );
	}
	return Buffer.concat( parts );
}

/**
 * @param {string} address The picture's address.
 */
async function fetchPicture( address ) {
	const response = await fetch( address, {
		signal: AbortSignal.timeout( PATIENCE ),
	} );
	const type = response.headers.get( 'content-type' ) ?? '';
	if ( ! response.ok || ! /^image\/(png|jpeg|gif)/.test( type ) ) {
		throw new Error( 'no picture at that address' );
	}
	return { type, bytes: await readSmall( response ) };
}

/**
 * Starts with no pictures.
 *
 * @param {() => void} onChange Called when a person's avatar has settled.
 */
export function createAvatars( onChange ) {
	/** @type {Map<number, {type: string, bytes: Buffer}>} */
	const pictures = new Map();

	return {
		/** @param {number} id A person's number. */
		get: ( id ) => pictures.get( id ),

		/** @param {PortalUser} user The person whose avatar is to be fetched. */
		async take( user ) {
			try {
				pictures.set(
					user.id,
					await fetchPicture( user.avatar.given )
				);
				user.avatar.state = 'kept';
			} catch ( error ) {
				user.avatar.state = 'refused';
				user.avatar.reason =
					error instanceof Error ? error.message : String( error );
			}
			const oldest = pictures.keys().next().value;
			if ( pictures.size > PICTURES && oldest !== undefined ) {
				pictures.delete( oldest );
			}
			onChange();
		},
	};
}
