import { stat } from 'node:fs/promises';
import { Invalid } from '#lib/errors.ts';
import { readDate } from './dates.ts';
import { recogniseEncoding } from './encoding.ts';
import type { ReadFile } from './kinds.ts';
import { recogniseDelimiter, readRows } from './read-rows.ts';

const rowsLookedAt = 200;
const rowsShown = 3;
const mostColumns = 200;

/** How a file is written and what its columns are called. Throws Invalid if it is of no use. */
export async function takeFile(path: string): Promise<ReadFile> {
	const { size: bytes } = await stat(path);
	const encoding = await recogniseEncoding(path);
	const delimiter = await recogniseDelimiter(path, encoding);
	const first: (readonly string[])[] = [];
	for await (const { cells } of readRows(path, { encoding, delimiter })) {
		first.push(cells);
		if (first.length > rowsLookedAt) break;
	}
	const [headings = [], ...rows] = first;
	if (headings.length > mostColumns) {
		throw new Invalid({
			file: `This file has ${headings.length} columns; ${mostColumns} are the most. Take the ones about people.`,
		});
	}
	if (headings.filter((heading) => heading !== '').length < 2) {
		throw new Invalid({
			file: 'The first row has no headings that are parted by commas, semicolons or tabs. Put a row above the people that says what each column is.',
		});
	}
	if (rows.length === 0)
		throw new Invalid({
			file: 'There are headings and nobody below them. Take a file with people.',
		});
	const sample = rows.slice(0, rowsShown).map((cells) => cells.map((cell) => cell.slice(0, 80)));
	const slashDates = rows.some((cells) =>
		cells.some((cell) => readDate(cell, null).kind === 'ambiguous'),
	);
	return { encoding, delimiter, bytes, headings, sample, slashDates };
}
