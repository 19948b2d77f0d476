import type { ComponentProps } from 'react';

import { Modal } from '@wordpress/components';

import './frame.scss';

/** WordPress's dialog, with a title of as many lines as a narrow screen and large text make of it. */
export function Frame( props: ComponentProps< typeof Modal > ) {
	return <Modal { ...props } className="known-visitor-dialog-frame" />;
}
