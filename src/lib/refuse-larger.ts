import { TooLarge } from './errors.ts';

/**
 * Refuses a body of more than so many bytes: by its length, or where none is given by reading as
 * much of a copy as may come. The request itself can still be read afterwards.
 */
export async function refuseLarger(request: Request, most: number): Promise<void> {
	const length = request.headers.get('content-length');
	if (Number(length ?? 0) > most) throw new TooLarge();
	if (length !== null || request.body === null) return;
	const reader = request.clone().body?.getReader();
	let bytes = 0;
	for (;;) {
		const piece = await reader?.read();
		if (!piece || piece.done) return;
		bytes += piece.value.byteLength;
		if (bytes <= most) continue;
		void reader?.cancel();
		throw new TooLarge();
	}
}
