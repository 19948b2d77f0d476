/**
 * The installable zip on the oldest WordPress.
 */
import { installingFromZip } from './support/package';
import { test } from './support/settings';

test.use( { siteOptions: { hasPlugin: false, wordpressVersion: '6.8' } } );

installingFromZip( '6.8' );
