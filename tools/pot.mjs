/**
 * `npm run pot`: writes languages/, the template out of the sources and what WordPress loads out of the translations;
 * `npm run pot ru_RU` begins a translation. See lib/i18n/languages.mjs.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from './lib/generated.mjs';
import { LOCALES, makeLanguages } from './lib/i18n/languages.mjs';
import { root } from './lib/paths.mjs';

const begun = process.argv.slice( 2 );
const unknown = begun.filter( ( locale ) => ! LOCALES[ locale ] );
if ( unknown.length ) {
	process.stderr.write(
		`Not among the languages of the plugin: ${ unknown.join( ', ' ) }. Allowed: ${ Object.keys( LOCALES ).join( ', ' ) }.\n`
	);
	process.exit( 1 );
}
const folder = join( root, 'languages' );
mkdirSync( folder, { recursive: true } );
const files = makeLanguages( root, begun );
// Of a translation that is gone.
for ( const name of readdirSync( folder ) ) {
	if (
		/\.(?:json|l10n\.php)$/.test( name ) &&
		! files.has( `languages/${ name }` )
	) {
		rmSync( join( folder, name ) );
	}
}
writeFiles( root, files );
