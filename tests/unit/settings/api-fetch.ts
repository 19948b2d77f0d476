/**
 * The stand-in for apiFetch, the border to the outer world: the settings and the
 * secret on one side, where a test says each answer, and on the other what the
 * screen asks by itself, which has an answer of its own.
 */

interface Request {
	readonly path: string;
	readonly data?: {
		readonly settings?: {
			readonly first_message?: string;
			readonly card?: { readonly rows: { readonly value: string }[] };
		};
	};
}

/** Settings and secret: `mockResolvedValueOnce` is the server's next answer. */
export const server = jest.fn< Promise< unknown >, [ Request ] >();

/** What the server knows of the previewed visitor. */
export const TOKENS: Readonly< Record< string, string > > = {
	user_id: '7',
	full_name: 'Ann Young',
	first_name: 'Ann',
	email: 'ann@example.com',
	nickname: '',
	'meta:customer_number': 'C-12',
};

/** Answers as the server does: tokens that stand in a template, and no others. */
export const answerPreview = ( { data }: Request ) => {
	const templates = [
		data?.settings?.first_message ?? '',
		...( data?.settings?.card?.rows ?? [] ).map( ( { value } ) => value ),
	].join( '' );
	return {
		v: 1,
		mark: '1a2b3c4d',
		user: {
			hash: '1a2b3c4d',
			name: 'Ann',
			lastName: 'Young',
			email: 'ann@example.com',
		},
		message: data?.settings?.first_message ?? '',
		tokens: Object.fromEntries(
			Object.entries( TOKENS ).filter( ( [ name ] ) =>
				templates.includes( `{${ name }` )
			)
		),
		card: [
			{
				USER: {
					NAME: 'Ann Young',
					LINK: 'https://example.org/profile',
				},
			},
		],
	};
};

export const preview = jest.fn< Promise< unknown >, [ Request ] >();
export const status = jest.fn< Promise< unknown >, [ Request ] >();
export const users = jest.fn< Promise< unknown >, [ Request ] >();

/** Puts all back to a server where everything is well. */
export function resetServer(): void {
	server.mockReset();
	preview.mockReset();
	preview.mockImplementation( async ( request ) => answerPreview( request ) );
	status.mockReset();
	status.mockResolvedValue( [
		{ id: 'secret', state: 'ok', message: 'The secret is strong.' },
	] );
	users.mockReset();
	users.mockResolvedValue( [] );
}

/** Takes the place of apiFetch. */
export default function apiFetch( request: Request ): Promise< unknown > {
	const { path } = request;
	if ( path.endsWith( '/preview' ) ) {
		return preview( request );
	}
	if ( path.endsWith( '/status' ) ) {
		return status( request );
	}
	return path.startsWith( '/wp/v2/users' )
		? users( request )
		: server( request );
}
