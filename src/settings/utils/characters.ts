/** Counts characters as PHP's mb_strlen does: an emoji is one, not two. */
export const countCharacters = ( text: string ): number => [ ...text ].length;

/** Whether a text holds what no setting of one line may hold. */
export const hasControls = ( text: string ): boolean => /\p{C}/u.test( text );

/** A number as the reader of this screen writes it: 4,000 or 4.000. */
export const formatNumber = ( value: number ): string =>
	value.toLocaleString( document.documentElement.lang || undefined );
