import { eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers, pulses } from '#db/schema/pulses.ts';
import type { GraderError } from './grader-rates.ts';
import { outcomeOf } from './counts.ts';
import { type Checked, gradeLabelled } from './grade-labelled.ts';
import { readAgreed } from './measured.ts';
import { readingsOf } from './readings.ts';
import { type Around, hasWords, regrade } from './regrade.ts';

type Known = NonNullable<GraderError>;

/**
 * How today's grader errs where it decides, for one recall in one language: on the labelled answers,
 * and on the tenth of a pulse that people read. What it was unsure of tells nothing of that: people
 * read all of it, and harder answers than the rest.
 */
export async function graderErrorOf(
	db: Reader,
	around: Around,
	of: { readonly questionId: string; readonly language: string; readonly pulseId?: string },
): Promise<Known> {
	const shipped = await gradeLabelled(db, around.catalogue, of.questionId, of.language);
	return countErrors([...shipped, ...(await checkedByReaders(db, around, of))]);
}

/** The same for one pulse as a whole; null if people read every answer. */
export async function errorOfPulse(
	db: Reader,
	around: Around,
	pulseId: string,
): Promise<GraderError> {
	const [pulse] = await db
		.select({ questionId: pulses.questionId })
		.from(pulses)
		.where(eq(pulses.id, pulseId));
	const { id, language, said, verdict, toRead } = pulseAnswers;
	const answers = await db
		.select({ id, language, said, verdict, toRead })
		.from(pulseAnswers)
		.where(eq(pulseAnswers.pulseId, pulseId));
	const alone = answers.filter((answer) => gradedAlone(answer));
	if (!pulse || alone.length === 0) return null;
	const sums = { wrongRead: 0, wrongPassed: 0, rightRead: 0, rightFailed: 0 };
	for (const language of new Set(alone.map((answer) => answer.language))) {
		const of = { ...pulse, language, pulseId };
		const error = await graderErrorOf(db, around, of);
		for (const key of keys) sums[key] += error[key];
	}
	const readings = await readingsOf(db, pulseId);
	const outcomes = answers.map((answer) => ({
		outcome: outcomeOf(answer, readings),
		alone: gradedAlone(answer),
	}));
	return diluted(sums, outcomes);
}

const keys = ['wrongRead', 'wrongPassed', 'rightRead', 'rightFailed'] as const;

type Outcome = { readonly outcome: 'knows' | 'not yet' | 'open'; readonly alone: boolean };

/**
 * The grader errs in what it decides alone, and of the whole that is a part: a rate x / n of a part m
 * is the rate x / (n / m) of the whole, and its variance too. The part is counted by what was found,
 * wrong and right answers for themselves, with one more so that none of a kind means all of it.
 */
export function diluted(error: Known, outcomes: readonly Outcome[]): Known {
	const partOf = (kind: 'knows' | 'not yet') => {
		const all = outcomes.filter(({ outcome }) => outcome === kind);
		return (all.filter(({ alone }) => alone).length + 1) / (all.length + 1);
	};
	return {
		...error,
		wrongRead: error.wrongRead / partOf('not yet'),
		rightRead: error.rightRead / partOf('knows'),
	};
}

/** Nobody reads it instead of the grader; whoever said that she does not know was right about that. */
function gradedAlone({
	said,
	verdict,
	toRead,
}: Pick<typeof pulseAnswers.$inferSelect, 'said' | 'verdict' | 'toRead'>): boolean {
	return said !== '' && verdict !== 'unsure' && (toRead === null || toRead === 'tenth');
}

function countErrors(checked: readonly Checked[]): Known {
	const decided = checked.filter(({ verdict }) => verdict !== 'unsure');
	const right = decided.filter(({ knows }) => knows);
	const wrong = decided.filter(({ knows }) => !knows);
	return {
		rightRead: right.length,
		rightFailed: right.filter(({ verdict }) => verdict === 'not yet').length,
		wrongRead: wrong.length,
		wrongPassed: wrong.filter(({ verdict }) => verdict === 'knows').length,
	};
}

/** Those of earlier pulses whose readers agreed, and of this one whatever its readers decided. */
async function checkedByReaders(
	db: Reader,
	around: Around,
	{ questionId, language, pulseId }: Parameters<typeof graderErrorOf>[2],
): Promise<Checked[]> {
	const agreed = await readAgreed(db, questionId, language);
	const earlier = agreed.filter((row) => row.pulseId !== pulseId && row.toRead !== 'unsure');
	const ids = [...new Set(earlier.map((row) => row.pulseId))];
	const verdicts = await regrade(db, around, ids);
	const checked = earlier.flatMap(({ id, knows }) => {
		const now = verdicts.get(id);
		return now ? [{ knows, verdict: now.verdict }] : [];
	});
	return [...checked, ...(await readTenth(db, pulseId, language))];
}

/** By the verdict that counts in this pulse: the one that its readers correct. */
async function readTenth(
	db: Reader,
	pulseId: string | undefined,
	language: string,
): Promise<Checked[]> {
	if (pulseId === undefined) return [];
	const answers = await db.select().from(pulseAnswers).where(eq(pulseAnswers.pulseId, pulseId));
	const readings = await readingsOf(db, pulseId);
	return answers.flatMap((answer) => {
		const decided = readings.get(answer.id)?.decided ?? 'open';
		if (answer.toRead !== 'tenth' || answer.language !== language || decided === 'open') return [];
		return hasWords(answer) ? [{ knows: decided === 'knows', verdict: answer.verdict }] : [];
	});
}
