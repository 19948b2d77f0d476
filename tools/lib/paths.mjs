/**
 * Where things are: the checkout and the folder for what can be made again.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder with package.json, with no slash at the end. */
export const root = join( fileURLToPath( import.meta.url ), '../../..' );

/** Downloads and copies that are made again when they are deleted. */
export const cache = join( root, '.cache' );

/** Where a running demo notes that it runs. */
export const demoNote = join( cache, 'sites/demo.json' );

/** What a test run leaves behind to be looked at. */
export const artifacts = join( root, 'artifacts' );
