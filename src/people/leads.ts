import { and, eq, isNull } from 'drizzle-orm';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { changeEmployee } from './change-employee.ts';
import { readEmployee } from './employee-lists.ts';
import type { Deed } from './employee-rules.ts';

/** Somebody leads a team from now on, by her number; who was no manager becomes one. */
export async function addLead(
	tx: Transaction,
	{ teamId, number }: { readonly teamId: string; readonly number: string },
	deed: Deed,
): Promise<void> {
	const [found] = await tx
		.select({ id: employees.id })
		.from(employees)
		.where(and(eq(employees.number, number.trim()), isNull(employees.leftAt)));
	if (!found) throw new Invalid({ number: `Nobody here has the number ${number}. Look it up.` });
	const { roles, leads } = await readEmployee(tx, found.id);
	const change = {
		leads: [...new Set([...leads, teamId])],
		roles: [...new Set([...roles, 'manager' as const])],
	};
	await changeEmployee(tx, found.id, change, deed);
}

/** Somebody leads a team no more. She stays a manager: she may lead others, or will. */
export async function removeLead(
	tx: Transaction,
	{ teamId, employeeId }: { readonly teamId: string; readonly employeeId: string },
	deed: Deed,
): Promise<void> {
	const { leads } = await readEmployee(tx, employeeId);
	await changeEmployee(tx, employeeId, { leads: leads.filter((id) => id !== teamId) }, deed);
}
