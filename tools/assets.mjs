/**
 * `npm run assets`: draws what the plugin directory wants as pictures out of .wordpress-org/, into artifacts/assets.
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserFlags, getBrowser } from './lib/browser.mjs';
import { artifacts, root } from './lib/paths.mjs';

/**
 * Pictures by name: what is drawn, and how big.
 *
 * @type {[ name: string, source: string, width: number, height: number ][]}
 */
const PICTURES = [
	[ 'icon-128x128.png', 'icon.svg', 128, 128 ],
	[ 'icon-256x256.png', 'icon.svg', 256, 256 ],
	[ 'banner-772x250.png', 'banner.svg', 772, 250 ],
	[ 'banner-1544x500.png', 'banner.svg', 1544, 500 ],
];

/** The screenshots, in the order of their captions in readme.txt. */
const SCREENSHOTS = [ 'settings.png', 'operator.png', 'settings-phone.png' ];

const from = join( root, '.wordpress-org' );
const to = join( artifacts, 'assets' );
mkdirSync( to, { recursive: true } );
const { executablePath } = await getBrowser();
const browser = await chromium.launch( { executablePath, args: browserFlags } );
for ( const [ name, source, width, height ] of PICTURES ) {
	const page = await browser.newPage( { viewport: { width, height } } );
	const svg = readFileSync( join( from, source ), 'utf8' );
	await page.setContent(
		`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${ svg }`
	);
	await page.screenshot( { path: join( to, name ), omitBackground: true } );
	await page.close();
}
await browser.close();
copyFileSync( join( from, 'icon.svg' ), join( to, 'icon.svg' ) );
cpSync( join( from, 'blueprints' ), join( to, 'blueprints' ), {
	recursive: true,
} );
for ( const [ index, name ] of SCREENSHOTS.entries() ) {
	copyFileSync(
		join( root, 'docs/images', name ),
		join( to, `screenshot-${ index + 1 }.png` )
	);
}
process.stdout.write( `${ to }\n` );
