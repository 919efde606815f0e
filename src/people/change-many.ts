import { sql } from 'drizzle-orm';
import { type AuditEvent, appendAuditRows } from '#audit/append.ts';
import { insertRows, takeOver } from '#db/many-rows.ts';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type EmployeeChange, isOther, parts } from './change-employee.ts';
import { type Deed, employeeProblem } from './employee-rules.ts';
import type { EmployeeNow } from './employee-lists.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { notePlacements } from './many-placements.ts';
import { readEmployees, readTeams, writeManyLists } from './read-many.ts';

/** What changes of whom; numbers stay: they are how a file names people. */
export type OneChange = {
	readonly employeeId: string;
	readonly change: Omit<EmployeeChange, 'number'>;
};

/** Changes what is said of some hundred people: changeEmployee for all of them. Returns how many were other than before. */
export async function changeMany(
	tx: Transaction,
	changes: readonly OneChange[],
	deed: Deed,
): Promise<number> {
	const before = await readEmployees(
		tx,
		changes.map(({ employeeId }) => employeeId),
	);
	const other = before.flatMap((now, at) => {
		const change = changes[at]?.change ?? {};
		const changed = parts.filter((part) => isOther(now, change, part));
		return changed.length === 0 ? [] : [{ now, change, changed }];
	});
	if (other.length === 0) return 0;
	await refuseWrong(tx, other);
	await writeColumns(tx, other, deed.at);
	await writeManyLists(
		tx,
		other.map(({ now, change }) => ({ id: now.id, ...listsOf(change) })),
	);
	if (other.some(({ changed }) => changed.includes('roles'))) await keepAnAdministrator(tx);
	await appendAuditRows(
		tx,
		other.map((one) => eventOf(one, deed)),
	);
	// Whoever works here no longer is nowhere, whatever is mended in her record.
	const here = other.filter(({ now }) => now.leftAt === null);
	const placed = here.map(({ now, change }) => ({
		id: now.id,
		teamId: change.teamId ?? now.teamId,
		job: change.job ?? now.job,
		channels: change.channels ?? now.channels,
	}));
	await notePlacements(tx, placed, { since: deed.at, by: deed.by });
	return other.length;
}

type Other = {
	readonly now: EmployeeNow;
	readonly change: EmployeeChange;
	readonly changed: readonly (typeof parts)[number][];
};

async function refuseWrong(tx: Transaction, other: readonly Other[]): Promise<void> {
	for (const { change } of other) {
		const problem = employeeProblem(change);
		if (problem) throw new Invalid(problem);
	}
	await readTeams(
		tx,
		other.flatMap(({ now, change }) => [change.teamId ?? now.teamId, ...(change.leads ?? [])]),
	);
}

/** Whole rows, each over the one that is there: one statement for all of them. */
async function writeColumns(tx: Transaction, other: readonly Other[], at: number): Promise<void> {
	const rows = other.map(({ now, change, changed }) => {
		const { channels: _, roles: __, leads: ___, ...row } = now;
		const { name = row.name, job = row.job, teamId = row.teamId, language = row.language } = change;
		const { email = row.email, startedAt = row.startedAt } = change;
		const rolesSetAt = changed.includes('roles') ? at : row.rolesSetAt;
		return { ...row, name, job, teamId, language, email, startedAt, rolesSetAt };
	});
	const { name, job, teamId, language, email, startedAt, rolesSetAt } = employees;
	const taken = takeOver(name, job, teamId, language, email, startedAt, rolesSetAt);
	await insertRows(tx, employees, rows, sql`on conflict (id) do update set ${taken}`);
}

function listsOf({ channels, roles, leads }: EmployeeChange) {
	return { channels, roles, leads };
}

function eventOf({ now, change, changed }: Other, { by, at }: Deed): AuditEvent {
	const said = changed.map((part) => [
		part,
		{ before: now[part] ?? null, after: change[part] ?? null },
	]);
	const payload = Object.fromEntries(said);
	return {
		at,
		actorId: by,
		action: 'employee.changed',
		objectType: 'employee',
		objectId: now.id,
		payload,
	};
}
