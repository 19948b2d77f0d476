import { VisuallyHidden } from '@wordpress/components';

import { CardRowFields } from './card-row';
import type { CardRowsState } from './use-card-rows';
import './card-rows.scss';

/** The rows in their order. */
export function CardRows( { rows }: { rows: CardRowsState } ) {
	return (
		<>
			<ol ref={ rows.listRef } className="known-visitor-card-rows">
				{ rows.list.map( ( row, index ) => (
					<CardRowFields
						key={ rows.ids[ index ] }
						row={ row }
						index={ index }
						count={ rows.list.length }
						onChange={ ( part ) => rows.change( index, part ) }
						onMove={ ( by ) => rows.move( index, by ) }
						onRemove={ () => rows.remove( index ) }
					/>
				) ) }
			</ol>
			<VisuallyHidden role="status">{ rows.news }</VisuallyHidden>
		</>
	);
}
