import { stringify } from 'csv-stringify/sync';

/**
 * A table as CSV that spreadsheets read rightly: UTF-8 with a byte order mark, and a cell that
 * begins like a formula gets an apostrophe, so that nothing in it is ever run.
 */
export function toCsv(
	header: readonly string[],
	rows: readonly (readonly (string | number)[])[],
): string {
	return stringify([[...header], ...rows.map((row) => [...row])], {
		bom: true,
		escape_formulas: true,
	});
}

/** Rows alone, for a file that is written piece by piece; the caller begins it with a byte order mark. */
export function csvRows(rows: readonly (readonly (string | number)[])[]): string {
	return stringify(
		rows.map((row) => [...row]),
		{ escape_formulas: true },
	);
}
