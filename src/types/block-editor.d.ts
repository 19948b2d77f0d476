/** What we use of a package that brings no types of its own (18.0). The same since WordPress 6.3. */
declare module '@wordpress/block-editor' {
	import type { HTMLAttributes, ReactNode } from 'react';

	/** Shows its children in the side panel while the block is selected. */
	export function InspectorControls( props: {
		children: ReactNode;
	} ): ReactNode;

	/** Returns what the block's element needs so that the editor knows it. */
	export function useBlockProps(
		props?: HTMLAttributes< HTMLElement >
	): HTMLAttributes< HTMLElement >;
}
