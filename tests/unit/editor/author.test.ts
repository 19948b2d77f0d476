/**
 * What an author without `unfiltered_html` can do to an operator with a template: nothing takes a visitor's data along to
 * an address of the author's choice. PHP does the same, in `integration/override-block.spec.ts`.
 */
import { restrict } from '../../../src/editor/author/restrict';
import { fill } from '../../../src/shared/first-message/fill';
import vectors from '../../vectors/author-template.json';

const ADDRESS = 'https://evil.example/?';

/** Who looks at the author's page, coming from the author's own site. */
const VISITOR = {
	email: 'ann@example.com',
	first_name: 'Ann',
	nickname: '',
	page_url: 'https://example.com/post/',
	// As long as a title may be: nothing of what the site puts behind it is left.
	page_title: ADDRESS.padEnd( 300, 'x' ) + ' – Example',
	page_host: 'example.com',
	referrer: ADDRESS,
};

/** What an operator's side may take for an address: tags that only change how text looks do not end it, nor ends of links. */
const addressesIn = ( message: string ): string[] => {
	const tagless = message
		.replaceAll( '[br]', '\n' )
		.replace( /\[\/?(?:b|i|u|s|size|color|url)(?:=[^\]]*)?\]/gi, '' );
	return [
		...[
			...message.matchAll( /\[url=([^\]]*)\]|\[url\](.*?)\[\/url\]/gi ),
		].map( ( [ , address, text ] ) => address ?? text ?? '' ),
		...( tagless.match( /(?:https?:\/\/|www\.)\S*/gi ) ?? [] ),
	];
};

/** A message as the operator gets it: the site's own template ends in the page's title. */
const show = ( template: string ) =>
	fill( template.replaceAll( '{default}', 'Page: {page_title}' ), VISITOR );

it.each( vectors )( '$name', ( { typed, restricted } ) => {
	const { template } = restrict( typed );

	expect( template ).toBe( restricted );
	for ( const address of addressesIn( show( template ) ) ) {
		expect( address ).not.toContain( VISITOR.email );
	}
} );

it( 'has a control: each of these would take the address along as it is typed', () => {
	const changed = vectors.filter(
		( { typed, restricted } ) => typed !== restricted
	);
	const harmless = changed.filter(
		( { typed } ) =>
			! addressesIn( show( typed ) ).some( ( address ) =>
				address.includes( VISITOR.email )
			)
	);

	expect( harmless ).toEqual( [] );
} );
