import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { sessions } from '#db/schema/auth.ts';
import { kiosks } from '#db/schema/kiosks.ts';
import { employees, sites } from '#db/schema/people.ts';
import { NotFound } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import type { Person } from '#people/person.ts';
import { peopleLedBy } from '#people/scope.ts';

export const kioskCookie = 'touchstone_kiosk';

/** Seconds; browsers keep no cookie longer than 400 days. Every lock screen begins them anew. */
export const kioskCookieAge = 400 * 24 * 3600;

/** The device that a request comes from. One that was cut off is known, and lets nobody in. */
export type Kiosk = {
	readonly id: string;
	readonly name: string;
	readonly siteId: string;
	readonly siteName: string;
	readonly cutOff: boolean;
};

const minute = 60_000;

/** Which kiosk holds a cookie; notes that it was seen. */
export async function readKiosk(
	db: Database,
	token: string,
	at: number,
): Promise<Kiosk | undefined> {
	const [row] = await kioskByToken(db.read).execute({ tokenHash: sha256(token) });
	if (!row) return undefined;
	const { id, name, siteId, siteName, cutOffAt, lastSeenAt } = row;
	if (cutOffAt === null && at - lastSeenAt >= minute) await noteSeen(db, id, at);
	return { id, name, siteId, siteName, cutOff: cutOffAt !== null };
}

const kioskByToken = prepared((db) =>
	db
		.select({
			...{ id: kiosks.id, name: kiosks.name, siteId: kiosks.siteId, siteName: sites.name },
			...{ cutOffAt: kiosks.cutOffAt, lastSeenAt: kiosks.lastSeenAt },
		})
		.from(kiosks)
		.innerJoin(sites, eq(sites.id, kiosks.siteId))
		.where(eq(kiosks.tokenHash, sql.placeholder('tokenHash')))
		.prepare(),
);

async function noteSeen(db: Database, id: string, at: number): Promise<void> {
	await db.write((tx) =>
		tx
			.update(kiosks)
			.set({ lastSeenAt: at })
			.where(and(eq(kiosks.id, id), lt(kiosks.lastSeenAt, at))),
	);
}

export type Site = { readonly id: string; readonly name: string };

/** Where somebody may put a kiosk: an administrator everywhere, a manager where her people are. */
export async function sitesForKiosks(db: Reader, who: Person): Promise<Site[]> {
	if (who.roles.includes('administrator')) {
		return db.select({ id: sites.id, name: sites.name }).from(sites).orderBy(sites.name);
	}
	const people = await peopleLedBy(db, who);
	const byId = new Map(people.map(({ siteId, siteName }) => [siteId, siteName]));
	return [...byId]
		.map(([id, name]) => ({ id, name }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}

export type ListedKiosk = Awaited<ReturnType<typeof readKiosks>>[number];

/** The kiosks of the sites that are somebody's, those at work first. */
export async function readKiosks(db: Reader, who: Person) {
	const theirs = (await sitesForKiosks(db, who)).map(({ id }) => id);
	return db
		.select({
			...{ id: kiosks.id, name: kiosks.name, siteName: sites.name, siteId: kiosks.siteId },
			...{ enrolledByName: employees.name, enrolledAt: kiosks.enrolledAt },
			...{ lastSeenAt: kiosks.lastSeenAt, cutOffAt: kiosks.cutOffAt },
		})
		.from(kiosks)
		.innerJoin(sites, eq(sites.id, kiosks.siteId))
		.innerJoin(employees, eq(employees.id, kiosks.enrolledBy))
		.where(inArray(kiosks.siteId, theirs))
		.orderBy(sql`${kiosks.cutOffAt} is not null`, sites.name, kiosks.name);
}

/** Cuts a kiosk off: nobody gets in there from this moment on, and who is in is out. */
export async function cutOffKiosk(
	db: Database,
	{ kioskId, who, at }: { readonly kioskId: string; readonly who: Person; readonly at: number },
): Promise<void> {
	const known = (await readKiosks(db.read, who)).find(({ id }) => id === kioskId);
	if (!known) throw new NotFound('There is no such kiosk.');
	if (known.cutOffAt !== null) return;
	await db.write(async (tx) => {
		const cut = { cutOffAt: at, cutOffBy: who.id };
		await tx.update(kiosks).set(cut).where(eq(kiosks.id, kioskId));
		await tx.delete(sessions).where(eq(sessions.deviceId, kioskId));
		await appendAudit(tx, {
			...{ at, actorId: who.id, action: 'kiosk.cut-off' },
			...{ objectType: 'kiosk', objectId: kioskId, payload: { name: known.name } },
		});
	});
}
