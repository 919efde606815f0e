import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { credentials } from '#db/schema/auth.ts';
import { employees, teams } from '#db/schema/people.ts';
import { appendAudit } from '#audit/append.ts';
import { hashPin, isPin } from './pin.ts';
import type { SignInLimits } from './limits.ts';

export type SignInAttempt = {
	readonly number: string;
	readonly pin: string;
	readonly address: string;
	readonly at: number;
	/** A kiosk lets in the people of its site only. */
	readonly siteId?: string;
};

export type SignInOutcome =
	| { readonly kind: 'signed in'; readonly employeeId: string }
	| { readonly kind: 'refused' }
	/** The right PIN, on a kiosk of another site. */
	| { readonly kind: 'elsewhere' }
	| { readonly kind: 'wait'; readonly minutes: number };

/** Checked when the number is unknown, so that the answer takes as long as for a known one. */
const decoy = hashPin('a PIN that nobody has');

/**
 * Checks an employee number and PIN. An unknown number, a wrong PIN and a person who left are
 * refused alike, in words and in time.
 */
export async function signIn(
	db: Database,
	limits: SignInLimits,
	attempt: SignInAttempt,
): Promise<SignInOutcome> {
	const minutes = await limits.takeTry(attempt.number, attempt.address);
	if (minutes > 0) return { kind: 'wait', minutes };
	const known = await findCredential(db, attempt.number);
	const right = await isPin(known?.pinHash ?? (await decoy), attempt.pin);
	if (!known || !right) return { kind: 'refused' };
	await limits.succeeded(attempt.number, attempt.address);
	if (attempt.siteId !== undefined && known.siteId !== attempt.siteId) return { kind: 'elsewhere' };
	await recordSignIn(db, known.employeeId, attempt.at);
	return { kind: 'signed in', employeeId: known.employeeId };
}

async function findCredential(db: Database, number: string) {
	const [row] = await db.read
		.select({
			employeeId: credentials.employeeId,
			pinHash: credentials.pinHash,
			siteId: teams.siteId,
		})
		.from(credentials)
		.innerJoin(employees, eq(employees.id, credentials.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(and(eq(employees.number, number.trim()), isNull(employees.leftAt)));
	return row;
}

async function recordSignIn(db: Database, employeeId: string, at: number): Promise<void> {
	await db.write((tx) =>
		appendAudit(tx, {
			at,
			actorId: employeeId,
			action: 'session.began',
			objectType: 'employee',
			objectId: employeeId,
			payload: {},
		}),
	);
}
