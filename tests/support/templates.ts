/**
 * Templates that somebody might type, good and bad ones: for whatever has to bring them unchanged to the operator.
 */
import fc from 'fast-check';

/** What has a meaning somewhere on the way: to blocks, HTML, WordPress, the shortcode, BBCode or the first message. */
const PIECES = [
	'[known_visitor]',
	'[/known_visitor]',
	'[known_visitor enabled="no"]',
	'[[known_visitor]]',
	'<!-- wp:paragraph -->',
	'<!-- /wp:known-visitor/override -->',
	'-->',
	'<br>',
	'</p>',
	'<script>alert(1)</script>',
	'<3',
	'3 < 4 > 2',
	'&',
	'&amp;',
	'&lt;b&gt;',
	'&#91;',
	'&nbsp;',
	'--',
	'"',
	"'",
	'“”',
	'\\',
	'\\u005b',
	'%',
	'$1',
	'{',
	'}',
	'{{',
	'|',
	'{email|no e-mail}',
	'{full_name}',
	'{meta:vip}',
	'{default}',
	'[b]',
	'[/b]',
	'[url=https://example.com/?a=1&b=2]',
	'[url=https://example.com/?e={email}]',
	'[url]https://example.com/{page_link}[/url]',
	'[url={page_link}]',
	'[/url]',
	'[img]https://example.com/p.png?e={email}[/img]',
	'[send=/refund]',
	'[color=#ff0000]',
	'[color=red;x]',
	'[size=20]',
	'[br]',
	'[*]',
	'[gallery ids="1"]',
	'https://example.com/video',
	'http://',
	'www.',
	'example.com',
	'://{email}',
	'\n',
	'\n\n\n',
	'\t',
	' ',
	'\u00a0',
	'é',
	'👋🏽',
	'ש',
	'٠',
	'word',
	'1',
] as const;

/** Text of any kind, and of what means something. */
export const templates = fc
	.array(
		fc.oneof(
			{ weight: 8, arbitrary: fc.constantFrom( ...PIECES ) },
			{
				weight: 1,
				// What cannot be typed or stored is not brought unchanged.
				arbitrary: fc
					.string( { unit: 'grapheme', maxLength: 8 } )
					.filter(
						( text ) => ! /[^\P{Cc}\t\n]|\p{Cs}/u.test( text )
					),
			}
		),
		{ maxLength: 14 }
	)
	.map( ( pieces ) => pieces.join( '' ) );
