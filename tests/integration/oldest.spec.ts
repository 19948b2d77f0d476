/**
 * The oldest WordPress and PHP.
 */
import { test } from '../support/wordpress';
import { smoke } from './smoke';

test.use( {
	siteOptions: { server: 'playground', wordpressVersion: '6.8', php: '8.1' },
} );

smoke( '6.8', '8.1' );
