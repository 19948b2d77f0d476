import type { ComponentProps } from 'react';

import { Notice as WordPressNotice } from '@wordpress/components';
import { createContext, useContext } from '@wordpress/element';

/** Whether what is around is on the tab that is open. */
export const IsOpen = createContext( true );

/** WordPress's notice, which stays. On a tab that is not open it waits with what a screen reader is to say. */
export function Notice( props: ComponentProps< typeof WordPressNotice > ) {
	return (
		<WordPressNotice
			isDismissible={ false }
			{ ...props }
			{ ...( useContext( IsOpen ) ? {} : { spokenMessage: '' } ) }
		/>
	);
}
