import { SnackbarList } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';

/** The short messages that come and go, such as "Settings saved." */
export function Snackbars() {
	const notices = useSelect(
		( select ) => select( noticesStore ).getNotices(),
		[]
	);
	const { removeNotice } = useDispatch( noticesStore );

	return (
		<SnackbarList
			className="known-visitor-save-bar__snackbars"
			notices={ notices
				.filter( ( { type } ) => type === 'snackbar' )
				.map( ( { id, content } ) => ( { id, content } ) ) }
			onRemove={ ( id ) => void removeNotice( id ) }
		/>
	);
}
