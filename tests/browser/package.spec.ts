/**
 * The installable zip on the newest WordPress.
 */
import { installingFromZip } from './support/package';
import { test } from './support/settings';

test.use( { siteOptions: { hasPlugin: false } } );

installingFromZip( '7.1' );
