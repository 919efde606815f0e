/** What the server says to words that were sent to it, or to somebody who is still there. */
export type Answer = {
	readonly kind: string;
	readonly revision?: number;
	readonly window?: string;
	readonly by?: string;
	readonly when?: string;
	readonly clock?: string;
	readonly writers?: string;
	readonly problems?: Readonly<Record<string, string>>;
};

/** Throws if nobody answers: then the words are sent again. */
export async function send(address: string, body: URLSearchParams): Promise<Answer> {
	const response = await fetch(address, { method: 'post', body });
	if (response.status >= 500) throw new Error('The server could not answer.');
	const isJson = response.headers.get('content-type')?.includes('json');
	if (isJson) return response.json();
	return { kind: response.status === 413 ? 'refused' : 'sign in' };
}
