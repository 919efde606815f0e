import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { practiceSummaries } from '#db/schema/practice.ts';
import { firstMaterialAfter, type PolicyHistory, versionAt } from '#policies/versions.ts';
import type { Summary } from './count-forecast.ts';

export type Format = Summary['format'];

/** A figure about fewer people would say something about single ones. */
export const smallestGroup = 5;

/** What is kept of one policy, every group of it; what a material change has overtaken is unknown. */
export async function readSummaries(
	db: Reader,
	history: PolicyHistory,
	{ policyId, format, at }: { policyId: string; format: Format; at: number },
): Promise<Summary[]> {
	const rows = await db
		.select()
		.from(practiceSummaries)
		.where(and(eq(practiceSummaries.policyId, policyId), eq(practiceSummaries.format, format)));
	return rows.map((row) => asOfNow(row, history, at));
}

/** What is kept of some groups of one kind, every policy and format of each. */
export async function readGroups(
	db: Reader,
	history: PolicyHistory,
	{ kind, groupIds, at }: { kind: string; groupIds: readonly string[]; at: number },
): Promise<Summary[]> {
	const rows = await db
		.select()
		.from(practiceSummaries)
		.where(
			and(eq(practiceSummaries.kind, kind), inArray(practiceSummaries.groupId, [...groupIds])),
		);
	return rows.map((row) => asOfNow(row, history, at));
}

/** A change that came into force after the count has made everybody's recall unknown since. */
function asOfNow(row: Summary, history: PolicyHistory, at: number): Summary {
	const thread = history.byId.get(row.policyId);
	const then = versionAt(thread, row.countedAt)?.number ?? 0;
	if (!firstMaterialAfter(thread, then, at)) return row;
	return { ...row, known: 0, recall: 0, sure: 0, sureWrong: 0, surePeople: 0 };
}

/** Mean predicted recall from 0 to 1 of those who are known; of too few nothing is said. */
export function recallOf({ known, recall }: Pick<Summary, 'known' | 'recall'>): number | undefined {
	return known >= smallestGroup ? recall / known : undefined;
}
