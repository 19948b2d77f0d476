/**
 * A few stories of a shared computer, so that the explorer still runs: `npm run explore` tries many (docs/testing.md).
 */
import { explore } from '../explore/explore';
import { test } from './support/stand-in';

test( 'a few stories of a shared computer give nobody another’s conversation', ( {
	browser,
	world,
} ) => explore( browser, world, { stories: 6, steps: 40 } ) );
