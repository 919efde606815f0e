import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { hashPin, pinProblem } from './pin.ts';

export type PinSetting = {
	readonly employeeId: string;
	readonly pin: string;
	/** Null for the product itself. */
	readonly by: string | null;
	readonly at: number;
};

/** Gives a person a PIN. Whoever is signed in with the one before is signed out everywhere. */
export async function setPin(db: Database, { employeeId, pin, by, at }: PinSetting): Promise<void> {
	const problem = pinProblem(pin);
	if (problem) throw new Invalid({ pin: problem });
	// Before the transaction: it takes long on purpose, and everybody's writes would wait.
	const pinHash = await hashPin(pin);
	await db.write(async (tx) => {
		const working = and(eq(employees.id, employeeId), isNull(employees.leftAt));
		const [employee] = await tx.select({ id: employees.id }).from(employees).where(working);
		if (!employee) throw new NotFound('There is nobody here with this id.');
		const set = { pinHash, setAt: at };
		await tx
			.insert(credentials)
			.values({ employeeId, ...set })
			.onConflictDoUpdate({ target: credentials.employeeId, set });
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
