import { count } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { answers } from '#db/schema/completions.ts';
import { insertsPerSecond, makeBareTable } from './bare-inserts.ts';
import { alternate, compare, say } from './measurement.ts';
import { type Answer, answerSittings, type PlannedSitting } from './sittings.ts';

export const inFlight = 32;
const rounds = 5;
const sittingsPerRound = 192;
const bareRowsPerRound = 4096;

/** Rounds of answers and of bare inserts by turns; `given` answers were acknowledged in all. */
export async function answerAgainstInserts(
	db: Database,
	sittings: readonly PlannedSitting[],
	answer: Answer,
) {
	const waiting = [...sittings];
	let given = 0;
	const ours = async () => {
		const round = waiting.splice(0, sittingsPerRound);
		const { count, perSecond } = await answerSittings(round, inFlight, answer);
		given += count;
		return perSecond;
	};
	const bare = () => insertsPerSecond(db, bareRowsPerRound, inFlight);
	await makeBareTable(db);
	await ours();
	await bare();
	say(`${rounds} rounds of ${sittingsPerRound} sittings, ${inFlight} in flight`);
	const samples = await alternate(rounds, ours, bare);
	return { given, compared: compare(samples, (sample) => sample) };
}

/** Every answer that was acknowledged has to be there. */
export async function refuseLoss(db: Database, expected: number): Promise<void> {
	const found = await countAnswers(db);
	if (found === expected) return;
	throw new Error(`${expected} answers were said to be kept, ${found} are.`);
}

export async function countAnswers(db: Database): Promise<number> {
	const [row] = await db.read.select({ count: count() }).from(answers);
	return row?.count ?? 0;
}
