import type { ReactNode } from 'react';

import { useId } from '@wordpress/element';

import { controlId } from '../../navigation';
import './section.scss';

interface Props {
	/** Its name in addresses: `#tab/control` leads here. */
	control: string;
	title: string;
	/** One or two sentences for those who see this for the first time. */
	intro?: ReactNode;
	/** Beside the title. */
	action?: ReactNode;
	children: ReactNode;
}

/** A part of a tab, with a heading that also names it as a region. */
export function Section( { control, title, intro, action, children }: Props ) {
	const id = useId();
	return (
		<section
			id={ controlId( control ) }
			tabIndex={ -1 }
			aria-labelledby={ id }
			className={ `known-visitor-section known-visitor-section--${ control }` }
		>
			<div className="known-visitor-section__header">
				<h2 id={ id } className="known-visitor-section__title">
					{ title }
				</h2>
				{ action }
			</div>
			{ intro && (
				<p className="known-visitor-section__intro">{ intro }</p>
			) }
			{ children }
		</section>
	);
}
