/**
 * WordPress from wordpress.org: only what was published, and all of it.
 */
import { assertSum } from '../../tools/lib/checksum.mjs';

const CONTENT = Buffer.from( 'abc' );
const SUM = 'a9993e364706816aba3e25717850c26c9cd0d89d';

describe( 'a download', () => {
	it( 'is taken with the sum that is published beside it', () => {
		expect( () => assertSum( CONTENT, `${ SUM }\n` ) ).not.toThrow();
	} );

	it.each( [
		[ 'that was cut', Buffer.from( 'ab' ), SUM ],
		[ 'of which no sum is published', CONTENT, '' ],
		[ 'with an error page in the place of the sum', CONTENT, '<html>' ],
	] )( '%s is refused', ( _what, content, sum ) => {
		expect( () => assertSum( content, sum ) ).toThrow( /checksum/ );
	} );
} );
