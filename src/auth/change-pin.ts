import { and, eq, isNull, ne } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { Invalid } from '#lib/errors.ts';
import type { SignInLimits } from './limits.ts';
import { hashPin, isPin } from './pin.ts';
import { pinProblem } from './pins/rules.ts';
import { replacePin } from './replace-pin.ts';
import { waitInWords } from './wait.ts';

export type PinChange = {
	readonly employeeId: string;
	readonly old: string;
	readonly pin: string;
	/** The session in which she changes it: the only one that stays. */
	readonly sessionHash: string;
	readonly address: string;
	/** The enrolled device, or the browser as it is known. */
	readonly device: string | undefined;
	readonly at: number;
};

/**
 * Changes one's own PIN, with the one before. Guesses at that one count like those at the door: a
 * tablet left open is no way to learn it.
 */
export async function changePin(
	db: Database,
	limits: SignInLimits,
	{ employeeId, old, pin, sessionHash, address, device, at }: PinChange,
): Promise<void> {
	const known = await readOwn(db, employeeId);
	const attempt = { number: known.number, address, device, at };
	const minutes = await limits.takeTry(attempt);
	if (minutes > 0) throw new Invalid({ 'old-pin': waitInWords(minutes) });
	if (!(await isPin(known.pinHash, old))) {
		throw new Invalid({ 'old-pin': 'This is not the PIN you have now. Type it again.' });
	}
	await limits.succeeded(attempt);
	const problem = pin === old ? 'This is the PIN you have now.' : pinProblem(pin, known);
	if (problem) throw new Invalid({ 'new-pin': problem });
	const pinHash = await hashPin(pin);
	const others = and(eq(sessions.employeeId, employeeId), ne(sessions.idHash, sessionHash));
	await db.write(async (tx) => {
		await replacePin(tx, { employeeId, pinHash, at });
		await tx.delete(sessions).where(others);
		await appendAudit(tx, {
			at,
			actorId: employeeId,
			action: 'pin.changed',
			objectType: 'employee',
			objectId: employeeId,
			payload: {},
		});
	});
}

async function readOwn(db: Pick<Database, 'read'>, employeeId: string) {
	const [known] = await db.read
		.select({ number: employees.number, name: employees.name, pinHash: credentials.pinHash })
		.from(credentials)
		.innerJoin(employees, eq(employees.id, credentials.employeeId))
		.where(and(eq(employees.id, employeeId), isNull(employees.leftAt)));
	if (known) return known;
	throw new Invalid({ 'old-pin': 'You have no PIN yet. Ask your lead for a slip.' });
}
