/**
 * WordPress's tools for privacy: product contract, section 13.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

interface Export {
	readonly data: readonly {
		readonly group_id: string;
		readonly item_id: string;
		readonly data: readonly {
			readonly name: string;
			readonly value: string;
		}[];
	}[];
	readonly done: boolean;
}

/** Asks the plugin's exporter or eraser, as WordPress does. */
const TOOLS = `
$tool = static fn ( string $kind, string $email ) => call_user_func( apply_filters( "wp_privacy_personal_data_$kind", array() )['known-visitor']['callback'], $email, 1 );`;

test( 'the export tells a person what the chat is told, without the hash', async ( {
	site,
} ) => {
	const { told, hash, mark, others } = await inPhp< {
		readonly told: Export;
		readonly hash: string;
		readonly mark: string;
		readonly others: Export[];
	} >(
		site,
		`${ TOOLS }
		$ann = $add_user( array( 'user_login' => 'ann', 'role' => 'subscriber' ), array( 'first_name' => 'Ann & Co', 'last_name' => 'Lee', 'plan' => 'gold' ) );
		$settings( array(
			'first_message' => '{full_name} {meta:plan} {page_link}',
			'meta_keys'     => array( 'plan' ),
			'card'          => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => array( array( 'label' => 'Since', 'value' => '{registered}' ) ) ),
			'paths'         => array( 'mode' => 'only', 'list' => array( '/shop/*' ) ),
		) );
		$found = array( 'told' => $tool( 'exporters', 'ann@example.com' ) );
		$settings( array( 'paths' => array( 'mode' => 'all', 'list' => array() ) ) );
		$found['hash'] = $identity( $ann )['user']['hash'];
		$found['mark'] = $identity( $ann )['mark'];
		foreach ( array( array( 'enabled' => false ), array( 'enabled' => true, 'roles' => array( 'editor' ) ) ) as $changes ) {
			$settings( $changes );
			$found['others'][] = $tool( 'exporters', 'ann@example.com' );
		}
		$settings( array( 'roles' => array() ) );
		$found['others'][] = $tool( 'exporters', 'nobody@example.com' );
		add_filter( 'known_visitor_user_fields', static function () { throw new Exception( 'broken' ); } );
		$found['others'][] = $tool( 'exporters', 'ann@example.com' );
		return $found;`
	);

	expect( told.done ).toBe( true );
	expect( told.data ).toHaveLength( 1 );
	expect(
		Object.fromEntries(
			told.data[ 0 ]?.data.map( ( { name, value } ) => [
				name,
				value,
			] ) ?? []
		)
	).toEqual( {
		Name: 'Ann & Co',
		'Last name': 'Lee',
		'Profile picture': expect.stringMatching( /^https:.*\.jpg$/ ),
		Email: 'ann@example.com',
		'Mark that stands for the identity': mark,
		'First message': '{full_name} {meta:plan} {page_link}',
		'Operator card: Since': '{registered}',
		'{full_name}': 'Ann & Co Lee',
		'{meta:plan}': 'gold',
		'{registered}': expect.stringMatching( /^\d{4}-\d\d-\d\d$/ ),
		'{email}': 'ann@example.com',
		'{profile_url}': expect.stringContaining( 'user-edit.php' ),
	} );
	expect( hash ).toMatch( /^[0-9a-f]{32}$/ );
	expect( JSON.stringify( told ) ).not.toContain( hash );
	expect( others ).toEqual(
		others.map( () => ( { data: [], done: true } ) )
	);
	expect( others ).toHaveLength( 4 );
} );

test( 'the eraser says that nothing is stored here, and where to look', async ( {
	site,
} ) => {
	const answers = await inPhp< unknown[] >(
		site,
		`${ TOOLS }
		return array( $tool( 'erasers', 'admin@localhost.com' ), $tool( 'erasers', 'nobody@example.com' ) );`
	);
	const nothing = { items_removed: false, items_retained: false, done: true };
	expect( answers ).toEqual( [
		{
			...nothing,
			messages: [ expect.stringContaining( 'are in Bitrix24' ) ],
		},
		{ ...nothing, messages: [] },
	] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'rubbish of other plugins does not break the tools', async ( {
	site,
} ) => {
	const answers = await inPhp< unknown[] >(
		site,
		`$privacy = KnownVisitor\\Admin\\Privacy::class;
		return array( $privacy::add_exporter( 'rubbish' ), $privacy::add_eraser( null ), $privacy::export( array() ), $privacy::erase( null ) );`
	);
	expect( answers ).toMatchObject( [
		'rubbish',
		null,
		{ data: [] },
		{ messages: [] },
	] );
} );

test( 'the guide to the privacy policy names what is sent by the settings', async ( {
	site,
} ) => {
	const guide = async () =>
		(
			await site.get( '/wp-admin/options-privacy.php?tab=policyguide', {
				as: 'admin',
			} )
		).text();

	// WordPress's own text speaks of an email address, too.
	const EMAIL = 'profile picture, your email address';
	const before = await guide();
	expect( before ).toContain( 'It is told: your name' );
	expect( before ).toContain( EMAIL );
	expect( before ).not.toContain( 'your role on this website' );
	expect( before ).toContain( '<code>known_visitor</code>' );
	await inPhp(
		site,
		`return $ask( 'POST', '/settings', '{"fields":{"name":"nickname","last_name":"none","avatar":true,"email":false,"www":false,"position":true}}' );`
	);
	const after = await guide();
	expect( after ).not.toContain( EMAIL );
	expect( after ).toContain( 'your role on this website' );
	expect( after ).toContain( ', and an identifier' );

	// A card without a message tells operators of the account, too.
	const ACCOUNT = 'data of your account that help us answer';
	for ( const isCard of [ false, true ] ) {
		await inPhp(
			site,
			`return $ask( 'POST', '/settings', '{"first_message":"","card":{"enabled":${ isCard },"find_in_crm":false,"rows":[]}}' );`
		);
		expect( ( await guide() ).includes( ACCOUNT ) ).toBe( isCard );
	}
	expect( site.debugLog() ).toBe( '' );
} );
