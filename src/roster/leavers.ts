import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employeeRoles, employees, teams } from '#db/schema/people.ts';
import type { CompleteFor, RosterProblem, StagedLine } from './kinds.ts';

/** Those for whom the file is complete and who are not in it, some at a time. */
export async function* readMissing(
	db: Reader,
	completeFor: CompleteFor,
	numbers: ReadonlySet<string>,
): AsyncGenerator<StagedLine[]> {
	if (completeFor === 'nobody') return;
	const id = completeFor.slice(completeFor.indexOf(':') + 1);
	const set =
		completeFor === 'everybody'
			? undefined
			: completeFor.startsWith('site:')
				? eq(teams.siteId, id)
				: eq(teams.vendorId, id);
	for (let last = ''; ;) {
		const some = await db
			.select({ id: employees.id, number: employees.number, name: employees.name })
			.from(employees)
			.innerJoin(teams, eq(teams.id, employees.teamId))
			.where(and(gt(employees.id, last), isNull(employees.leftAt), set))
			.orderBy(employees.id)
			.limit(1000);
		if (some.length === 0) return;
		last = some.at(-1)?.id ?? '';
		yield some.filter(({ number }) => !numbers.has(number)).map(asLeaving);
		await new Promise(setImmediate);
	}
}

type Person = { readonly id: string; readonly number: string; readonly name: string };

function asLeaving({ id, number, name }: Person): StagedLine {
	return {
		kind: 'leaving',
		row: null,
		number,
		name,
		body: { employeeId: id, why: 'Not in the file.' },
	};
}

/**
 * Who stays whatever the file says: whoever imports, and the last administrators. An import never
 * locks out whoever could mend it.
 */
export async function readUntouchable(db: Reader, by: string | null) {
	const administrators = await db
		.select({ id: employees.id, number: employees.number })
		.from(employeeRoles)
		.innerJoin(employees, and(eq(employees.id, employeeRoles.employeeId), isNull(employees.leftAt)))
		.where(eq(employeeRoles.role, 'administrator'))
		.orderBy(employees.id);
	const leaving = new Set<string>();

	/** Undefined if she may leave; else what is said instead. */
	return ({ body, row, number }: StagedLine): RosterProblem | undefined => {
		const id = 'employeeId' in body ? body.employeeId : '';
		const isLast =
			administrators.some((one) => one.id === id) &&
			administrators.every((one) => one.id === id || leaving.has(one.id));
		if (id !== by && !isLast) {
			leaving.add(id);
			return undefined;
		}
		const problem =
			id === by
				? 'You are not in the file, or your last day is past.'
				: 'This is the last administrator, and she would leave.';
		const remedy =
			id === by
				? 'Nothing happens to you. Add yourself to the file.'
				: 'She stays. Make somebody else an administrator, or add her to the file.';
		return { row, column: 'Employee number', value: number, problem, remedy, leftOut: true };
	};
}
