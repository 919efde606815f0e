import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import type { Row } from '#db/aggregate.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { type AuditFilter, asQuery, isNarrow, type Page } from './search-query.ts';

export type AuditEntry = {
	readonly seq: number;
	readonly at: number;
	readonly actorId: string | null;
	readonly action: string;
	readonly objectType: string;
	readonly objectId: string;
};

export type AuditDetails = {
	readonly entry: AuditEntry;
	/** What it was about; null where the law took it. */
	readonly payload: string | null;
	readonly actorNumber: string | null;
	readonly actorName: string | null;
	readonly objectName: string | null;
};

/**
 * Entries, the newest first. One way of looking has its index and takes less than a millisecond;
 * several at once may have to look at many entries, so they are asked in a thread of their own.
 */
export async function searchAudit(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
	page: Page,
): Promise<AuditEntry[]> {
	return (await ask(db, filter, asQuery(filter, page))).map(toEntry);
}

/** The same with what each was about, and what the people in it are called. */
export async function searchWithDetails(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
	page: Page,
): Promise<AuditDetails[]> {
	const rows = await ask(
		db,
		filter,
		sql`select found.*, audit_payloads.payload, doer.number as actor_number, doer.name as actor_name,
				about.name as object_name
			from (${asQuery(filter, page)}) as found
			left join audit_payloads on audit_payloads.seq = found.seq
			left join employees as doer on doer.id = found.actor
			left join employees as about on about.id = found.object
			order by found.at desc, found.seq desc`,
	);
	return rows.map((row) => ({
		...{ entry: toEntry(row), payload: textOf(row['payload']) },
		...{ actorNumber: textOf(row['actor_number']), actorName: textOf(row['actor_name']) },
		objectName: textOf(row['object_name']),
	}));
}

/** How many there are, up to a number at which nobody counts on. */
export async function countAudit(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
	most: number,
): Promise<number> {
	const query = sql`select count(*) as n from (${asQuery(filter, { most })})`;
	const [row] = await ask(db, filter, query);
	return Number(row?.['n'] ?? 0);
}

async function ask(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
	query: SQL,
): Promise<readonly Row[]> {
	return isNarrow(filter) ? db.read.all<Row>(query) : db.aggregate(query);
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

function textOf(value: Row[string] | undefined): string | null {
	return value == null ? null : String(value);
}

function toEntry(row: Row): AuditEntry {
	const { seq, at, actor, action, kind, object } = row;
	return {
		...{ seq: Number(seq), at: Number(at), actorId: textOf(actor) },
		...{ action: String(action), objectType: String(kind), objectId: String(object) },
	};
}
