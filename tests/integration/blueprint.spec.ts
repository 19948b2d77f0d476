/**
 * The demo that the plugin directory opens in one click: what its blueprint does, on a WordPress.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '../support/wordpress';
import { inPhp, type PageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

test( 'the blueprint’s PHP makes visitors and a page of its own kind', async ( {
	site,
} ) => {
	const { root } = await import( '../../tools/lib/paths.mjs' );
	const { steps } = JSON.parse(
		readFileSync(
			`${ root }/.wordpress-org/blueprints/blueprint.json`,
			'utf8'
		)
	) as {
		readonly steps: readonly {
			readonly step: string;
			readonly code?: string;
		}[];
	};
	const codes = steps.flatMap( ( { step, code } ) =>
		step === 'runPHP' && code ? [ code ] : []
	);
	expect( codes ).toHaveLength( 1 );
	const answer = await inPhp< PageData >(
		site,
		`foreach ( $args['codes'] as $code ) {
			eval( preg_replace( "~^<\\?php require_once '/wordpress/wp-load.php';~", '', $code ) );
		}
		$ann = get_user_by( 'login', 'ann' );
		return $ask( 'POST', '/preview', wp_json_encode( array( 'user' => $ann->ID, 'url' => home_url( '/prices/' ) ) ) )['data'];`,
		{ codes }
	);
	expect( answer.user ).toMatchObject( { name: 'Ann', lastName: 'Young' } );
	expect( answer.message ).toMatch(
		/^\{full_name[^]*\[br\]Asks about prices$/
	);
	expect( site.debugLog() ).toBe( '' );
} );
