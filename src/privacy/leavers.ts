import { and, desc, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { endings, type KeptKind } from '#db/schema/privacy.ts';
import { readSettings } from '#people/settings.ts';
import { keptUntil, type KeptUntil, kindsOver } from './kept-until.ts';

/** Somebody who left and still has a name here. */
export type Leaver = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly email: string | null;
	readonly job: string;
	readonly leftAt: number;
	readonly teamName: string;
	readonly siteName: string;
	readonly vendorName: string | null;
	readonly timeZone: string;
	readonly until: KeptUntil;
	readonly ended: readonly KeptKind[];
};

const columns = {
	id: employees.id,
	number: employees.number,
	name: employees.name,
	email: employees.email,
	job: employees.job,
	leftAt: employees.leftAt,
	teamName: teams.name,
	siteName: sites.name,
	vendorName: vendors.name,
	timeZone: sites.timeZone,
};

/** Who comes after somebody in the list of those who left: an import lets many leave at one moment. */
export type LeftBefore = Pick<Leaver, 'leftAt' | 'id'>;

/** Who left, the last to leave first; with `before` only those after her in this order. */
export function readLeavers(
	db: Reader,
	{ before, most }: { readonly before?: LeftBefore | undefined; readonly most: number },
): Promise<Leaver[]> {
	const { leftAt, id } = employees;
	const after = before && sql`(${leftAt}, ${id}) < (${before.leftAt}, ${before.id})`;
	return select(db, after, most);
}

/** One person who left; undefined if she works here, or nobody knows any more who she was. */
export async function readLeaver(db: Reader, id: string): Promise<Leaver | undefined> {
	const [leaver] = await select(db, eq(employees.id, id), 1);
	return leaver;
}

/** Whose time is over for some kind of record, the longest gone first. */
export async function readDue(
	db: Reader,
	at: number,
): Promise<readonly { readonly leaver: Leaver; readonly kinds: readonly KeptKind[] }[]> {
	// Whose time cannot be over is not even read: no month is shorter than 28 days.
	const terms = await readSettings(db);
	const shortest = Math.min(
		...[terms.keepRecordMonths, terms.keepAnswersMonths],
		...[terms.keepMessagesMonths, terms.keepAccessMonths],
	);
	const longEnough = lte(employees.leftAt, at - shortest * 28 * 24 * 3_600_000);
	const candidates = await select(db, longEnough);
	return candidates.toReversed().flatMap((leaver) => {
		const kinds = kindsOver(leaver.until, leaver.ended, at);
		return kinds.length === 0 ? [] : { leaver, kinds };
	});
}

async function select(db: Reader, condition: SQL | undefined, most?: number): Promise<Leaver[]> {
	const terms = await readSettings(db);
	const query = db
		.select(columns)
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId))
		.where(and(isNotNull(employees.leftAt), isNull(employees.anonymisedAt), condition))
		.orderBy(desc(employees.leftAt), desc(employees.id));
	const rows = await (most === undefined ? query : query.limit(most));
	const ended = await readEnded(db);
	return rows.flatMap(({ leftAt, ...row }) => {
		if (leftAt === null) return [];
		const done = (ended.get(row.id) ?? []).filter(({ at }) => at >= leftAt);
		const until = keptUntil(leftAt, row.timeZone, terms);
		return { ...row, leftAt, until, ended: done.map(({ kind }) => kind) };
	});
}

/** What has ended of people who still have a name: few rows, for most end all at once. */
async function readEnded(db: Reader) {
	const rows = await db
		.select({ employeeId: endings.employeeId, kind: endings.kind, at: endings.at })
		.from(endings)
		.innerJoin(employees, eq(employees.id, endings.employeeId))
		.where(isNull(employees.anonymisedAt));
	return Map.groupBy(rows, ({ employeeId }) => employeeId);
}
