/** What the block keeps: what it says, as the shortcode that PHP reads. */
export type Attributes = {
	/** `[known_visitor]` with what is in it, as the side panel writes it, or somebody by hand. */
	readonly shortcode: string;
};
