import { and, count, eq, isNull } from 'drizzle-orm';
import { employeeRoles, employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';

/** Refuses what would leave nobody to administer the company; call it when the change is made. */
export async function keepAnAdministrator(tx: Transaction): Promise<void> {
	const [left] = await tx
		.select({ count: count() })
		.from(employeeRoles)
		.innerJoin(employees, and(eq(employees.id, employeeRoles.employeeId), isNull(employees.leftAt)))
		.where(eq(employeeRoles.role, 'administrator'));
	if (left && left.count > 0) return;
	throw new Invalid({
		roles: 'This is the last administrator. Make somebody else an administrator first.',
	});
}
