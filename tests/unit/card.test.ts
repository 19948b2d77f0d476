/**
 * The operator's card, as the loader gives it and the settings screen shows it.
 */
import fc from '../support/fast-check';
import { FIND_IN_CRM } from '../../src/contract';
import { isCard, layOutCard, type CardSource } from '../../src/shared/card';
import { readCustomData } from '../stand-in/custom-data.mjs';
import { hostile, shapeOf } from './support/operator';

const ANNS: CardSource = {
	user: {
		hash: '04bcc4be65ef4fc73b085d61a8b87e47',
		name: 'Ann',
		lastName: 'Young',
		avatar: 'https://example.org/ann.png',
	},
	message: '{full_name} asks',
	rows: [
		{ label: 'E-mail', value: '{email}' },
		{ label: 'Page', value: '{page_link}' },
	],
	values: {
		full_name: 'Ann Young',
		email: 'ann+shop@example.com',
		nickname: '',
		profile_url: 'https://example.org/wp-admin/user-edit.php?user_id=7',
		page_url: 'https://example.org/shop/',
		page_title: 'Shop',
		page_host: 'example.org',
		referrer: '',
	},
	host: 'https://portal.example',
};

const anns = ( different: Partial< CardSource > ) =>
	layOutCard( { ...ANNS, ...different } );

const row = ( value: string, label = 'Label' ) => ( {
	rows: [ { label, value } ],
} );

it( 'says who it is, what the message is, and what the owner wants to know', () => {
	expect( anns( {} ) ).toEqual( [
		{
			USER: {
				NAME: 'Ann Young',
				AVATAR: 'https://example.org/ann.png',
				LINK: 'https://example.org/wp-admin/user-edit.php?user_id=7',
			},
		},
		{ MESSAGE: 'Ann Young asks' },
		{
			GRID: [
				{
					NAME: 'E-mail',
					VALUE: 'ann+shop@example.com',
					DISPLAY: 'ROW',
				},
				{
					NAME: 'Page',
					VALUE: '[url=https://example.org/shop/]Shop[/url]',
					DISPLAY: 'ROW',
				},
			],
		},
	] );
} );

it( 'leaves out what there is not: fields, message, rows', () => {
	expect(
		anns( {
			user: { name: 'Ann' },
			message: '{nickname}',
			values: { ...ANNS.values, profile_url: undefined },
			...row( '{nickname}' ),
		} )
	).toEqual( [ { USER: { NAME: 'Ann' } } ] );
	expect( anns( { user: {}, message: '', rows: [] } ) ).toEqual( [
		{ USER: { LINK: ANNS.values[ 'profile_url' ] } },
	] );
} );

it( 'takes nothing for a text that is none', () => {
	expect(
		anns( {
			user: {
				name: 7,
				lastName: {},
				avatar: [ 'https://a.example/a.png' ],
			},
			message: '',
			rows: [],
			values: { ...ANNS.values, profile_url: 7 },
		} )
	).toEqual( [ { USER: {} } ] );
} );

describe( 'The row "Find in the CRM"', () => {
	it( 'searches the portal’s contacts for the e-mail address', () => {
		expect( anns( row( FIND_IN_CRM ) )[ 2 ]?.GRID ).toEqual( [
			{
				NAME: 'Label',
				VALUE: '[url=https://portal.example/crm/contact/list/?apply_filter=Y&FIND=ann%2Bshop%40example.com]ann+shop@example.com[/url]',
				DISPLAY: 'ROW',
			},
		] );
	} );

	it.each( [
		[ 'the portal', { host: '' } ],
		[ 'the portal’s address, which is none', { host: 'javascript:a' } ],
		[ 'the e-mail address', { values: { ...ANNS.values, email: '' } } ],
		[ 'an e-mail address', { values: { ...ANNS.values, email: 7 } } ],
	] )( 'is not there where nobody knows %s', ( _, different ) => {
		expect( anns( { ...row( FIND_IN_CRM ), ...different } ) ).toHaveLength(
			2
		);
	} );
} );

it( 'gives no visitor, and no label, a say in how the portal reads it', () => {
	const source = fc.record( {
		name: hostile,
		avatar: hostile,
		label: hostile,
		email: hostile,
		url: hostile,
	} );
	fc.assert(
		fc.property( source, ( { name, avatar, label, email, url } ) => {
			const blocks = anns( {
				user: { name, lastName: name, avatar },
				rows: [
					{ label, value: '{email}' },
					{ label: 'Find', value: FIND_IN_CRM },
				],
				values: { ...ANNS.values, email, profile_url: url },
			} );
			const [ first, , last ] = blocks;
			const { NAME = '', ...addresses } = first?.USER ?? {};
			const shapes = ( last?.GRID ?? [] ).map( ( { VALUE } ) =>
				shapeOf( VALUE )
			);

			expect( readCustomData( JSON.stringify( blocks ) ) ).toEqual(
				blocks
			);
			expect( shapeOf( NAME ) ).toBe( '' );
			expect( Object.values( addresses ).join( '\n' ) ).toMatch(
				/^(https?:\/\/[^\s[\]\\<>;]+\n?)*$/i
			);
			expect( [ '', '<url></>' ] ).toEqual(
				expect.arrayContaining( shapes )
			);
		} )
	);
} );

it.each( [
	[ [], true ],
	[ [ { label: '', value: '' } ], true ],
	[ [ { label: 'a', value: 'b' }, { label: 'a' } ], false ],
	[ [ { value: 'b' } ], false ],
	[ [ null ], false ],
	[ { label: 'a', value: 'b' }, false ],
	[ 'rows', false ],
	[ undefined, false ],
] )( '%j: rows of a card? %s', ( value, is ) => {
	expect( isCard( value ) ).toBe( is );
} );
