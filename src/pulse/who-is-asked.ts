import { and, desc, eq, sql } from 'drizzle-orm';
import { among } from '#db/many-rows.ts';
import { practiceCards, practiceParameters } from '#db/schema/practice.ts';
import { employees, teams } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { defaultParameters, retrievabilityAt } from '#practice/memory.ts';
import type { PolicyThread } from '#policies/versions.ts';
import { mainChannel } from './eligible.ts';

/** Where somebody who was drawn works now, and what she reads. */
export type WhereAsked = {
	readonly siteId: string;
	readonly teamId: string;
	readonly vendorId: string | null;
	readonly channel: string | null;
	readonly language: string;
	/** Somebody may leave between the count and the draw: she is drawn, and asked no more. */
	readonly goneAt: number | null;
};

/** Where those work who were drawn. */
export async function readWhere(
	tx: Transaction,
	ids: readonly string[],
): Promise<ReadonlyMap<string, WhereAsked>> {
	const rows = await tx
		.select({
			id: employees.id,
			siteId: teams.siteId,
			teamId: teams.id,
			vendorId: teams.vendorId,
			channel: sql<string | null>`${mainChannel}`,
			language: employees.language,
			goneAt: employees.leftAt,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(among(employees.id, ids));
	return new Map(rows.map(({ id, ...where }) => [id, where]));
}

/**
 * What practice predicts of each who was drawn, at the moment of the draw: how likely she says the
 * policy in her own words. Whoever has no card, or one from before the last material change, is not
 * predicted at all.
 */
export async function predict(
	tx: Transaction,
	ids: readonly string[],
	thread: PolicyThread,
	at: number,
): Promise<ReadonlyMap<string, number>> {
	const [fitted] = await tx
		.select({ parameters: practiceParameters.parameters })
		.from(practiceParameters)
		.where(and(eq(practiceParameters.used, true), sql`${practiceParameters.madeAt} <= ${at}`))
		.orderBy(desc(practiceParameters.madeAt))
		.limit(1);
	const cards = await tx
		.select({
			id: practiceCards.employeeId,
			stability: practiceCards.stability,
			reviewedAt: practiceCards.reviewedAt,
			policyVersion: practiceCards.policyVersion,
		})
		.from(practiceCards)
		.where(
			and(
				eq(practiceCards.policyId, thread.id),
				eq(practiceCards.format, 'recall'),
				among(practiceCards.employeeId, ids),
			),
		);
	const since = lastMaterial(thread, at);
	return new Map(
		cards
			.filter(({ policyVersion }) => policyVersion >= since)
			.map(({ id, ...memory }) => [
				id,
				retrievabilityAt(memory, at, fitted?.parameters ?? defaultParameters),
			]),
	);
}

/** The number of the last material version in force: of what was learnt before it nothing is known. */
function lastMaterial({ versions }: PolicyThread, at: number): number {
	const material = versions.findLast(
		({ change, effectiveAt }) => change === 'material' && effectiveAt <= at,
	);
	return material?.number ?? 1;
}
