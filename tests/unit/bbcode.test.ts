/**
 * BBCode as the settings screen's preview reads it: as portals of 2026 do.
 */
import {
	normalize,
	parse,
	textOf,
	type Part,
} from '../../src/shared/bbcode/parse';
import { splitQuotes } from '../../src/shared/bbcode/quotes';
import { growth } from './support/growth';

/** A tree in one line: `b(x)`, `url=/a(x)`. */
const outline = ( parts: readonly Part[] ): string =>
	parts
		.map( ( part ) =>
			typeof part === 'string'
				? part
				: `${ part.tag }${ part.value && '=' + part.value }(${ outline(
						part.children
					) })`
		)
		.join( '' );

const read = ( text: string ): string =>
	outline( parse( normalize( text ) ).parts );

describe( 'tags', () => {
	it.each( [
		[ 'plain', 'plain' ],
		[ 'a[b]b[/b]c', 'ab(b)c' ],
		[ '[B]x[/b][i]y[/I]', 'b(x)i(y)' ],
		[ '[b][i]x[/i]y[/b]z', 'b(i(x)y)z' ],
		[
			'[url=https://a.example/?b=1]x[/url]',
			'url=https://a.example/?b=1(x)',
		],
		[ '[dialog=chat1]Room[/dialog]', 'dialog=chat1(Room)' ],
		[ '[icon=/a.png size=20]x', 'icon=/a.png size=20()x' ],
		[ '[timestamp=1 format=x][disk=5]', 'timestamp=1 format=x()disk=5()' ],
		[ '[send=/a]OK[/send][put=/b]x[/put]', 'send=/a(OK)put=/b(x)' ],
		[ '[code][b]x[/b][/code]', 'code([b]x[/b])' ],
		[ '[code][/b][b][code]x[/code]y', 'code([/b][b][code]x)y' ],
		[ '[quote]x[/quote][table]', '[quote]x[/quote][table]' ],
		[ '[ b]x[/ b][bb]', '[ b]x[/ b][bb]' ],
		[ '[b]x', '[b]x' ],
		[ 'x[/b]y', 'x[/b]y' ],
		[ 'x[b]y[/b][/b]z', 'xb(y)[/b]z' ],
		[ '[b][i]x[/b]y[/i]', 'b([i]x)y[/i]' ],
		[ '[i][b][u]x[/i]', 'i([b][u]x)' ],
	] )( '%s', ( text, tree ) => {
		expect( read( text ) ).toBe( tree );
	} );

	it( 'keep how they were typed, and tell which lack their other half', () => {
		expect( parse( '[URL=/a]x[/url]' ).parts ).toEqual( [
			{ tag: 'url', value: '/a', source: '[URL=/a]', children: [ 'x' ] },
		] );
		expect( parse( '[b][I]x[/b][/u]' ).strays ).toEqual( [
			'[I]',
			'[/u]',
		] );
		expect( parse( '[u][b]x' ).strays ).toEqual( [ '[u]', '[b]' ] );
		expect( parse( '[b]x[/b][icon=a]' ).strays ).toEqual( [] );
		expect( parse( '[code][/b][/code]' ).strays ).toEqual( [] );
	} );

	it( 'can be left out of a text', () => {
		expect( textOf( parse( 'a[b]b[i]c[/i][/b][icon=x]d' ).parts ) ).toBe(
			'abcd'
		);
	} );
} );

describe( 'before tags are read', () => {
	it.each( [
		[ '&#91;b&#93;x&#x5b;/b&#x5D;', 'b(x)' ],
		[ '&lsqb;b&rsqb;x&lbrack;/b&rbrack;', 'b(x)' ],
		[ '&amp;amp;#91;b]x[/b]', 'b(x)' ],
		[ '&lt;i&gt; &quot; &#39;', '<i> " \'' ],
		[ '&frac12; &there4;', '½ ∴' ],
		[ '&unknown; & &#; R&D', '&unknown; & &#; R&D' ],
		[ 'a[br]b[BR]c#BR#d#br#e\r\nf\rg', 'a\nb\nc\nd\ne\nf\ng' ],
	] )( '%s', ( text, tree ) => {
		expect( read( text ) ).toBe( tree );
	} );

	it( 'entities are decoded as often as is asked for', () => {
		const nested = `&${ 'amp;'.repeat( 7 ) }lt;`;
		expect( normalize( nested ) ).toBe( '&amp;amp;lt;' );
		expect( normalize( '&amp;lt;', 1 ) ).toBe( '&lt;' );
	} );

	it.each( [
		[ 'https://a.example/b.png', 'img(https://a.example/b.png)' ],
		[ 'a[br]http://a.example/b.JPEG', 'a\nimg(http://a.example/b.JPEG)' ],
		[ '->https://a.example/b.gif x', '->img(https://a.example/b.gif) x' ],
		[ '[b]https://a.example/b.jpg[/b]', 'b(img(https://a.example/b.jpg))' ],
		[
			'[img]https://a.example/b.png[/img]',
			'img(https://a.example/b.png)',
		],
		[
			'[imgx]https://a.example/b.png',
			'[imgx]img(https://a.example/b.png)',
		],
		[ 'see https://a.example/b.png', 'see https://a.example/b.png' ],
		[ 'https://a.example/b.html', 'https://a.example/b.html' ],
		[ 'https://a.example/ b.png', 'https://a.example/ b.png' ],
	] )( 'pictures are found: %s', ( text, tree ) => {
		expect( read( text ) ).toBe( tree );
	} );
} );

describe( 'quotes', () => {
	it.each( [
		[ 'a', [ 'a' ] ],
		[ '>>a\n>> b\nc', [ '>a\nb', 'c' ] ],
		[ 'a >> b', [ 'a >> b' ] ],
		[ 'a\n------\nb\nc\n------\nd', [ 'a', '>b\nc', 'd' ] ],
		[ '------ \nb\n--------', [ '>b' ] ],
		[ '------\nb', [ '------\nb' ] ],
		[ '-----\nb\n-----', [ '-----\nb\n-----' ] ],
		[ ' ------\nb\n------', [ ' ------\nb\n------' ] ],
		[ '------x\nb\n------', [ '------x\nb\n------' ] ],
		[ '------\na\n------\nb\n------\nc', [ '>a', 'b\n------\nc' ] ],
		[ '------\n>>a\nb\n------', [ '>a\nb' ] ],
		[
			'------\na\n-------\nb\n--------\nc\n---------\nd',
			[ '>a', 'b', '>c', 'd' ],
		],
	] )( '%j', ( text, pieces ) => {
		expect(
			splitQuotes( text ).map(
				( piece ) => ( piece.isQuote ? '>' : '' ) + piece.text
			)
		).toEqual( pieces );
	} );
} );

describe( 'any text is read', () => {
	it.each( [
		'[',
		'[b',
		'[b]',
		'[/b]',
		'[b][/i]',
		'[url=',
		'[code]',
		'[icon=x]',
		'>https://a',
		'>https://a.png',
		'&',
		'&#',
		'amp;',
		'\n',
		'>>\n',
		'------\n',
		'-',
		'#BR#',
	] )( 'in proportion to its length: %j', ( piece ) => {
		const readAll = ( size: number ) => {
			const text = `&amp;${ piece.repeat( size / piece.length ) }`;
			splitQuotes( normalize( text ) ).forEach( ( { text: said } ) =>
				parse( said )
			);
		};
		expect( growth( readAll, 2_500 ) ).toBeLessThan( 12 );
	} );
} );
