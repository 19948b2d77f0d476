/**
 * The block `known-visitor/override` in the editor of the oldest WordPress, whose components and React are others.
 */
import { PATIENCE, settingBlock, test } from './support/editor';

test.use( {
	siteOptions: { wordpressVersion: '6.8', php: '8.1' },
	actionTimeout: PATIENCE.action,
} );
test.setTimeout( PATIENCE.test );

settingBlock( '6.8' );
