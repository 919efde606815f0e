import { randomBytes } from 'node:crypto';
import { and, desc, eq, lt, notInArray } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { knownDevices } from '#db/schema/slips.ts';
import { sha256 } from '#lib/hash.ts';

// A browser in which somebody has signed in has a secret of its own (OWASP's device cookies): it says
// nothing about who she is, only that guesses made elsewhere need not keep her out here.

export const deviceCookie = 'touchstone_device';

const day = 86_400_000;

/** Days without a sign-in until a browser is strange again. */
export const deviceLasts = 180;

/** Of one person; of more the one used longest ago is forgotten. */
const mostDevices = 20;

/** The name of a browser that a person has signed in with; undefined if she hasn't. */
export async function knownDevice(
	db: Reader,
	{ browser, number }: { readonly browser?: string | undefined; readonly number: string },
): Promise<string | undefined> {
	if (!browser) return undefined;
	const deviceHash = sha256(browser);
	const [row] = await db
		.select({ deviceHash: knownDevices.deviceHash })
		.from(knownDevices)
		.innerJoin(employees, eq(employees.id, knownDevices.employeeId))
		.where(and(eq(knownDevices.deviceHash, deviceHash), eq(employees.number, number.trim())));
	return row?.deviceHash;
}

/** Knows a person's browser from now on; returns what its cookie is to hold. */
export async function rememberDevice(
	db: Database,
	{ browser, employeeId, at }: { browser: string | undefined; employeeId: string; at: number },
): Promise<string> {
	// What a browser brings counts only if it came from here.
	const kept = browser && (await isOurs(db.read, browser)) ? browser : undefined;
	const value = kept ?? randomBytes(32).toString('base64url');
	const row = { deviceHash: sha256(value), employeeId, lastUsedAt: at };
	if (kept && (await isFresh(db.read, row))) return value;
	const target = [knownDevices.deviceHash, knownDevices.employeeId];
	const hers = eq(knownDevices.employeeId, employeeId);
	await db.write(async (tx) => {
		await tx
			.insert(knownDevices)
			.values(row)
			.onConflictDoUpdate({ target, set: { lastUsedAt: at } });
		const newest = tx
			.select({ deviceHash: knownDevices.deviceHash })
			.from(knownDevices)
			.where(hers)
			.orderBy(desc(knownDevices.lastUsedAt))
			.limit(mostDevices);
		await tx.delete(knownDevices).where(and(hers, notInArray(knownDevices.deviceHash, newest)));
	});
	return value;
}

/** Forgets the browsers that nobody has used for long. */
export async function forgetDevices(db: Database, at: number): Promise<void> {
	const old = lt(knownDevices.lastUsedAt, at - deviceLasts * day);
	await db.write((tx) => tx.delete(knownDevices).where(old));
}

async function isOurs(db: Reader, browser: string): Promise<boolean> {
	const [row] = await db
		.select({ deviceHash: knownDevices.deviceHash })
		.from(knownDevices)
		.where(eq(knownDevices.deviceHash, sha256(browser)))
		.limit(1);
	return row !== undefined;
}

async function isFresh(
	db: Reader,
	{ deviceHash, employeeId, lastUsedAt }: typeof knownDevices.$inferSelect,
): Promise<boolean> {
	const same = [eq(knownDevices.deviceHash, deviceHash), eq(knownDevices.employeeId, employeeId)];
	const [row] = await db
		.select({ lastUsedAt: knownDevices.lastUsedAt })
		.from(knownDevices)
		.where(and(...same));
	return row !== undefined && lastUsedAt - row.lastUsedAt < day;
}
