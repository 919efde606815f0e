import { appendAuditRows } from '#audit/append.ts';
import { among } from '#db/many-rows.ts';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import type { Deed } from './employee-rules.ts';
import type { EmployeeNow } from './employee-lists.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { endPlacements, notePlacements } from './many-placements.ts';
import { readEmployees, writeManyLists } from './read-many.ts';

export type OneLeaving = { readonly employeeId: string; readonly reason?: string };

/** Some hundred people work here no longer: leaveWork for all of them. Returns how many were here. */
export async function leaveMany(
	tx: Transaction,
	leaving: readonly OneLeaving[],
	deed: Deed,
): Promise<number> {
	const reasons = new Map(leaving.map(({ employeeId, reason = '' }) => [employeeId, reason]));
	const here = (await readEmployees(tx, [...reasons.keys()])).filter(
		({ leftAt }) => leftAt === null,
	);
	const ids = here.map(({ id }) => id);
	if (ids.length === 0) return 0;
	await tx
		.update(employees)
		.set({ leftAt: deed.at, rolesSetAt: deed.at })
		.where(among(employees.id, ids));
	await writeManyLists(
		tx,
		ids.map((id) => ({ id, roles: [], leads: [] })),
	);
	if (here.some(({ roles }) => roles.includes('administrator'))) await keepAnAdministrator(tx);
	await endPlacements(tx, ids, deed.at);
	const events = here.map(({ id, roles, leads }) => {
		return eventOf('employee.left', id, { reason: reasons.get(id) ?? '', roles, leads }, deed);
	});
	await appendAuditRows(tx, events);
	return ids.length;
}

/** Some hundred people work here again: returnToWork for all of them. Returns how many had left. */
export async function returnMany(
	tx: Transaction,
	ids: readonly string[],
	deed: Deed,
): Promise<number> {
	const gone = (await readEmployees(tx, ids)).filter(({ leftAt }) => leftAt !== null);
	if (gone.length === 0) return 0;
	if (gone.some(({ anonymisedAt }) => anonymisedAt !== null)) {
		throw new Invalid({ person: 'This record is nobody’s any more. Enrol the person anew.' });
	}
	const back = gone.map(({ id }) => id);
	await tx
		.update(employees)
		.set({ leftAt: null, startedAt: deed.at })
		.where(among(employees.id, back));
	await notePlacements(tx, gone, { since: deed.at, by: deed.by });
	const events = gone.map(({ id, leftAt }: EmployeeNow) => {
		return eventOf('employee.returned', id, { leftAt }, deed);
	});
	await appendAuditRows(tx, events);
	return back.length;
}

function eventOf<P>(action: string, objectId: string, payload: P, { by, at }: Deed) {
	return { at, actorId: by, action, objectType: 'employee', objectId, payload };
}
