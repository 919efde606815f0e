import { eq } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { personToLetIn } from '#people/scope.ts';
import { registerBadge } from './register.ts';

type Line = { readonly place: number; readonly number: string; readonly text: string };

/** Problems that a form shows at once; more say the same. */
const mostShown = 20;

/**
 * Registers badges that people have already. A line is a number and what the badge says, with a
 * semicolon, a comma or a tab between them; the number ends at the first. Lines that are right are
 * registered, and asking again changes nothing; those that are not are named. Returns how many.
 */
export async function importBadges(
	db: Database,
	lines: string,
	{ who, at }: { readonly who: Person; readonly at: number },
): Promise<number> {
	const read = readLines(lines);
	if (read.length === 0) throw new Invalid({ lines: 'Write a line for each badge.' });
	const problems: string[] = [];
	for (const line of read) {
		const problem = await problemWith(db, line, { who, at });
		if (problem) problems.push(`Line ${line.place}: ${problem}`);
	}
	if (problems.length > 0) throw new Invalid({ lines: inWords(problems, read.length) });
	return read.length;
}

async function problemWith(
	db: Database,
	{ number, text }: Line,
	{ who, at }: { readonly who: Person; readonly at: number },
): Promise<string | undefined> {
	try {
		const of = eq(employees.number, number);
		const [row] = await db.read.select({ id: employees.id }).from(employees).where(of);
		const { id: employeeId } = await personToLetIn(db.read, who, row?.id ?? '');
		await registerBadge(db, { employeeId, text }, { by: who.id, at });
		return undefined;
	} catch (error) {
		if (error instanceof NotFound) return `nobody of yours has the number ${number}.`;
		if (error instanceof Invalid) return error.message;
		throw error;
	}
}

function inWords(problems: readonly string[], lines: number): string {
	const more = problems.length - mostShown;
	const right = lines - problems.length;
	return [
		...problems.slice(0, mostShown),
		...(more > 0 ? [`And ${more} more.`] : []),
		...(right > 0 ? [`The other ${right === 1 ? 'line is' : `${right} lines are`} in.`] : []),
	].join(' ');
}

function readLines(lines: string): Line[] {
	return lines.split(/\r?\n/).flatMap((line, index) => {
		if (line.trim() === '') return [];
		const [, number = line.trim(), text = ''] = /^\s*([^;,\t]+?)\s*[;,\t]\s*(.*)$/.exec(line) ?? [];
		return [{ place: index + 1, number, text: text.trim() }];
	});
}
