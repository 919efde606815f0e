import { ne, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { insertRows, takeOver } from '#db/many-rows.ts';
import { practiceSummaries } from '#db/schema/practice.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { policiesInForce, readConcerned } from './concerned.ts';
import { countForecast, type Summary } from './count-forecast.ts';
import { parametersInUse } from './parameters.ts';

/** Milliseconds: summaries that are older are counted again. */
export const summariesLast = 5 * 60_000;

/**
 * Counts what is predicted of every group anew and keeps it. A policy after the other: whoever else
 * waits for the thread that counts, or to write, has a turn in between.
 */
export async function refreshSummaries(
	db: Pick<Database, 'read' | 'write' | 'aggregate'>,
	catalogue: Catalogue,
	at: number,
): Promise<void> {
	const parameters = await parametersInUse(db.read);
	const concerned = await readConcerned(db, catalogue, at);
	for (const policyId of await policiesInForce(db.read, at)) {
		const rows = await countForecast(db.aggregate, concerned, { policyId, parameters, at });
		await keep(db, rows);
	}
	// Groups and policies that are no more.
	await db.write((tx) => tx.delete(practiceSummaries).where(ne(practiceSummaries.countedAt, at)));
}

async function keep(db: Pick<Database, 'write'>, rows: readonly Summary[]): Promise<void> {
	const { people, known, recall, sure, sureWrong, surePeople, countedAt } = practiceSummaries;
	const figures = takeOver(people, known, recall, sure, sureWrong, surePeople, countedAt);
	const again = sql`on conflict (kind, group_id, policy_id, format) do update set ${figures}`;
	await db.write((tx) => insertRows(tx, practiceSummaries, rows, again));
}

/** Whether the oldest count is too old, or from a time to come: a clock may be moved back. */
export async function isRefreshDue(db: Reader, at: number): Promise<boolean> {
	const [row] = await db
		.select({ oldest: sql<number | null>`min(${practiceSummaries.countedAt})` })
		.from(practiceSummaries)
		.where(sql`${practiceSummaries.kind} = 'all' and ${practiceSummaries.groupId} = ''`);
	const age = at - (row?.oldest ?? 0);
	return age > summariesLast || age < 0;
}
