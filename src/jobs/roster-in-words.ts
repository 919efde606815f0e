import { writeFileSync } from 'node:fs';
import type { Database } from '#db/connection.ts';
import { toCsv } from '#lib/csv.ts';
import { readProblems } from '#roster/found.ts';
import type { Counts } from '#roster/kinds.ts';

// What the command line says of an import.

export function inLines(
	{ rows, new: added, changed, returning, leaving, unchanged, leftOut }: Counts,
	places: number,
): string {
	return [
		`${rows} rows: ${added} new, ${changed} changed, ${returning} back again, ${leaving} leaving, ${unchanged} as they are, ${leftOut} left out.`,
		...(places > 0 ? [`${places} new sites, vendors and teams.`] : []),
	].join('\n');
}

export async function tellProblems(
	db: Database,
	id: string,
	to: string | undefined,
	say: (words: string) => void,
): Promise<void> {
	const problems = await readProblems(db.read, id);
	for (const { row, column, value, problem, remedy } of problems.slice(0, 20)) {
		say(`${row === null ? '' : `row ${row}, `}${column} “${value}”: ${problem} ${remedy}`);
	}
	if (problems.length > 20)
		say(`… and ${problems.length - 20} more. --problems FILE writes all of them.`);
	if (to === undefined) return;
	const rows = problems.map(({ row, column, value, problem, remedy }) => [
		row ?? '',
		column,
		value,
		problem,
		remedy,
	]);
	writeFileSync(to, toCsv(['row', 'column', 'value', 'problem', 'what to do'], rows));
}
