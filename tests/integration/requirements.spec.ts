/**
 * A WordPress that is too old, and a plugin without its build: it says so, and does nothing. PHP that is too old has a
 * file of its own.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';

/** The plugin's own PHP at another place, without its build, so that nothing of the checkout is touched. */
const COPY = `
$from   = WP_PLUGIN_DIR . '/known-visitor';
$target = WP_CONTENT_DIR . '/uploads/known-visitor';
wp_mkdir_p( "$target/includes/lifecycle" );
foreach ( array( 'plugin.php', 'includes/hooks.php', 'includes/lifecycle/class-requirements.php' ) as $file ) {
	copy( "$from/$file", "$target/$file" );
}
require_once ABSPATH . 'wp-admin/includes/plugin.php';
deactivate_plugins( 'known-visitor/plugin.php' );
return true;`;

test.beforeEach( ( { site } ) => site.reset() );

for ( const [ what, before, says ] of [
	[ 'no build', '', 'Its folder “build” is missing.' ],
	[
		'WordPress 6.7.2',
		`wp_mkdir_p( WP_CONTENT_DIR . '/uploads/known-visitor/build' );
		eval( 'namespace KnownVisitor; function get_bloginfo() { return "6.7.2"; }' );
		eval( 'namespace KnownVisitor\\Lifecycle; function get_bloginfo() { return "6.7.2"; }' );`,
		'It needs WordPress 6.8 or later, and this is WordPress 6.7.2.',
	],
] as const ) {
	test( `${ what }: the plugin says so to administrators, and does nothing else`, async ( {
		site,
	} ) => {
		await site.createUser( { login: 'edi', role: 'editor' } );
		await inPhp( site, COPY );
		site.muPlugin(
			'loader',
			`${ before }
			require WP_CONTENT_DIR . '/uploads/known-visitor/plugin.php';`
		);
		const read = async ( path: string, as: string ) => {
			const answer = await site.get( path, { as } );
			expect( answer.status(), path ).toBe( 200 );
			return answer.text();
		};

		const dashboard = await read( '/wp-admin/index.php', 'admin' );
		expect( dashboard ).toContain( 'Known Visitor does nothing' );
		expect( dashboard ).toContain( says );
		expect( await read( '/wp-admin/index.php', 'edi' ) ).not.toContain(
			'Known Visitor does'
		);
		expect( await read( '/', 'admin' ) ).not.toContain( 'known-visitor-' );
		expect(
			( await site.get( '/wp-json/known-visitor/v1/status' ) ).status()
		).toBe( 404 );
		expect( site.debugLog() ).toBe( '' );
	} );
}
