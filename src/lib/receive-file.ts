import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';

export type ReceivedFile = {
	/** As the browser says; empty where no file was chosen. */
	readonly fileName: string;
	/** Whether it was longer than it may be: what is on the disk then is of no use. */
	readonly cutOff: boolean;
};

/** Writes the one file of a form to the disk, a piece at a time: none of it stays in memory. */
export async function receiveFile(
	{ headers, body }: Request,
	{ path, most }: { readonly path: string; readonly most: number },
): Promise<ReceivedFile> {
	if (body === null) return { fileName: '', cutOff: false };
	const form = new Busboy({
		headers: { 'content-type': headers.get('content-type') ?? '' },
		limits: { files: 1, fileSize: most, fields: 0 },
	});
	let received: ReceivedFile = { fileName: '', cutOff: false };
	const writing: Promise<void>[] = [];
	form.on('file', (_, file, fileName) => {
		received = { ...received, fileName: basename(fileName ?? '').slice(0, 200) };
		file.once('limit', () => (received = { ...received, cutOff: true }));
		const written = pipeline(file, createWriteStream(path, { mode: 0o600 }));
		// If the form breaks off first, that is what is told.
		written.catch(() => {});
		writing.push(written);
	});
	await pipeline(Readable.from(piecesOf(body)), form);
	await Promise.all(writing);
	return received;
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	try {
		for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
			yield piece.value;
		}
	} finally {
		// What is not read any more is let go.
		reader.cancel().catch(() => {});
	}
}
