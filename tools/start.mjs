/**
 * `npm start`: a real WordPress with the plugin in it, sample visitors and pages, and a stand-in for the Bitrix24 portal.
 */
import { ensurePackages } from './lib/packages.mjs';

await ensurePackages();

// What it imports is there only now.
const { runDemo } = await import( './lib/demo.mjs' );

process.exitCode = await runDemo();
