import {
	renderFirstMessage,
	type PageFacts,
	type TokenValues,
} from '../../shared/first-message';
import { normalize, parse, textOf } from '../../shared/bbcode/parse';
import { writeToken } from '../../shared/tokens';

/** What a token would be in the message, without its tags. */
export function valueOf(
	name: string,
	values: PageFacts & TokenValues
): string {
	const typed = writeToken( name );
	const rendered = renderFirstMessage( typed, values );
	return rendered === typed
		? ''
		: textOf( parse( normalize( rendered ) ).parts );
}
