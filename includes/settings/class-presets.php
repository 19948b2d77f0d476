<?php
/**
 * First messages to start from.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Settings;

/**
 * Templates by what a site is for, in the language of the site, which is the operators'. Name and e-mail stand in the
 * portal's own card: all but the default, which is the help page's, leave them out.
 */
final class Presets {

	/**
	 * Returns them by name; a new site starts with the first.
	 *
	 * @return array{default: string, short: string, support: string, shop: string}
	 */
	public static function all(): array {
		$is_switched = get_locale() !== determine_locale() && switch_to_locale( get_locale() );

		$presets = [
			/* translators: What an operator reads when a visitor writes. Leave the words in braces up to a bar as they are. */
			'default' => __( "{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}", 'known-visitor' ),
			/* translators: What an operator reads when a visitor writes, e.g. "Customer on: Prices". Leave the words in braces up to a bar as they are. */
			'short'   => __( '{role|Visitor} on: {page_link}', 'known-visitor' ),
			/* translators: What an operator reads when a visitor writes. Leave the words in braces up to a bar, and those in brackets, as they are. */
			'support' => __( "Page: {page_link}\nRole: {role|none}\nMember since: {registered}\nLanguage: {locale}\n[url={profile_url}]Profile on the website[/url]", 'known-visitor' ),
			/* translators: What an operator reads when a visitor writes. Leave the words in braces up to a bar, and those in brackets, as they are. */
			'shop'    => __( "Looking at: {page_link}\nCustomer number: {user_id}\nCustomer since: {registered}\nLanguage: {locale}\n[url={profile_url}]Customer’s profile in the shop[/url]", 'known-visitor' ),
		];

		if ( $is_switched ) {
			restore_previous_locale();
		}
		return $presets;
	}
}
