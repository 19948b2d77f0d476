import type { ReactNode } from 'react';

import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useId } from '@wordpress/element';

import './section.scss';

interface Props {
	title: string;
	children: ReactNode;
}

/** A part of the screen, with a heading that also names it as a region. */
export function Section( { title, children }: Props ) {
	const id = useId();
	return (
		<section aria-labelledby={ id }>
			<Card>
				<CardHeader>
					<h2 id={ id } className="known-visitor-section__title">
						{ title }
					</h2>
				</CardHeader>
				<CardBody className="known-visitor-section__body">
					{ children }
				</CardBody>
			</Card>
		</section>
	);
}
