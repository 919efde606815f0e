import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import type { Row } from '#db/aggregate.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { personTypes } from './erase.ts';

/** What is looked for; what is not given may be anything. */
export type AuditFilter = {
	/** Who did it, or whom it concerns. */
	readonly person?: string | undefined;
	readonly kind?: string | undefined;
	readonly object?: string | undefined;
	readonly action?: string | undefined;
	/** From this moment on, and before that one. */
	readonly from?: number | undefined;
	readonly until?: number | undefined;
};

export type AuditEntry = {
	readonly seq: number;
	readonly at: number;
	readonly actorId: string | null;
	readonly action: string;
	readonly objectType: string;
	readonly objectId: string;
};

/** Where a page of entries ends: the next one begins after it. */
export type Place = Pick<AuditEntry, 'at' | 'seq'>;

type Page = { readonly after?: Place | undefined; readonly most: number };

/**
 * Entries, the newest first. One way of looking has its index and takes less than a millisecond;
 * several at once may have to look at many entries, so they are asked in a thread of their own.
 */
export async function searchAudit(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
	page: Page,
): Promise<AuditEntry[]> {
	const query = asQuery(filter, page);
	const rows = isNarrow(filter) ? await db.read.all<Row>(query) : await db.aggregate(query);
	return rows.map(toEntry);
}

/** How many there are, up to a number at which nobody counts on. */
export async function countAudit(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
	most: number,
): Promise<number> {
	const query = sql`select count(*) as n from (${asQuery(filter, { most })})`;
	const [row] = isNarrow(filter) ? await db.read.all<Row>(query) : await db.aggregate(query);
	return Number(row?.['n'] ?? 0);
}

/** What entries were about, by their numbers: no row where the law took it. */
export async function readPayloads(
	db: Reader,
	seqs: readonly number[],
): Promise<ReadonlyMap<number, string>> {
	if (seqs.length === 0) return new Map();
	const { seq, payload } = auditPayloads;
	const rows = await db
		.select({ seq, payload })
		.from(auditPayloads)
		.where(inArray(seq, [...seqs]));
	return new Map(rows.map((row) => [row.seq, row.payload]));
}

/** Every action, or every kind of object, that is on record: a step of the index for each. */
export async function readDistinct(
	db: Reader,
	column: 'action' | 'objectType',
): Promise<readonly string[]> {
	const name = auditEntries[column];
	const rows = await db.all<{ value: string }>(sql`
		with recursive each(value) as (
			select min(${name}) from ${auditEntries}
			union all
			select (select min(${name}) from ${auditEntries} where ${name} > value) from each
			where value is not null)
		select value from each where value is not null`);
	return rows.map(({ value }) => value);
}

function isNarrow({ person, kind, object, action }: AuditFilter): boolean {
	return [person, object ?? kind, action].filter((one) => one !== undefined).length <= 1;
}

function asQuery({ person, ...filter }: AuditFilter, page: Page): SQL {
	if (person === undefined) return select(conditions(filter, page), page);
	const { actorId, objectId, objectType } = auditEntries;
	const types = sql.join(
		personTypes.map((type) => sql`${type}`),
		sql`, `,
	);
	const shared = conditions(filter, page, { indexTaken: true });
	const by = [sql`${actorId} = ${person}`, ...shared];
	// What she did to herself is among the deeds by her.
	const about = [
		sql`${objectId} = ${person} and +${objectType} in (${types}) and +${actorId} is not ${person}`,
		...shared,
	];
	return sql`select * from (select * from (${select(by, page)}) union all select * from (${select(about, page)}))
		order by at desc, seq desc limit ${page.most}`;
}

function select(all: readonly SQL[], { most }: Page): SQL {
	const { seq, at, actorId, action, objectType, objectId } = auditEntries;
	const where = all.length === 0 ? sql`` : sql`where ${sql.join([...all], sql` and `)}`;
	return sql`select ${seq} as seq, ${at} as at, ${actorId} as actor, ${action} as action,
		${objectType} as kind, ${objectId} as object from ${auditEntries} ${where}
		order by ${at} desc, ${seq} desc limit ${most}`;
}

/** A plus before a column keeps the database from choosing its index: the narrower one is named alone. */
function conditions(
	{ kind, object, action, from, until }: Omit<AuditFilter, 'person'>,
	{ after }: Page,
	{ indexTaken = false } = {},
): SQL[] {
	const { at, seq, objectId, objectType } = auditEntries;
	const narrow = [
		{ column: objectId, value: object },
		{ column: auditEntries.action, value: action },
		{ column: objectType, value: kind },
	].filter(({ value }) => value !== undefined);
	return [
		narrow.map(({ column, value }, place) =>
			indexTaken || place > 0 ? sql`+${column} = ${value}` : sql`${column} = ${value}`,
		),
		from === undefined ? [] : sql`${at} >= ${from}`,
		until === undefined ? [] : sql`${at} < ${until}`,
		after === undefined ? [] : sql`(${at}, ${seq}) < (${after.at}, ${after.seq})`,
	].flat();
}

function toEntry(row: Row): AuditEntry {
	const { seq, at, actor, action, kind, object } = row;
	return {
		...{ seq: Number(seq), at: Number(at), actorId: actor == null ? null : String(actor) },
		...{ action: String(action), objectType: String(kind), objectId: String(object) },
	};
}
