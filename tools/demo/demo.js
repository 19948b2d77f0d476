/**
 * Shows on the page what the plugin put into it for the chat.
 *
 * The hash opens the visitor's conversation, so only the mark that stands for it is shown.
 */
( () => {
	const panel = document.querySelector( '.kv-demo-told div' );
	if ( ! panel ) {
		return;
	}

	/**
	 * Makes an element with text in it.
	 *
	 * @param {string} name Its name.
	 * @param {string} text The text.
	 */
	const element = ( name, text ) =>
		Object.assign( document.createElement( name ), { textContent: text } );

	/** Reads the plugin's block of data; undefined where there is none. */
	const readData = () => {
		try {
			const block = document.getElementById( 'known-visitor-data' );
			return block ? JSON.parse( block.textContent ?? '' ) : undefined;
		} catch {
			return undefined;
		}
	};

	const show = () => {
		const data = readData();
		const happened = /** @type {{ knownVisitorDemo?: string[] }} */ (
			/** @type {unknown} */ ( window )
		).knownVisitorDemo;
		const forgotten = happened?.includes( 'forgotten' );
		panel.replaceChildren();
		if ( ! data?.user ) {
			panel.append(
				element(
					'p',
					forgotten
						? 'Nobody. Somebody was known here before: the chat has been given a new guest, and their conversation is out of reach.'
						: 'Nobody: the chat treats you as a guest.'
				)
			);
			return;
		}
		const list = document.createElement( 'dl' );
		const rows = {
			...data.user,
			hash: `kept secret, ${ data.mark } stands for it`,
			'first message': data.message,
		};
		for ( const [ field, value ] of Object.entries( rows ) ) {
			list.append(
				element( 'dt', field ),
				element( 'dd', String( value || '–' ) )
			);
		}
		panel.append( list );
	};

	show();
	window.addEventListener( 'known-visitor-demo', show );
} )();
