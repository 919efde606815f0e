import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Invalid } from '#lib/errors.ts';
import type { Delimiter, Encoding } from './kinds.ts';

/** A row of a file: its number as a spreadsheet counts, the headings in row 1. */
export type Row = { readonly row: number; readonly cells: readonly string[] };

/** No row of people is longer; a quotation mark that is never closed would take in the rest of the file. */
const longestRow = 100_000;

/** The rows of a file, one after another; empty ones are passed over. */
export async function* readRows(
	path: string,
	{ encoding, delimiter }: { readonly encoding: Encoding; readonly delimiter: Delimiter },
): AsyncGenerator<Row> {
	const parser = pipeline(
		Readable.from(readText(path, encoding)),
		parse({
			delimiter,
			info: true,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			max_record_size: longestRow,
		}),
		// What goes wrong reaches whoever reads the rows.
		() => {},
	);
	let last = 0;
	try {
		for await (const { info, record } of parser) {
			last = Number(info.records) + Number(info.empty_lines);
			const cells: string[] = record.map((cell: string) => cell.trim());
			// Excel's own first line, which says how its cells are parted.
			if (last === 1 && /^sep=.?$/i.test(cells[0] ?? '')) continue;
			if (cells.some((cell) => cell !== '')) yield { row: last, cells };
		}
	} catch (error) {
		throw asInvalid(error, last);
	}
}

/** A file's text in pieces, without the mark at its beginning. */
async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const piece of createReadStream(path)) {
		if (piece instanceof Uint8Array) yield decoder.decode(piece, { stream: true });
	}
	yield decoder.decode();
}

function asInvalid(error: unknown, last: number): unknown {
	if (!(error instanceof CsvError)) return error;
	const quote = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
	const what = quote ? 'a quotation mark opens and is not closed' : 'the file cannot be read';
	return new Invalid({
		file: `After row ${last}, ${what}. Mend the row that follows it, and take the file again.`,
	});
}

/** What parts the cells: of comma, semicolon and tab the one that the first line has most of. */
export async function recogniseDelimiter(path: string, encoding: Encoding): Promise<Delimiter> {
	let line = '';
	for await (const piece of readText(path, encoding)) {
		line = (line + piece).replace(/^\s*(sep=.?\r?\n)?[\r\n]*/i, '');
		if (/[\r\n]/.test(line) || line.length > longestRow) break;
	}
	const first = line.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0] ?? '';
	const counted = ([';', ',', '\t'] as const).map((delimiter) => {
		return { delimiter, count: first.split(delimiter).length };
	});
	return counted.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}
