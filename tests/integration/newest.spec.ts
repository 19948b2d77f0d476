/**
 * The newest WordPress and PHP.
 */
import { test } from '../support/wordpress';
import { smoke } from './smoke';

test.use( {
	siteOptions: { server: 'playground', wordpressVersion: '7.1', php: '8.5' },
} );

smoke( '7.1', '8.5' );
