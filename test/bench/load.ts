import { connect } from 'node:net';
import type { Server } from './servers.ts';

// Our own client, as light as can be: on two cores it must not be what limits the bare server.
// (autocannon was; and it reads compressed bytes as text, which made the yardstick five times slower.)

/** What readers do all at once. */
export type Load = {
	readonly path: string;
	readonly connections: number;
	readonly headers: Record<string, string>;
	/** One of each reader; on every connection they come by turns. */
	readonly cookies: readonly string[];
};

/** `work` is processor time of the server per answer, in microseconds. */
export type Loaded = { readonly perSecond: number; readonly work: number };

/** Asks for a page again and again; anything but the page fails the bench. */
export async function load(server: Server, asked: Load, seconds: number): Promise<Loaded> {
	const requests = asked.cookies.map((cookie) => requestFor(server.origin, asked, cookie));
	const before = await server.processorTime();
	const began = performance.now();
	const until = began + seconds * 1000;
	const connections = Array.from({ length: asked.connections }, (_, connection) => {
		// Each connection begins with another reader, so that all of them come at any time.
		const from = Math.floor((connection * requests.length) / asked.connections);
		const own = [...requests.slice(from), ...requests.slice(0, from)];
		return askAgainAndAgain(server.origin, own, until);
	});
	const counts = await Promise.all(connections);
	const total = counts.reduce((sum, count) => sum + count, 0);
	const work = (await server.processorTime()) - before;
	return { perSecond: (total * 1000) / (performance.now() - began), work: work / total };
}

function requestFor(origin: string, { path, headers }: Load, cookie: string): string {
	const all = Object.entries({ host: new URL(origin).host, ...headers, cookie });
	const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
	return `GET ${path} HTTP/1.1\r\n${lines}\r\n`;
}

/** One connection, one request at a time; how many answers came before the time was up. */
function askAgainAndAgain(
	origin: string,
	requests: readonly string[],
	until: number,
): Promise<number> {
	return new Promise((resolve, reject) => {
		let answered = 0;
		const isWhole = createAnswerEnd();
		const socket = connect(Number(new URL(origin).port), '127.0.0.1');
		const ask = () => socket.write(requests[answered % requests.length] ?? '');
		socket.setTimeout(10_000, () => socket.destroy(new Error('An answer did not come.')));
		socket.once('connect', ask).once('error', reject);
		socket.once('end', () => reject(new Error('The server hung up.')));
		socket.on('data', (bytes: Buffer) => {
			if (!isWhole(bytes)) return;
			answered += 1;
			if (performance.now() < until) {
				ask();
			} else {
				socket.destroy();
				resolve(answered);
			}
		});
	});
}

/** Is handed the bytes of one answer after another; true when one is whole. */
function createAnswerEnd(): (bytes: Buffer) => boolean {
	let remaining = 0;
	let tail = '';
	return (bytes) => {
		if (remaining <= 0) remaining = lengthOf(bytes);
		remaining -= bytes.length;
		tail = `${tail}${bytes.subarray(-5).toString('latin1')}`.slice(-5);
		if (remaining === Infinity && tail === '0\r\n\r\n') remaining = 0;
		return remaining <= 0;
	};
}

/** Of a whole answer, head and body; Infinity if it comes in chunks, of which the last is empty. */
function lengthOf(bytes: Buffer): number {
	const end = bytes.indexOf('\r\n\r\n') + 4;
	const head = bytes.toString('latin1', 0, end);
	if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(`Not the page: ${head.slice(0, 40)}`);
	const [, length] = /^content-length: (\d+)/im.exec(head) ?? [];
	return length === undefined ? Infinity : end + Number(length);
}
