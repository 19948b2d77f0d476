/**
 * A Chromium for the browser tests: one that is there, or one that gets installed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findCommand, isExecutable, run } from './process.mjs';

const WHOLE = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
];

/**
 * Chromium without windows and profiles: Playwright's own choice where it installs the browser itself (since 1.49). In
 * Chromium 156 a test takes it half the work.
 */
const SHELL = 'chromium-headless-shell';

/**
 * Chromium's flags: works as root and without a graphics card, asks nobody but this machine.
 */
export const browserFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * @typedef {Object} Browser
 * @property {string} executablePath The program.
 * @property {string} source         Where it came from, in words.
 */

/**
 * @typedef {Object} Wish
 * @property {boolean} [isWhole] Whether it has to be a whole browser: the shell does not keep pages for the back button.
 */

/**
 * Finds a Chromium, and installs one when there is none.
 *
 * @param {Wish} wish What it has to be.
 * @return {Promise<Browser>} The program.
 * @throws {Error} That lists what was tried, why it failed, and what to do.
 */
export async function getBrowser( wish = {} ) {
	const found = findBrowser( wish );
	if ( found ) {
		return found;
	}
	const failures = [];
	for ( const [ source, command, ...args ] of waysToInstall() ) {
		process.stdout.write( `Installing Chromium: ${ source }.\n` );
		const { code, output } = await run( command, args );
		const browser = findBrowser( wish );
		if ( browser ) {
			return { ...browser, source };
		}
		failures.push( `- ${ source } (${ code }): ${ reasonIn( output ) }` );
	}
	throw new Error(
		[
			'No Chromium for the browser tests:',
			`- CHROMIUM_PATH: ${ process.env[ 'CHROMIUM_PATH' ] || 'not set' }`,
			`- PATH: no ${ namesFor( wish ).join( ', ' ) }`,
			...failures,
			'Install Chromium or Chrome, or name one: CHROMIUM_PATH=/path/to/chromium npm test',
		].join( '\n' )
	);
}

/**
 * Looks for a Chromium that is there.
 *
 * @param {Wish} wish What it has to be.
 * @return {Browser | undefined} The program, undefined when there is none.
 */
export function findBrowser( wish = {} ) {
	const named = process.env[ 'CHROMIUM_PATH' ];
	if ( named && isExecutable( named ) ) {
		return { executablePath: named, source: 'CHROMIUM_PATH' };
	}
	for ( const name of namesFor( wish ) ) {
		const executablePath = findCommand( name );
		if ( executablePath ) {
			return { executablePath, source: 'PATH' };
		}
	}
	const own = chromium.executablePath();
	return existsSync( own )
		? { executablePath: own, source: 'Playwright' }
		: undefined;
}

/**
 * Lists the programs to look for.
 *
 * @param {Wish} wish What the browser has to be.
 * @return {string[]} Their names, the best first.
 */
const namesFor = ( { isWhole = false } ) =>
	isWhole ? WHOLE : [ SHELL, ...WHOLE ];

/**
 * Lists how a Chromium could be installed on this machine.
 *
 * @return {[ string, string, ...string[] ][]} Description, command and arguments.
 */
function waysToInstall() {
	/** @type {[ string, string, ...string[] ][]} */
	const ways = [
		[
			'npx playwright install chromium',
			process.execPath,
			'node_modules/@playwright/test/cli.js',
			'install',
			'chromium',
		],
	];
	if ( process.getuid?.() === 0 && isDebian() ) {
		ways.push( [
			`apt-get install chromium ${ SHELL }`,
			'sh',
			'-c',
			`apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium ${ SHELL }`,
		] );
	}
	return ways;
}

/**
 * Whether this machine runs Debian. Its descendants may have no such package.
 *
 * @return {boolean} True if it does.
 */
function isDebian() {
	try {
		return /^ID=debian$/m.test( readFileSync( '/etc/os-release', 'utf8' ) );
	} catch {
		return false;
	}
}

/**
 * Takes what matters out of what a failed program said.
 *
 * @param {string} output All it said.
 * @return {string} The first line about an error, else the last line.
 */
function reasonIn( output ) {
	const lines = output.trim().split( '\n' );
	return (
		lines.find( ( line ) => /error/i.test( line ) ) ?? lines.at( -1 ) ?? ''
	);
}
