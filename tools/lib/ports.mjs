/**
 * Ports of this machine.
 */
import { createServer } from 'node:net';

/**
 * Finds a port that nobody listens on.
 *
 * @param {number} first Port to start from, for the next free one; any when left out.
 * @return {Promise<number>} The port, free at this moment.
 */
export function freePort( first = 0 ) {
	return new Promise( ( resolve ) => {
		const server = createServer();
		server.once( 'error', () => resolve( freePort( first + 1 ) ) );
		server.listen( first, '127.0.0.1', () => {
			const address = server.address();
			const port =
				address && typeof address === 'object' ? address.port : first;
			server.close( () => resolve( port ) );
		} );
	} );
}
