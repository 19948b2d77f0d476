import type { ReactNode } from 'react';

import { Button, Dropdown } from '@wordpress/components';

interface Props {
	/** What the button says. */
	label: string;
	/** What stands above the list where it takes the whole screen. */
	title: string;
	/** Whether the button stands among small ones, not beside a field. */
	isCompact?: boolean;
	children: ( close: () => void ) => ReactNode;
}

/** A button that opens a list to pick from: beside it, and on a phone over all of the screen. */
export function PickMenu( { label, title, isCompact, children }: Props ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			contentClassName="known-visitor-pick-menu"
			expandOnMobile
			headerTitle={ title }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					variant="secondary"
					__next40pxDefaultSize
					{ ...( isCompact ? { size: 'compact' } : {} ) }
					aria-expanded={ isOpen }
					aria-haspopup="dialog"
					onClick={ onToggle }
				>
					{ label }
				</Button>
			) }
			renderContent={ ( { onClose } ) => children( onClose ) }
		/>
	);
}
