import { PreviewProvider } from '../../preview/context';
import { Checks } from '../checks';
import { ConflictDialog } from '../conflict-dialog';
import { Connection } from '../connection';
import { FirstMessage } from '../first-message';
import { General } from '../general';
import { Preview } from '../preview';
import { SaveBar } from '../save-bar';
import { SectionNav } from '../section-nav';
import { Uninstalling } from '../uninstalling';
import { Visitor } from '../visitor';

/** All settings, with the preview after what it shows; the styles put it beside. */
export function Form() {
	return (
		<PreviewProvider>
			<div className="known-visitor-app__form">
				<SectionNav />
				<General />
				<Connection />
				<Visitor />
				<FirstMessage />
				<Preview />
				<Checks />
				<Uninstalling />
				<SaveBar />
			</div>
			<ConflictDialog />
		</PreviewProvider>
	);
}
