/**
 * `npm run generate`: writes what TypeScript has to know of the PHP, see lib/contract.mjs.
 */
import { makeContract } from './lib/contract.mjs';
import { writeFiles } from './lib/generated.mjs';
import { root } from './lib/paths.mjs';

writeFiles( root, await makeContract() );
