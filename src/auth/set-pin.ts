import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { hashPin } from './pin.ts';
import { pinProblem } from './pins/rules.ts';
import { replacePin } from './replace-pin.ts';

export type PinSetting = {
	readonly employeeId: string;
	readonly pin: string;
	/** Null for the product itself. */
	readonly by: string | null;
	readonly at: number;
};

/** Gives a person a PIN. Whoever is signed in with the one before is signed out everywhere. */
export async function setPin(db: Database, { employeeId, pin, by, at }: PinSetting): Promise<void> {
	const here = and(eq(employees.id, employeeId), isNull(employees.leftAt));
	const who = { number: employees.number, name: employees.name };
	const [owner] = await db.read.select(who).from(employees).where(here);
	const problem = pinProblem(pin, owner);
	if (problem) throw new Invalid({ pin: problem });
	// Before the transaction: it takes long on purpose, and everybody's writes would wait.
	const pinHash = await hashPin(pin);
	await db.write(async (tx) => {
		const [employee] = await tx.select({ id: employees.id }).from(employees).where(here);
		if (!employee) throw new NotFound('There is nobody here with this id.');
		await replacePin(tx, { employeeId, pinHash, at });
		await tx.delete(sessions).where(eq(sessions.employeeId, employeeId));
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'pin.set',
			objectType: 'employee',
			objectId: employeeId,
			payload: {},
		});
	});
}
