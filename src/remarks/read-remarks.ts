import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, sites } from '#db/schema/people.ts';
import { policyWithdrawals } from '#db/schema/policies.ts';
import { remarkAnswers, remarks } from '#db/schema/remarks.ts';
import { nameShownTo } from '#people/name-shown.ts';
import type { RemarkAnswer } from './answer-remarks.ts';
import type { Remark } from './tell-us.ts';

/** An answer as people read it. */
export type AnswerRead = RemarkAnswer & {
	readonly byName: string;
	/** The version it names was taken back before it took effect. */
	readonly withdrawn: boolean;
};

/** A remark as those who answer read it. */
export type RemarkRead = {
	readonly remark: Remark;
	/** Null where she did not put her name to it. */
	readonly name: string | null;
	readonly siteName: string | null;
	/** Oldest first. */
	readonly answers: readonly AnswerRead[];
	readonly state: RemarkState;
};

export type RemarkState = 'open' | 'answered' | 'noted' | 'folded' | 'published';

export type RemarkFilter = {
	readonly policyId?: string | undefined;
	readonly ids?: readonly string[] | undefined;
	/** Only those that nothing has become of. */
	readonly open?: boolean | undefined;
	readonly limit?: number | undefined;
	/** Of whose people the reader is: a vendor's read no name of ours. */
	readonly vendorId?: string | null | undefined;
};

/** 1 where the newest answer stands, as `stateOf` has it; for conditions and sums. */
const takenBack = sql`exists (select 1 from ${policyWithdrawals} w where w.policy_id = ${remarks.policyId} and w.number = a.version)`;
const settled = sql`coalesce((select not ${takenBack} from ${remarkAnswers} a where a.remark_id = ${remarks.id} order by a.at desc, a.rowid desc limit 1), 0)`;

/** Remarks, the newest first, with what became of each. */
export async function readRemarks(
	db: Reader,
	{ policyId, ids, open = false, limit = 1000, vendorId = null }: RemarkFilter = {},
): Promise<RemarkRead[]> {
	const rows = await db
		.select({ remark: remarks, name: employees.name, siteName: sites.name })
		.from(remarks)
		.leftJoin(employees, eq(employees.id, remarks.employeeId))
		.leftJoin(sites, eq(sites.id, remarks.siteId))
		.where(
			and(
				policyId === undefined ? undefined : eq(remarks.policyId, policyId),
				ids === undefined ? undefined : inArray(remarks.id, [...ids]),
				open ? sql`not ${settled}` : undefined,
			),
		)
		.orderBy(desc(remarks.saidAt), desc(remarks.id))
		.limit(limit);
	const answers = await readAnswers(
		db,
		rows.map(({ remark }) => remark.id),
		vendorId,
	);
	return rows.map((row) => {
		const own = answers.get(row.remark.id) ?? [];
		return { ...row, answers: own, state: stateOf(own) };
	});
}

/** What became of each of some remarks, the oldest first. */
export async function readAnswers(
	db: Reader,
	ids: readonly string[],
	/** The reader's: a vendor's people read no name of ours. */
	vendorId: string | null = null,
): Promise<ReadonlyMap<string, AnswerRead[]>> {
	if (ids.length === 0) return new Map();
	const withdrawn = sql<number>`exists (select 1 from ${policyWithdrawals} where ${policyWithdrawals.policyId} = ${remarks.policyId} and ${policyWithdrawals.number} = ${remarkAnswers.version})`;
	const rows = await db
		.select({ answer: remarkAnswers, byName: nameShownTo(vendorId), withdrawn })
		.from(remarkAnswers)
		.innerJoin(remarks, eq(remarks.id, remarkAnswers.remarkId))
		.innerJoin(employees, eq(employees.id, remarkAnswers.by))
		.where(inArray(remarkAnswers.remarkId, [...ids]))
		.orderBy(asc(remarkAnswers.at), asc(sql`${remarkAnswers}.rowid`));
	const read = rows.map((row) => ({
		...row.answer,
		byName: row.byName,
		withdrawn: Number(row.withdrawn) === 1,
	}));
	return Map.groupBy(read, ({ remarkId }) => remarkId);
}

/** The newest answer counts; a version that was taken back answers nothing. */
function stateOf(answers: readonly AnswerRead[]): RemarkState {
	const last = answers.at(-1);
	return !last || last.withdrawn ? 'open' : last.kind;
}

/** The remarks that wait for a policy's next version, oldest first. */
export async function inDraft(db: Reader, policyId: string): Promise<RemarkRead[]> {
	const all = await readRemarks(db, { policyId });
	return all.filter(({ state }) => state === 'folded').toReversed();
}

/** How much is asked about a policy. */
export type Asked = {
	readonly policyId: string;
	readonly open: number;
	readonly in30Days: number;
	readonly in90Days: number;
};

const day = 24 * 3_600_000;

/** What is asked about, the most first: in the last 30 days, then in the last 90, then what is open. */
export async function askedAbout(db: Reader, at: number): Promise<Asked[]> {
	const rows = await db
		.select({
			policyId: remarks.policyId,
			open: sql<number>`sum(1 - ${settled})`,
			in30Days: sql<number>`sum(${remarks.saidAt} > ${at - 30 * day})`,
			in90Days: sql<number>`sum(${remarks.saidAt} > ${at - 90 * day})`,
		})
		.from(remarks)
		.groupBy(remarks.policyId);
	return rows.toSorted(
		(a, b) => b.in30Days - a.in30Days || b.in90Days - a.in90Days || b.open - a.open,
	);
}
