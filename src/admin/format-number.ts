/** Writes a number as the reader of this screen does: 4,000 or 4.000. */
export const formatNumber = ( value: number ): string =>
	value.toLocaleString( document.documentElement.lang || undefined );
