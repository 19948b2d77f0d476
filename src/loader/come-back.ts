/**
 * Asks the server anew when the page comes back out of the browser's memory,
 * with the back button: its visitor may have signed out meanwhile, and its chat
 * would come back with it. Pages that hold an identity are `no-store`, but not
 * every browser takes that as a word about its memory.
 */
export const askAnew = (): void =>
	addEventListener(
		'pageshow',
		( event ) => event.persisted && location.reload()
	);
