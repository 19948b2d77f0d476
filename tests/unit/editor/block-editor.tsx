/** A stand-in for @wordpress/block-editor, of which a test cannot run more than this. */
import type { HTMLAttributes, ReactNode } from 'react';

export const InspectorControls = ( { children }: { children: ReactNode } ) => (
	<aside>{ children }</aside>
);

export const useBlockProps = ( props: HTMLAttributes< HTMLElement > ) => props;
