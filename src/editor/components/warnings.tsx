import { Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

import {
	findMetaKeys,
	findTokens,
	findUnknownTokens,
} from '../../shared/first-message';
import { parse } from '../../shared/bbcode/parse';
import { warnOfStrays, warnOfTokens } from '../../admin/template-warnings';
import { useSettled } from '../../admin/use-settled';
import { DEFAULT_TOKEN, MAX_TEMPLATE_LENGTH } from '../../contract';
import { formatNumber } from '../../admin/format-number';
import { countCharacters } from '../../shared/schema';
import { restrict } from '../author/restrict';
import { tidy } from '../override/override';
import { getSite } from '../site';
import { warnOfAddresses, warnOfMetaKeys, warnOfTags } from '../words';

interface Props {
	id: string;
	template: string;
	isRestricted: boolean;
}

/** Says what would not reach operators as it is typed, once the typing pauses. */
export function Warnings( { id, template, isRestricted }: Props ) {
	const warnings = warningsOf( useSettled( tidy( template ) ), isRestricted );
	return (
		<div id={ id } className="known-visitor-override__warnings">
			{ warnings.map( ( warning ) => (
				<Notice
					key={ warning }
					status="warning"
					isDismissible={ false }
				>
					{ warning }
				</Notice>
			) ) }
		</div>
	);
}

function warningsOf( template: string, isRestricted: boolean ): string[] {
	if ( ! template ) {
		return [
			__(
				'Nothing is written here: operators get the site’s first message.',
				'known-visitor'
			),
		];
	}
	if ( countCharacters( template ) > MAX_TEMPLATE_LENGTH ) {
		return [
			sprintf(
				/* translators: %s: the highest number of characters, e.g. "4,000". */
				__(
					'This is longer than %s characters: operators get the site’s first message.',
					'known-visitor'
				),
				formatNumber( MAX_TEMPLATE_LENGTH )
			),
		];
	}
	const { tags, addresses } = restrict( template );
	const findings: [
		readonly string[],
		( found: readonly string[] ) => string,
	][] = [
		[ isRestricted ? tags : [], warnOfTags ],
		[ isRestricted ? addresses : [], warnOfAddresses ],
		[
			findUnknownTokens( template, [
				...findTokens( DEFAULT_TOKEN ),
				...Object.keys( getSite().tokens ),
			] ),
			warnOfTokens,
		],
		[ missingMetaKeys( template ), warnOfMetaKeys ],
		[ parse( template ).strays, warnOfStrays ],
	];
	return findings.flatMap( ( [ found, warn ] ) =>
		found.length ? warn( found ) : []
	);
}

const missingMetaKeys = ( template: string ): string[] =>
	findMetaKeys( template ).filter(
		( key ) => ! getSite().metaKeys.includes( key )
	);
