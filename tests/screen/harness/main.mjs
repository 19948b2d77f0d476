/**
 * `npm run screen`: the book of the settings screen's states, for who designs it. Needs the build; `npm run watch` keeps
 * that fresh.
 */
import { startHarness } from './server.mjs';

const { url } = await startHarness( Number( process.env[ 'PORT' ] ) || 8890 );
process.stdout.write(
	`The settings screen in all its states: ${ url }/\nCtrl-C ends it.\n`
);
