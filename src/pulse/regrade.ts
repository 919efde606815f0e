import { eq, inArray } from 'drizzle-orm';
import { judgeRecall } from '#completions/judge-recall.ts';
import type { Reader } from '#db/connection.ts';
import { sites } from '#db/schema/people.ts';
import { pulseAnswers, pulses } from '#db/schema/pulses.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { graderFor } from '#lessons/grader-for.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import type { Verdict } from '#quiz/recall/recall.ts';

/** What answers are graded with: the content and everything that was published. */
export type Around = { readonly catalogue: Catalogue; readonly history: PolicyHistory };

/** An answer under today's grader, and the policy as it was when the question was asked. */
export type Regraded = { readonly verdict: Verdict; readonly grader: string };

/** What was graded once is not graded again until the grader is another one. */
const known = new WeakMap<Catalogue, Map<string, Regraded>>();

/**
 * The answers to some pulses as the grader of today sees them, so that a line over time shows people
 * and not graders. What is stored stays as it is. An answer whose words are gone, and one to a
 * question that is gone, keep the verdict they had.
 */
export async function regrade(
	db: Reader,
	around: Around,
	pulseIds: readonly string[],
): Promise<ReadonlyMap<number, Regraded>> {
	const kept = known.get(around.catalogue) ?? new Map<string, Regraded>();
	known.set(around.catalogue, kept);
	const versions = new Map<string, string>();
	const verdicts = new Map<number, Regraded>();
	for (const row of await readSaid(db, pulseIds)) {
		const question = recallIn(around.catalogue, row.questionId);
		const same = { verdict: row.verdict, grader: row.grader };
		verdicts.set(row.id, hasWords(row) && question ? await graded(row, question, same) : same);
	}
	return verdicts;

	async function graded(row: SaidRow, question: RecallQuestion, same: Regraded): Promise<Regraded> {
		const version = versions.get(question.id) ?? (await versionNow(db, around, question));
		versions.set(question.id, version);
		const key = `${row.id} ${row.said}`;
		const before = [same, kept.get(key)].find((one) => one?.grader === version);
		const now = before ?? (await gradeNow(db, around, question, row));
		kept.set(key, now);
		return now;
	}
}

type SaidRow = Awaited<ReturnType<typeof readSaid>>[number];

/** The recall that a pulse asks, if the content still has it. */
export function recallIn(
	catalogue: Pick<Catalogue, 'questionById'>,
	questionId: string,
): RecallQuestion | undefined {
	const question = catalogue.questionById.get(questionId)?.question;
	return question?.kind === 'recall' ? question : undefined;
}

/** “I don't know” left no words, and the law takes words away. */
export function hasWords({ said }: { readonly said: string }): boolean {
	return said !== '' && said !== '…';
}

async function versionNow(db: Reader, { catalogue }: Around, { recall }: RecallQuestion) {
	return (await graderFor(db, catalogue, recall)).version;
}

async function gradeNow(
	db: Reader,
	around: Around,
	question: RecallQuestion,
	{ said, language, siteId, market, drawnAt }: SaidRow,
): Promise<Regraded> {
	const reader = { language, siteId: siteId ?? '', market };
	return judgeRecall(db, around, question, { said, reader, at: drawnAt });
}

function readSaid(db: Reader, pulseIds: readonly string[]) {
	const { id, said, verdict, grader, language, siteId } = pulseAnswers;
	return db
		.select({
			...{ id, said, verdict, grader, language, siteId },
			market: sites.market,
			questionId: pulses.questionId,
			drawnAt: pulses.drawnAt,
		})
		.from(pulseAnswers)
		.innerJoin(pulses, eq(pulses.id, pulseAnswers.pulseId))
		.leftJoin(sites, eq(sites.id, pulseAnswers.siteId))
		.where(inArray(pulseAnswers.pulseId, [...pulseIds]));
}
