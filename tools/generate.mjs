/**
 * `npm run generate`: writes what TypeScript has to know of the PHP, see lib/contract.mjs.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeContract } from './lib/contract.mjs';
import { root } from './lib/paths.mjs';

for ( const [ file, content ] of await makeContract() ) {
	writeFileSync( join( root, file ), content );
}
