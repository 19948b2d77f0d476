import { Path, SVG } from '@wordpress/components';

/** Somebody in a speech bubble. */
export const icon = (
	<SVG viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg">
		<Path d="M4 3.5A1.5 1.5 0 0 0 2.5 5v11A1.5 1.5 0 0 0 4 17.5h3V21.5l5-4h8a1.5 1.5 0 0 0 1.5-1.5V5A1.5 1.5 0 0 0 20 3.5H4ZM4 5h16v11h-8.5l-3 2.4V16H4V5Zm8 .8a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM7.9 14.5h8.2c0-2-1.8-3.5-4.1-3.5s-4.1 1.5-4.1 3.5Z" />
	</SVG>
);
