import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import { badgeKey, signed } from '#auth/badges/key.ts';
import type { Database } from '#db/connection.ts';
import { sessions } from '#db/schema/auth.ts';
import { kioskCodes, kiosks } from '#db/schema/kiosks.ts';
import { sites } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import type { Person } from '#people/person.ts';
import { sitesForKiosks } from './kiosk.ts';

/** Milliseconds: a walk to the tablet, and not much more. */
export const codeLasts = 15 * 60_000;

/** No letter that looks like another, and none that makes words. */
const alphabet = '23456789CDFGHJKMNPQRTVWX';
const codeLetters = 8;

export type NewKiosk = { readonly name: string; readonly siteId: string };

/** Makes a code that enrols one device at a site; returns its id. */
export async function makeKioskCode(
	db: Database,
	{ name, siteId }: NewKiosk,
	{ who, at }: { readonly who: Person; readonly at: number },
): Promise<string> {
	const site = (await sitesForKiosks(db.read, who)).find(({ id }) => id === siteId);
	if (!site) throw new Invalid({ site: 'Choose one of your sites.' });
	const id = randomUUID();
	const codeHash = sha256(codeFor(await badgeKey(db, at), id));
	const row = { id, codeHash, name, siteId, madeBy: who.id, madeAt: at, expiresAt: at + codeLasts };
	await db.write(async (tx) => {
		await tx.insert(kioskCodes).values(row);
		await appendAudit(tx, {
			...{ at, actorId: who.id, action: 'kiosk.code-made' },
			...{ objectType: 'site', objectId: siteId, payload: { name, code: id } },
		});
	});
	return id;
}

/** A code as its maker may read it while it works; anybody else's is not found. */
export async function readKioskCode(
	db: Database,
	{ id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
) {
	const [row] = await db.read
		.select({
			...{ name: kioskCodes.name, siteName: sites.name, kioskId: kioskCodes.kioskId },
			expiresAt: kioskCodes.expiresAt,
		})
		.from(kioskCodes)
		.innerJoin(sites, eq(sites.id, kioskCodes.siteId))
		.where(and(eq(kioskCodes.id, id), eq(kioskCodes.madeBy, by)));
	if (!row) throw new NotFound('There is no such code.');
	const { kioskId, ...shown } = row;
	if (kioskId !== null) return { state: 'used', ...shown } as const;
	if (row.expiresAt <= at) return { state: 'over', ...shown } as const;
	return { state: 'open', code: codeFor(await badgeKey(db, at), id), ...shown } as const;
}

/** Eight letters in two groups: some 36 bits, for a quarter of an hour, and once. */
function codeFor(key: string, id: string): string {
	const bytes = signed(key, 'kiosk code', id).subarray(0, codeLetters);
	const letters = [...bytes].map((byte) => alphabet[byte % alphabet.length] ?? '').join('');
	return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/**
 * Makes the device that a code was typed on a kiosk; returns what its cookie holds. A device that
 * was one before is cut off as that.
 */
export async function enrolKiosk(
	db: Database,
	{ code, before, at }: { readonly code: string; readonly before: string | undefined; at: number },
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await db.write(async (tx) => {
		const made = await takeCode(tx, code, at);
		const { name, siteId, madeBy: enrolledBy } = made;
		const kiosk = { id: randomUUID(), name, siteId, tokenHash: sha256(token), enrolledBy };
		await tx.insert(kiosks).values({ ...kiosk, enrolledAt: at, lastSeenAt: at });
		await tx.update(kioskCodes).set({ kioskId: kiosk.id }).where(eq(kioskCodes.id, made.id));
		if (before !== undefined) await endKiosk(tx, { kioskId: before, by: enrolledBy, at });
		await appendAudit(tx, {
			...{ at, actorId: enrolledBy, action: 'kiosk.enrolled' },
			...{ objectType: 'kiosk', objectId: kiosk.id, payload: { name, siteId } },
		});
	});
	return token;
}

async function takeCode(tx: Transaction, typed: string, at: number) {
	const letters = typed.toUpperCase().replace(/[\s-]/g, '');
	const codeHash = sha256(`${letters.slice(0, 4)}-${letters.slice(4)}`);
	const open = and(isNull(kioskCodes.kioskId), gt(kioskCodes.expiresAt, at));
	const [row] = await tx
		.select()
		.from(kioskCodes)
		.where(and(eq(kioskCodes.codeHash, codeHash), open));
	if (row) return row;
	const code = 'This code does not work. It lasts 15 minutes and works once: ask for a new one.';
	throw new Invalid({ code });
}

async function endKiosk(
	tx: Transaction,
	{ kioskId, by, at }: { readonly kioskId: string; readonly by: string; readonly at: number },
): Promise<void> {
	const still = and(eq(kiosks.id, kioskId), isNull(kiosks.cutOffAt));
	await tx.update(kiosks).set({ cutOffAt: at, cutOffBy: by }).where(still);
	await tx.delete(sessions).where(eq(sessions.deviceId, kioskId));
}
