/**
 * Many stories of a shared computer: `npm run explore` (docs/testing.md).
 */
import { test } from '../browser/support/stand-in';
import { explore } from './explore';

test( 'no story of a shared computer gives anybody another’s conversation', async ( {
	browser,
	world,
} ) => {
	test.setTimeout( 0 );
	await explore( browser, world, {
		stories: Number( process.env[ 'STORIES' ] ?? 500 ),
		steps: 50,
	} );
} );
