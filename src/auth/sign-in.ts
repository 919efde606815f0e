import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { credentials } from '#db/schema/auth.ts';
import { employees, teams } from '#db/schema/people.ts';
import { appendAudit } from '#audit/append.ts';
import { latinDigits } from '#lib/latin-digits.ts';
import { createTurns } from '#lib/turns.ts';
import { knownDevice } from './known-devices.ts';
import { hashPin, isPin } from './pin.ts';
import type { SignInLimits } from './limits.ts';

export type SignInAttempt = {
	readonly number: string;
	readonly pin: string;
	readonly address: string;
	/** The enrolled device that it happens on. */
	readonly device?: string | undefined;
	/** What the browser's device cookie holds. */
	readonly browser?: string | undefined;
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
 * So many are under way at once, the others wait: their writes would share one commit, and whoever
 * reads a page meanwhile would wait for all of it.
 */
const turns = createTurns(8);

/**
 * Checks an employee number and PIN. An unknown number, a wrong PIN and a person who left are
 * refused alike, in words and in time.
 */
export function signIn(
	db: Database,
	limits: SignInLimits,
	attempt: SignInAttempt,
): Promise<SignInOutcome> {
	return turns(() => check(db, limits, { ...attempt, number: latinDigits(attempt.number) }));
}

async function check(
	db: Database,
	limits: SignInLimits,
	attempt: SignInAttempt,
): Promise<SignInOutcome> {
	const device = attempt.device ?? (await knownDevice(db.read, attempt));
	const minutes = await limits.takeTry({ ...attempt, device });
	if (minutes > 0) return { kind: 'wait', minutes };
	const known = await findCredential(db, attempt.number);
	const right = await isPin(known?.pinHash ?? (await decoy), attempt.pin);
	if (!known || !right) return { kind: 'refused' };
	if (attempt.siteId !== undefined && known.siteId !== attempt.siteId) {
		await limits.succeeded({ ...attempt, device });
		return { kind: 'elsewhere' };
	}
	// Two writes, one commit.
	await Promise.all([
		limits.succeeded({ ...attempt, device }),
		recordSignIn(db, known.employeeId, attempt.at),
	]);
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
