/**
 * What `npm test` and `npm run check` check, gate by gate.
 */
import {
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensurePrograms } from '../../tests/stack/packages.mjs';
import { getBrowser } from './browser.mjs';
import { makeContract } from './contract.mjs';
import { staleFiles } from './generated.mjs';
import { staleLanguages } from './i18n/languages.mjs';
import { pluginCheckFaults } from './plugin-check.mjs';
import { ensurePhpPackages } from './packages.mjs';
import { artifacts, cache, root } from './paths.mjs';
import { findCommand, run } from './process.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

/** Without a checkout's own PHP tools, this is what a gate says. */
const NO_PHP = 'PHP or Composer is not on this machine.';

/**
 * The committed build is what comes out of the sources.
 *
 * @return {Step} The gate.
 */
export function buildGate() {
	return {
		name: 'build',
		run: async () => {
			const fresh = join( artifacts, 'build' );
			rmSync( fresh, { recursive: true, force: true } );
			const { code, output } = await wpScripts(
				'build',
				`--output-path=${ fresh }`
			);
			const differing =
				code === 0 ? differences( join( root, 'build' ), fresh ) : [];
			return {
				ok: code === 0 && differing.length === 0,
				output: code
					? output
					: differing
							.map(
								( name ) =>
									`build/${ name } is not what src gives: npm run build\n`
							)
							.join( '' ),
			};
		},
	};
}

/**
 * What is generated out of the PHP is what the PHP says now, and the files of languages/ what the sources and the
 * translations say.
 *
 * @return {Step} The gate.
 */
export function contractGate() {
	return {
		name: 'contract',
		run: async () => {
			try {
				const stale = [
					...staleFiles( root, await makeContract() ).map(
						( file ) =>
							`${ file } is not what the PHP says: npm run generate\n`
					),
					...staleLanguages( root ).map(
						( file ) =>
							`${ file } is not what the sources and the translations say: npm run pot\n`
					),
				];
				return { ok: stale.length === 0, output: stale.join( '' ) };
			} catch ( error ) {
				// The PHP lacks what tools/lib/contract.mjs lists, or cannot be read.
				return { ok: false, output: `${ error }\n` };
			}
		},
	};
}

/**
 * The plugin directory's own Plugin Check would have nothing to say.
 *
 * @return {Step} The gate.
 */
export function pluginCheckGate() {
	return {
		name: 'plugin check',
		run: async () => {
			const faults = pluginCheckFaults( root );
			return {
				ok: faults.length === 0,
				output: faults.map( ( fault ) => `${ fault }\n` ).join( '' ),
			};
		},
	};
}

/**
 * JavaScript, TypeScript and styles keep WordPress's rules.
 *
 * @return {Step[]} The gates.
 */
export function lintGates() {
	return [
		gate( 'lint js', () =>
			wpScripts(
				'lint-js',
				'--cache',
				`--cache-location=${ join( cache, 'eslint' ) }`,
				// A clone's files are all new, whatever is in them.
				'--cache-strategy=content'
			)
		),
		gate( 'lint css', () =>
			wpScripts(
				'lint-style',
				'src/**/*.scss',
				'--allow-empty-input',
				'--cache',
				`--cache-location=${ join( cache, 'stylelint' ) }`,
				'--cache-strategy=content'
			)
		),
	];
}

/**
 * The types hold. TypeScript 7 needs a third of the time; the linter takes the API of 6, which 7 has not.
 *
 * @return {Step} The gate.
 */
export function typesGate() {
	return gate( 'types', () =>
		node(
			'node_modules/typescript-7/bin/tsc',
			'--incremental',
			'--tsBuildInfoFile',
			join( cache, 'types.tsbuildinfo' )
		)
	);
}

/**
 * The unit tests.
 *
 * @param {string[]} args Options of Jest, such as which to leave out.
 * @return {Step} The gate.
 */
export function unitGate( ...args ) {
	return gate( 'unit', () =>
		wpScripts( 'test-unit-js', '--maxWorkers=2', ...args )
	);
}

/**
 * The unit tests, but for those that build the plugin or its zip.
 *
 * @return {Step} The gate.
 */
export const quickUnitGate = () =>
	unitGate( '--testPathIgnorePatterns', 'unit/(?:dev|package)\\.test' );

/**
 * PHP keeps WordPress's rules, and its types hold. Where there is no PHP, they are skipped; on a CI machine that is a failure.
 *
 * @return {Step[]} The gates.
 */
export function phpGates() {
	/** @type {Promise<boolean> | undefined} */
	let prepared;
	const phpGate = (
		/** @type {string} */ name,
		/** @type {string[]} */ ...args
	) => ( {
		name,
		run: async () => {
			prepared ??= ensurePhpPackages();
			if ( ! ( await prepared ) ) {
				return { ok: ! process.env[ 'CI' ], skip: NO_PHP };
			}
			const { code, output } = await run( 'php', args );
			return { ok: code === 0, output: code ? output : '' };
		},
	} );
	return [
		phpGate(
			'phpcs',
			'vendor/bin/phpcs',
			`--cache=${ join( cache, 'phpcs' ) }`
		),
		phpGate(
			'phpstan',
			'vendor/bin/phpstan',
			'analyse',
			'--memory-limit=2G',
			'--no-progress'
		),
	];
}

