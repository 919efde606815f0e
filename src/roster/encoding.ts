import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Invalid } from '#lib/errors.ts';
import type { Encoding } from './kinds.ts';

const asCsv = 'Open it in your spreadsheet, choose “Save as” and then “CSV”, and take that file.';

/** What other kinds of files begin with, whatever they are called. */
const others: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
	{ bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a spreadsheet (xlsx, ods) or a zip' },
	{ bytes: [0x50, 0x4b, 0x05, 0x06], what: 'an empty zip' },
	{ bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old spreadsheet (xls)' },
	{ bytes: [0x1f, 0x8b], what: 'packed (gzip)' },
	{ bytes: [0x42, 0x5a, 0x68], what: 'packed (bzip2)' },
	{ bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'packed (7z)' },
	{ bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed (zstd)' },
	{ bytes: [0x52, 0x61, 0x72, 0x21], what: 'packed (rar)' },
	{ bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
	{ bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
	{ bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
];

/** How a file is written. Throws Invalid, with what to do, if it is no text at all. */
export async function recogniseEncoding(path: string): Promise<Encoding> {
	const first = await firstBytes(path, 4096);
	if (first.length === 0)
		throw new Invalid({ file: 'This file is empty. Take the one with the people.' });
	const other = others.find(({ bytes }) => bytes.every((byte, at) => first[at] === byte));
	if (other) throw new Invalid({ file: `This file is ${other.what}, not a CSV file. ${asCsv}` });
	const wide = wideEncoding(first);
	if (wide) return wide;
	return readThrough(path);
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(new Uint8Array(count), 0, count, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

/** UTF-16 by its mark, or by every other byte of the beginning being zero, as Latin letters have it. */
function wideEncoding(first: Uint8Array): Encoding | undefined {
	if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
	if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
	const half = Math.floor(first.length / 2);
	const zeros = (from: number) => first.filter((byte, at) => at % 2 === from && byte === 0).length;
	const [high, low] = [zeros(0), zeros(1)];
	if (low > half * 0.4 && high < half * 0.05) return 'utf-16le';
	if (high > half * 0.4 && low < half * 0.05) return 'utf-16be';
	return undefined;
}

/** To the end, a piece at a time: one letter far down may say that it is not UTF-8. */
async function readThrough(path: string): Promise<Encoding> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let encoding: Encoding = 'utf-8';
	for await (const piece of createReadStream(path)) {
		if (!(piece instanceof Uint8Array)) continue;
		if (piece.includes(0)) {
			throw new Invalid({ file: `This file is no text: there are zero bytes in it. ${asCsv}` });
		}
		if (encoding === 'utf-8' && !decodes(decoder, piece, true)) encoding = 'windows-1252';
	}
	return encoding === 'utf-8' && !decodes(decoder, new Uint8Array(), false)
		? 'windows-1252'
		: encoding;
}

function decodes(decoder: TextDecoder, piece: Uint8Array, stream: boolean): boolean {
	try {
		decoder.decode(piece, { stream });
		return true;
	} catch {
		return false;
	}
}
