import { and, eq, isNull } from 'drizzle-orm';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, recordDeed } from './employee-rules.ts';
import { readEmployee, writeLists } from './employee-lists.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { endPlacement, notePlacement } from './placement.ts';

/**
 * Somebody works here no longer. Her sessions end at once, because a session is only found of
 * people who work here; her roles and the teams she led are taken from her, so that coming back
 * never brings more than an employee's rights; her record stays. False if she had left before.
 */
export async function leaveWork(
	tx: Transaction,
	{ employeeId, reason = '' }: { readonly employeeId: string; readonly reason?: string },
	deed: Deed,
): Promise<boolean> {
	const { roles, leads } = await readEmployee(tx, employeeId);
	const left = await tx
		.update(employees)
		.set({ leftAt: deed.at, rolesSetAt: deed.at })
		.where(and(eq(employees.id, employeeId), isNull(employees.leftAt)))
		.returning({ id: employees.id });
	if (left.length === 0) return false;
	await writeLists(tx, employeeId, { roles: [], leads: [] });
	if (roles.includes('administrator')) await keepAnAdministrator(tx);
	await endPlacement(tx, employeeId, deed.at);
	const what = { action: 'employee.left', objectType: 'employee', objectId: employeeId };
	await recordDeed(tx, deed, what, { reason, roles, leads });
	return true;
}

/**
 * Somebody who left works here again, with her record, from the moment of the deed on: what is due
 * after a start is due after this one. False if she is here already.
 */
export async function returnToWork(
	tx: Transaction,
	employeeId: string,
	deed: Deed,
): Promise<boolean> {
	const { leftAt, anonymisedAt } = await readEmployee(tx, employeeId);
	if (leftAt === null) return false;
	if (anonymisedAt !== null) {
		throw new Invalid({ person: 'This record is nobody’s any more. Enrol the person anew.' });
	}
	await tx
		.update(employees)
		.set({ leftAt: null, startedAt: deed.at })
		.where(eq(employees.id, employeeId));
	await notePlacement(tx, employeeId, { since: deed.at, by: deed.by });
	const what = { action: 'employee.returned', objectType: 'employee', objectId: employeeId };
	await recordDeed(tx, deed, what, { leftAt });
	return true;
}
