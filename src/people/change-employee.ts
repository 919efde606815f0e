import { and, eq, ne } from 'drizzle-orm';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, employeeProblem, recordDeed, refuseUnknownTeams } from './employee-rules.ts';
import { type EmployeeNow, readEmployee, writeLists } from './employee-lists.ts';
import type { NewEmployee } from './enrol.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { notePlacement } from './placement.ts';

/** What may change of somebody; what is not given stays. */
export type EmployeeChange = {
	readonly [K in keyof Omit<NewEmployee, 'id'>]?: NewEmployee[K] | undefined;
};

export const parts = [
	...(['number', 'name', 'job', 'teamId', 'language', 'email', 'startedAt'] as const),
	...(['channels', 'roles', 'leads'] as const),
] as const;
export type Part = (typeof parts)[number];

/** From when on she has worked in another place, if that is not the moment of the deed. */
type Since = { readonly since?: number };

/**
 * Changes what is said of somebody, from now on: what changed is on record, old and new; another
 * team, job or channel begins a placement; other roles end her sessions. Returns the names of what
 * is other than before: none, and nothing was written.
 */
export async function changeEmployee(
	tx: Transaction,
	employeeId: string,
	wanted: EmployeeChange,
	deed: Deed & Since,
): Promise<readonly Part[]> {
	// One way to write a letter with its accent, or nobody finds who is typed another way.
	const change = { ...wanted, name: wanted.name?.normalize() };
	const before = await readEmployee(tx, employeeId);
	const changed = parts.filter((part) => isOther(before, change, part));
	if (changed.length === 0) return [];
	const problem = employeeProblem(change);
	if (problem) throw new Invalid(problem);
	const named = [change.teamId ?? [], change.leads ?? []].flat();
	await refuseUnknownTeams(tx, named);
	if (change.number !== undefined) await refuseTakenNumber(tx, employeeId, change.number);
	await writeColumns(tx, employeeId, change, { rolesSet: changed.includes('roles'), at: deed.at });
	await writeLists(tx, employeeId, change);
	if (changed.includes('roles')) await keepAnAdministrator(tx);
	const what = { action: 'employee.changed', objectType: 'employee', objectId: employeeId };
	const said = changed.map((part) => [
		part,
		{ before: before[part] ?? null, after: change[part] ?? null },
	]);
	await recordDeed(tx, deed, what, Object.fromEntries(said));
	// Whoever works here no longer is nowhere, whatever is mended in her record.
	const placed = { since: deed.since ?? deed.at, by: deed.by };
	if (before.leftAt === null) await notePlacement(tx, employeeId, placed);
	return changed;
}

/** The order of channels says which she works in most; roles and teams led are sets. */
export function isOther(before: EmployeeNow, change: EmployeeChange, part: Part): boolean {
	if (change[part] === undefined) return false;
	if (part === 'channels') return String(before.channels) !== String(change.channels);
	if (part === 'roles' || part === 'leads')
		return asSet(before[part]) !== asSet(change[part] ?? []);
	return before[part] !== change[part];
}

function asSet(names: readonly string[]): string {
	return String([...new Set(names)].toSorted());
}

async function refuseTakenNumber(tx: Transaction, id: string, number: string): Promise<void> {
	const others = and(eq(employees.number, number), ne(employees.id, id));
	const [other] = await tx.select({ name: employees.name }).from(employees).where(others);
	if (!other) return;
	throw new Invalid({ number: `Number ${number} belongs to ${other.name}. Give another.` });
}

async function writeColumns(
	tx: Transaction,
	employeeId: string,
	change: EmployeeChange,
	{ rolesSet, at }: { rolesSet: boolean; at: number },
): Promise<void> {
	const { channels: _, roles: __, leads: ___, ...columns } = change;
	const set = { ...columns, ...(rolesSet ? { rolesSetAt: at } : {}) };
	if (Object.values(set).every((value) => value === undefined)) return;
	await tx.update(employees).set(set).where(eq(employees.id, employeeId));
}
