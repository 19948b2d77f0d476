import type { ReactNode } from 'react';

import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { SECRET_CONSTANT } from '../../constants';
import type { SecretSource } from '../../store/types';

/** Sets the names in a sentence apart; `%s` stands for the secret's own. */
const withCode = ( sentence: string ): ReactNode =>
	createInterpolateElement( sentence.replace( '%s', SECRET_CONSTANT ), {
		code: <code />,
	} );

/** Whether there is a secret and whether it is good, in one short sentence. */
export function describeStrength( source: SecretSource, strong: boolean ) {
	if ( source === 'none' ) {
		return __(
			'There is no secret yet, so nobody is identified.',
			'known-visitor'
		);
	}
	return strong
		? __( 'A strong secret is in place.', 'known-visitor' )
		: __(
				'The secret is weak: somebody could guess it and read visitors’ conversations. With fewer than 16 characters, nobody is identified.',
				'known-visitor'
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
					'So it cannot be replaced here. To replace it, change the value of <code>%s</code> in <code>wp-config.php</code>. Every visitor then starts a new, empty conversation.',
					'known-visitor'
				)
			);
		case 'environment':
			return withCode(
				/* translators: %s: the name of an environment variable. Keep <code> and </code>. */
				__(
					'So it cannot be replaced here. To replace it, change <code>%s</code> in the settings of your server or hosting. Every visitor then starts a new, empty conversation.',
					'known-visitor'
				)
			);
		case 'option':
		case 'none':
			return null;
	}
}
