import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { authenticatorApps } from '#db/schema/proofs.ts';
import { Invalid } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';

/** Seconds that a code holds; the one before and the one after are taken too, for slow hands and clocks. */
const period = 30;

/** A new secret of 160 bits, base32; nothing is kept of it until a code shows that the app has it. */
export function newAppSecret(): string {
	return new Secret({ size: 20 }).base32;
}

/** What the app reads from the picture. */
export function appAddress(secret: string, { number }: Pick<Person, 'number'>): string {
	return code(secret, number).toString();
}

type Confirming = {
	readonly employeeId: string;
	readonly secret: string;
	readonly typed: string;
	readonly at: number;
};

/** Keeps the app once it has shown a right code; it takes the place of the one before. */
export async function keepApp(db: Database, confirming: Confirming): Promise<void> {
	const { employeeId, secret, typed, at } = confirming;
	const wellFormed = /^[A-Z2-7]{32}$/.test(secret);
	const lastStep = wellFormed ? stepOf(secret, typed, at) : undefined;
	if (lastStep === undefined) {
		throw new Invalid({ code: 'This code does not fit. Type the one that the app shows now.' });
	}
	await db.write(async (tx) => {
		const set = { secret, confirmedAt: at, lastStep };
		await tx
			.insert(authenticatorApps)
			.values({ employeeId, ...set })
			.onConflictDoUpdate({ target: authenticatorApps.employeeId, set });
		const what = { action: 'authenticator.added', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: employeeId, ...what, payload: {} });
	});
}

/** Whether it is a code of her app that was not taken before; taking it uses it up. */
export async function takeAppCode(
	db: Database,
	{ employeeId, typed, at }: Omit<Confirming, 'secret'>,
): Promise<boolean> {
	return db.write(async (tx) => {
		const of = eq(authenticatorApps.employeeId, employeeId);
		const [app] = await tx.select().from(authenticatorApps).where(of);
		const step = app && stepOf(app.secret, typed, at);
		if (!app || step === undefined || step <= app.lastStep) return false;
		await tx.update(authenticatorApps).set({ lastStep: step }).where(of);
		return true;
	});
}

/** The half minute that a code belongs to; undefined if it belongs to none near now. */
function stepOf(secret: string, typed: string, at: number): number | undefined {
	const token = typed.replaceAll(/\s/g, '');
	if (!/^\d{6}$/.test(token)) return undefined;
	const delta = code(secret, '').validate({ token, timestamp: at, window: 1 });
	return delta === null ? undefined : Math.floor(at / 1000 / period) + delta;
}

function code(secret: string, label: string): TOTP {
	return new TOTP({ issuer: 'Touchstone', label, secret: Secret.fromBase32(secret), period });
}
