import { and, desc, eq, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
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

/** Who left, the last to leave first; with `before` only those who left before that moment. */
export function readLeavers(
	db: Reader,
	{ before, most }: { readonly before?: number | undefined; readonly most: number },
): Promise<Leaver[]> {
	return select(db, before === undefined ? undefined : lt(employees.leftAt, before), most);
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
	const everybody = await select(db, undefined);
	return everybody.toReversed().flatMap((leaver) => {
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
