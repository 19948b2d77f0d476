/** jest-axe brings no types; this is the part that the tests use. */
declare module 'jest-axe' {
	export function axe( html: Element | string ): Promise< object >;
}

declare namespace jest {
	interface Matchers< R > {
		toHaveNoViolations: () => R;
	}
}
