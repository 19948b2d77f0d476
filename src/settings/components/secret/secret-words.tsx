import type { ReactNode } from 'react';

import { createInterpolateElement } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { SECRET_CONSTANT, SECRET_MIN_LENGTH } from '../../../contract';
import type { SecretSource, SecretStatus } from '../../settings';
import { formatNumber } from '../../../admin/format-number';

/** Sets the names in a sentence apart; `%s` stands for the secret's own. */
const withCode = ( sentence: string ): ReactNode =>
	createInterpolateElement( sentence.replace( '%s', SECRET_CONSTANT ), {
		code: <code />,
	} );

/** Whether there is a secret and whether it is good, in a few words. */
export function describeStrength( { source, strong }: SecretStatus ): string {
	if ( source === 'none' ) {
		return __( 'There is no secret yet.', 'known-visitor' );
	}
	return strong
		? __( 'The secret of the chat is strong.', 'known-visitor' )
		: __(
				'The secret is weak: somebody could guess it and read visitors’ conversations.',
				'known-visitor'
			);
}

/** What it means when there is no good secret; empty if there is one. */
export function describeRisk( { source, strong }: SecretStatus ): string {
	if ( source === 'none' ) {
		return __(
			'Until there is one, nobody is identified.',
			'known-visitor'
		);
	}
	return strong
		? ''
		: sprintf(
				/* translators: %s: the lowest number of characters, e.g. "16". */
				__(
					'With fewer than %s characters, nobody is identified.',
					'known-visitor'
				),
				formatNumber( SECRET_MIN_LENGTH )
			);
}

/** Where the secret is kept. */
export function describeSource( source: SecretSource ): ReactNode {
	switch ( source ) {
		case 'constant':
			return withCode(
				/* translators: %s: the name of a PHP constant. Keep <code> and </code>. */
				__(
					'It is set in <code>wp-config.php</code>, as <code>%s</code>.',
					'known-visitor'
				)
			);
		case 'environment':
			return withCode(
				/* translators: %s: the name of an environment variable. Keep <code> and </code>. */
				__(
					'It is set on the server, as the environment variable <code>%s</code>.',
					'known-visitor'
				)
			);
		case 'option':
			return __(
				'It is stored in the database of this site.',
				'known-visitor'
			);
		case 'none':
			return null;
	}
}

/** Why the secret cannot be replaced here, and where it can; null if it can. */
export function describeHowToChange( source: SecretSource ): ReactNode {
	switch ( source ) {
		case 'constant':
			return withCode(
				/* translators: %s: the name of a PHP constant. Keep <code> and </code>. */
				__(
					'It cannot be replaced here. Change the value of <code>%s</code> in <code>wp-config.php</code> instead. Every visitor then starts a new, empty conversation.',
					'known-visitor'
				)
			);
		case 'environment':
			return withCode(
				/* translators: %s: the name of an environment variable. Keep <code> and </code>. */
				__(
					'It cannot be replaced here. Change <code>%s</code> in the settings of your server or hosting instead. Every visitor then starts a new, empty conversation.',
					'known-visitor'
				)
			);
		case 'option':
		case 'none':
			return null;
	}
}
