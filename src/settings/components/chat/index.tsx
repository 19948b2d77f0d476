import { TryIt } from './try-it';
import { WidgetCode } from './widget-code';
import { Delivery } from './delivery';

/** The chat on the site, and how it learns who is there. */
export function ChatTab() {
	return (
		<>
			<WidgetCode />
			<TryIt />
			<Delivery />
		</>
	);
}
