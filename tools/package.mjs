/**
 * `npm run package`: writes the installable zip into artifacts/.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUDGET_BYTES, HELD_BYTES, makePackage } from './lib/package.mjs';
import { artifacts, root } from './lib/paths.mjs';

const { version } = JSON.parse(
	readFileSync( join( root, 'package.json' ), 'utf8' )
);
const content = await makePackage( root );
const file = join( artifacts, `known-visitor.${ version }.zip` );
mkdirSync( artifacts, { recursive: true } );
writeFileSync( file, content );
process.stdout.write(
	`${ file }\n${ content.length } bytes; budget ${ BUDGET_BYTES }, held ${ HELD_BYTES }\nSHA-256 ${ createHash( 'sha256' ).update( content ).digest( 'hex' ) }\n`
);
if ( content.length > HELD_BYTES ) {
	process.stderr.write( 'It has grown.\n' );
	process.exitCode = 1;
}
