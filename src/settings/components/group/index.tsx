import type { ReactNode } from 'react';

import { useId } from '@wordpress/element';

import './group.scss';

interface Props {
	title: string;
	/** One or two sentences for those who see this for the first time. */
	intro?: ReactNode;
	children: ReactNode;
}

/** What belongs together within a section. */
export function Group( { title, intro, children }: Props ) {
	const id = useId();
	return (
		<div
			role="group"
			aria-labelledby={ id }
			className="known-visitor-group"
		>
			<h3 id={ id } className="known-visitor-group__title">
				{ title }
			</h3>
			{ intro && <p className="known-visitor-group__intro">{ intro }</p> }
			{ children }
		</div>
	);
}
