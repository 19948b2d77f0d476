import { explainFailure } from '../../api/explain-failure';
import type { Failure } from '../../api/failure';
import { Notice } from '.';

interface Props {
	failure: Failure | null;
	className?: string;
}

/** Why the server did not do what was asked, if it did not. */
export const FailureNotice = ( { failure, ...props }: Props ) =>
	failure && (
		<Notice status="error" { ...props }>
			{ explainFailure( failure ) }
		</Notice>
	);
