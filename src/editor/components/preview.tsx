import { BaseControl } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { emptyMeta, renderFirstMessage } from '../../shared/first-message';
import { BBCode } from '../../admin/bbcode';
import { MAX_TEMPLATE_LENGTH } from '../../contract';
import { countCharacters } from '../../shared/schema';
import { restrict } from '../author/restrict';
import { fillDefault } from '../override/fill-default';
import { tidy } from '../override/override';
import { getSite } from '../site';
import type { Place } from '../use-place';

interface Props {
	template: string;
	place: Place;
}

/** The message as operators read it, by the code that the visitor's page runs, if its visitor is who is in the editor. */
export function Preview( { template, place }: Props ) {
	const { isRestricted, facts } = place;
	const { firstMessage, tokens } = getSite();
	const message = useMemo(
		() =>
			renderFirstMessage(
				effective( tidy( template ), isRestricted, firstMessage ),
				{ ...emptyMeta( template ), ...tokens, ...facts }
			),
		[ template, isRestricted, firstMessage, tokens, facts ]
	);
	const title = __(
		'With you as the visitor, operators read',
		'known-visitor'
	);
	return (
		<div role="group" aria-label={ title }>
			<BaseControl.VisualLabel>{ title }</BaseControl.VisualLabel>
			<div className="known-visitor-override__message">
				<BBCode>{ message }</BBCode>
			</div>
		</div>
	);
}

/** The template that the page has, as PHP works it out. */
function effective(
	template: string,
	isRestricted: boolean,
	site: string
): string {
	if ( ! template || countCharacters( template ) > MAX_TEMPLATE_LENGTH ) {
		return site;
	}
	return fillDefault(
		isRestricted ? restrict( template ).template : template,
		site
	);
}
