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

	/** Reads who is signed in: the mark that PHP has put into the plugin's cookie. */
	const signedIn = () =>
		/(?:^|; )known_visitor=([^;]*)/.exec( document.cookie )?.[ 1 ];

	/**
	 * Says what there is to say where the page holds nobody's data, or not those of who looks at it.
	 *
	 * @param {{ mark: string } | undefined} data The page's data.
	 * @return {string} Empty where the data speak for themselves.
	 */
	const explain = ( data ) => {
		const happened =
			/** @type {{ knownVisitorDemo?: string[] }} */ (
				/** @type {unknown} */ ( window )
			).knownVisitorDemo ?? [];
		if ( data && ( signedIn() ?? data.mark ) !== data.mark ) {
			return 'A cache kept this page from somebody else. The chat sees that, and treats you as a guest: nobody gets a stranger’s conversation. With the identity “by request” it would know you here, too.';
		}
		if ( data ) {
			return '';
		}
		if ( happened.includes( 'identified' ) ) {
			return 'Nothing: this page is the same for everybody. The chat asked the site who looks at it, and knows you.';
		}
		return happened.includes( 'forgotten' )
			? 'Nobody. Somebody was known here before: the chat has been given a new guest, and their conversation is out of reach.'
			: 'Nobody: the chat treats you as a guest.';
	};

	const show = () => {
		const data = readData();
		const words = explain( data );
		panel.replaceChildren();
		if ( words ) {
			panel.append( element( 'p', words ) );
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
