import { hostOf, isLoopback } from './public-address.ts';

type Init = {
	readonly method?: string;
	readonly headers?: Record<string, string>;
	readonly body?: BodyInit | null | undefined;
	readonly signal?: AbortSignal;
};

/** Whether an address is on this very machine: only there http will do. */
export function isHere(url: URL): boolean {
	return url.hostname === 'localhost' || isLoopback(hostOf(url));
}

/**
 * `fetch` for servers that an administrator named: over TLS or on this machine, no redirect followed,
 * and no more than so many bytes read. The caller's signal says how long it may take.
 */
export function boundedFetch(mostBytes: number): (url: string, init: Init) => Promise<Response> {
	return async (text, init) => {
		const url = new URL(text);
		if (url.protocol !== 'https:' && !isHere(url)) throw new Error('Only https is asked.');
		const response = await fetch(url, { ...init, body: init.body ?? null, redirect: 'manual' });
		const { status, statusText, headers } = response;
		const body = response.body?.pipeThrough(upTo(mostBytes)) ?? null;
		return new Response(body, { status, statusText, headers });
	};
}

function upTo(
	mostBytes: number,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
	let bytes = 0;
	return new TransformStream({
		transform(piece, controller) {
			bytes += piece.byteLength;
			if (bytes > mostBytes) controller.error(new Error('The answer is too long.'));
			else controller.enqueue(piece);
		},
	});
}
