import { get } from 'node:http';
import type { Page } from './bare-server.ts';

/** What belongs to a connection or a moment; the bare server writes its own. */
const notRecorded = new Set([
	'connection',
	'keep-alive',
	'date',
	'transfer-encoding',
	'x-request-id',
]);

/** Reads a page as its bytes go over the wire, compressed or not, to be sent again by another server. */
export function recordPage(
	url: string,
	cookie: string,
	headers: Record<string, string> = {},
): Promise<Page> {
	return new Promise((resolve, reject) => {
		const request = get(url, { headers: { ...headers, cookie } }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('error', reject);
			response.on('end', () => {
				if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
				const kept = Object.entries(response.headers).flatMap(([name, value]) =>
					typeof value === 'string' && !notRecorded.has(name) ? [[name, value] as const] : [],
				);
				const body = Buffer.concat(pieces).toString('base64');
				resolve({ cookie, headers: Object.fromEntries(kept), body });
			});
		});
		request.on('error', reject);
	});
}
