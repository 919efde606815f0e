import { type SQL, sql } from 'drizzle-orm';
import { auditEntries } from '#db/schema/audit.ts';
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

/** Where a page of entries ends: the next one begins after it. */
export type Place = { readonly at: number; readonly seq: number };

export type Page = { readonly after?: Place | undefined; readonly most: number };

/** One way of looking has its index; of several, only one can be used. */
export function isNarrow({ person, kind, object, action }: AuditFilter): boolean {
	return [person, object ?? kind, action].filter((one) => one !== undefined).length <= 1;
}

/** The query of a search: entries in their order, a page of them. */
export function asQuery({ person, ...filter }: AuditFilter, page: Page): SQL {
	if (person === undefined) return select(conditions(filter, page), page);
	const { actorId, objectId, objectType } = auditEntries;
	const types = sql.join(
		personTypes.map((type) => sql`${type}`),
		sql`, `,
	);
	const shared = conditions(filter, page, { indexTaken: true });
	const by = [sql`${actorId} = ${person}`, ...shared];
	const about = [sql`${objectId} = ${person} and +${objectType} in (${types})`, ...shared];
	// What she did to herself is found both ways, and once.
	return sql`select * from (select * from (${select(by, page)}) union select * from (${select(about, page)}))
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
