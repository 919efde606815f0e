import type { RosterLine } from './kinds.ts';
import type { ReadLine } from './read-line.ts';
import type { Row } from './read-rows.ts';
import type { Wanted } from './place-rules.ts';

/** As little of a row as the others have to know: where, under whom, and as who. */
export type Seen = {
	readonly row: number;
	readonly number: string;
	readonly name: string;
	readonly manager: string | undefined;
	readonly wanted: Wanted;
};

/** What has to be known of the whole file before any row of it can be judged. */
export type Survey = {
	readonly rows: number;
	/** Every number that stands in the file, in rows that cannot be used too: none of these leaves. */
	readonly numbers: ReadonlySet<string>;
	/** The rows of each number that stands in several. */
	readonly twice: ReadonlyMap<string, readonly number[]>;
	/** Those with nothing wrong so far, by number. */
	readonly seen: ReadonlyMap<string, Seen>;
};

/** Goes through the file once. Of each row only what others need is kept, so that a long file stays small. */
export async function surveyRows(
	rows: AsyncIterable<Row>,
	read: (row: Row) => ReadLine,
	{ today, onRow }: { readonly today: string; readonly onRow: (rows: number) => void },
): Promise<Survey> {
	const first = new Map<string, number>();
	const twice = new Map<string, number[]>();
	const seen = new Map<string, Seen>();
	const places = new Map<string, Wanted>();
	let count = 0;
	for await (const row of rows) {
		const { number, line } = read(row);
		onRow((count += 1));
		if (count % 200 === 0) await new Promise(setImmediate);
		if (number === '') continue;
		const before = first.get(number);
		if (before === undefined) first.set(number, row.row);
		else twice.set(number, [...(twice.get(number) ?? [before]), row.row]);
		if (line && (line.end === undefined || line.end > today)) {
			seen.set(number, seenOf(line, places));
		}
	}
	for (const number of twice.keys()) seen.delete(number);
	return { rows: count, numbers: new Set(first.keys()), twice, seen };
}

/** Many people are at one place: it is kept once. */
function seenOf(line: RosterLine, places: Map<string, Wanted>): Seen {
	const { row, number, name = '', manager, team, site, vendor, shift } = line;
	const key = JSON.stringify([team, site, vendor, shift]);
	const wanted = places.get(key) ?? { team, site, vendor, shift };
	places.set(key, wanted);
	return { row, number, name, manager, wanted };
}
