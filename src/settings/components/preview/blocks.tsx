import type { Block } from '../../../shared/card';
import { BBCode } from '../../../admin/bbcode';
import { Face } from './face';

function Person( {
	person,
}: {
	person: Readonly< Record< string, string > >;
} ) {
	const { NAME = '', AVATAR = '', LINK = '' } = person;
	return (
		<div className="known-visitor-preview__person">
			<Face address={ AVATAR } name={ NAME } />
			{ LINK ? <a href={ LINK }>{ NAME }</a> : NAME }
		</div>
	);
}

/** The blocks of the operator card, as the portal lays them out. */
export function Blocks( { blocks }: { blocks: readonly Block[] } ) {
	return blocks.map( ( { USER, MESSAGE, GRID }, index ) => (
		<div key={ index } className="known-visitor-preview__block">
			{ USER && <Person person={ USER } /> }
			{ MESSAGE && <BBCode>{ MESSAGE }</BBCode> }
			{ GRID && GRID.length > 0 && (
				<dl>
					{ GRID.map( ( { NAME, VALUE }, row ) => (
						<div key={ row }>
							<dt dir="auto">{ NAME }</dt>
							<dd>
								<BBCode>{ VALUE }</BBCode>
							</dd>
						</div>
					) ) }
				</dl>
			) }
		</div>
	) );
}