/**
 * The commands of WP-CLI, on a real WordPress. They want a PHP and a Composer of this machine, as the PHP gates do.
 *
 * @return {Step} The gate.
 */
export function cliGate() {
	const commands = playwrightGate( 'cli' );
	return {
		...commands,
		run: async () =>
			findCommand( 'php' ) && findCommand( 'composer' )
				? commands.run()
				: { ok: ! process.env[ 'CI' ], skip: NO_PHP },
	};
}

/**
 * Whether the PHP tools are there without installing anything.
 *
 * @return {boolean} True if so.
 */
export function hasPhpTools() {
	return existsSync( join( root, 'vendor/bin/phpcs' ) );
}

/**
 * Tests on a real WordPress, shown as they run.
 *
 * @param {'integration' | 'cli' | 'screen' | 'browser'} project Which ones.
 * @return {Step} The gate.
 */
export function playwrightGate( project ) {
	return {
		name: project,
		run: async () => {
			if ( project !== 'integration' && project !== 'cli' ) {
				const { executablePath, source } = await getBrowser();
				process.stdout.write(
					`Chromium: ${ executablePath } (${ source })\n`
				);
			}
			const { code } = await run(
				process.execPath,
				[
					'node_modules/@playwright/test/cli.js',
					'test',
					`--project=${ project }`,
				],
				{ show: true }
			);
			return { ok: code === 0 };
		},
	};
}

/**
 * The plugin on nginx, two PHP-FPM nodes, MariaDB and Redis. Where those cannot be had, it says so and counts as not run.
 *
 * @return {Step} The gate.
 */
export const stackGate = () =>
	nativeGate( 'stack', '--test-reporter=spec', 'tests/stack/stack.test.mjs' );

/**
 * What a page view costs on the same stack: everything, with times beside the counts.
 *
 * @param {string[]} args `--write` puts it into docs/performance.md.
 * @return {Step} The gate.
 */
export const benchmarkGate = ( ...args ) =>
	nativeGate( 'benchmark', 'tests/stack/benchmark.mjs', ...args );

/**
 * What a page view costs on the same stack, in PHP instructions, files and queries, has not grown.
 *
 * @return {Step} The gate.
 */
export const countsGate = () =>
	nativeGate( 'counts', 'tests/stack/benchmark.mjs', '--gate' );

/**
 * Makes a gate of a script that wants the programs of the stack.
 *
 * @param {string}   name What it checks.
 * @param {string[]} args The script, and what Node is to be told.
 * @return {Step} A gate that shows what the script prints.
 */
function nativeGate( name, ...args ) {
	return {
		name,
		run: async () => {
			const { programs, reason, obtainable } = await ensurePrograms();
			if ( ! programs ) {
				return {
					ok: ! ( process.env[ 'CI' ] && obtainable ),
					skip: `${ reason }`,
				};
			}
			const { code } = await run( process.execPath, args, {
				show: true,
			} );
			return { ok: code === 0 };
		},
	};
}

/**
 * Makes a gate of a program.
 *
 * @param {string}                                          name    What it checks.
 * @param {() => Promise<{ code: number, output: string }>} program Runs it.
 * @return {Step} A gate that shows the program's output when it fails.
 */
function gate( name, program ) {
	return {
		name,
		run: async () => {
			const { code, output } = await program();
			return { ok: code === 0, output: code ? output : '' };
		},
	};
}

/**
 * Runs a script of @wordpress/scripts.
 *
 * @param {string[]} args The script and its arguments.
 * @return {Promise<{ code: number, output: string }>} How it ended.
 */
export function wpScripts( ...args ) {
	return node( 'node_modules/@wordpress/scripts/bin/wp-scripts.js', ...args );
}

/**
 * Runs a program that is written in JavaScript.
 *
 * @param {string[]} args File and arguments.
 * @return {Promise<{ code: number, output: string }>} How it ended.
 */
function node( ...args ) {
	return run( process.execPath, args );
}

/**
 * Compares two folders byte for byte.
 *
 * @param {string} one   A folder; need not exist.
 * @param {string} other Another.
 * @return {string[]} Files that are not the same in both.
 */
function differences( one, other ) {
	const names = new Set( [ ...filesOf( one ), ...filesOf( other ) ] );
	return [ ...names ].filter( ( name ) => {
		const paths = [ join( one, name ), join( other, name ) ];
		if ( ! paths.every( existsSync ) ) {
			return true;
		}
		const [ mine, theirs ] = paths.map( ( path ) => readFileSync( path ) );
		return ! mine || ! theirs?.equals( mine );
	} );
}

/**
 * Lists the files in a folder and below.
 *
 * @param {string} folder The folder; need not exist.
 * @return {string[]} Paths within it.
 */
export function filesOf( folder ) {
	if ( ! existsSync( folder ) ) {
		return [];
	}
	return readdirSync( folder, { recursive: true, encoding: 'utf8' } ).filter(
		( name ) => statSync( join( folder, name ) ).isFile()
	);
}
