import type { ReactNode } from 'react';

import { Card, CardBody, CardHeader } from '@wordpress/components';

import './section.scss';

interface Props {
	/** Its address on the screen: `#id` leads here. */
	id: string;
	title: string;
	/** Beside the title. */
	action?: ReactNode;
	children: ReactNode;
}

/**
 * A part of the screen, with a heading that also names it as a region, and takes
 * the focus of whoever follows a link to it.
 */
export function Section( { id, title, action, children }: Props ) {
	return (
		<section
			aria-labelledby={ id }
			className={ `known-visitor-section known-visitor-section--${ id }` }
		>
			<Card>
				<CardHeader className="known-visitor-section__header">
					<h2
						id={ id }
						tabIndex={ -1 }
						className="known-visitor-section__title"
					>
						{ title }
					</h2>
					{ action }
				</CardHeader>
				<CardBody className="known-visitor-section__body">
					{ children }
				</CardBody>
			</Card>
		</section>
	);
}
