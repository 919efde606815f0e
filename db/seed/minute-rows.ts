import { judgeRecall } from '#completions/judge-recall.ts';
import type { Reader } from '#db/connection.ts';
import type { answers, attempts } from '#db/schema/completions.ts';
import type { recallAnswers } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { serviceDay } from '#lib/service-day.ts';
import { readerOf } from '#policies/reading.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import { gradeAnswer } from '#quiz/grade.ts';
import { shownOrder } from '#quiz/present.ts';
import type { PlannedMinute } from './plan-minutes.ts';
import { createRandom } from './random.ts';
import { saidInWords } from './said-in-words.ts';
import { sit } from './sit.ts';

type AnswerRow = typeof answers.$inferInsert;
type SaidRow = typeof recallAnswers.$inferInsert;
/** A minute as it stands in the database. */
export type Rows = {
	readonly attempt: typeof attempts.$inferInsert;
	readonly answers: readonly AnswerRow[];
	readonly said: readonly SaidRow[];
};

export async function rowsOf(
	db: Reader,
	minute: PlannedMinute,
	catalogue: Catalogue,
	history: PolicyHistory,
): Promise<Rows> {
	const { attemptId: id, person, at: beganAt } = minute;
	const asked = minute.answers.map(({ question }) => question.id);
	const subject = serviceDay(beganAt, person.timeZone);
	const finishedAt = minute.answers.at(-1)?.at ?? beganAt;
	const given = await Promise.all(
		minute.answers.map((one) => answerRows(db, minute, one, { catalogue, history })),
	);
	return {
		attempt: {
			id,
			employeeId: person.id,
			kind: 'practice',
			subject,
			beganAt,
			finishedAt,
			asked,
			contentHash: '',
		},
		answers: given.flatMap((one) => one.answers),
		said: given.flatMap(({ said }) => said ?? []),
	};
}

type Given = PlannedMinute['answers'][number];
type Around = { readonly catalogue: Catalogue; readonly history: PolicyHistory };

async function answerRows(
	db: Reader,
	{ attemptId, person, at: beganAt }: PlannedMinute,
	{ question, right, confidence, at: answeredAt }: Given,
	around: Around,
): Promise<{ answers: AnswerRow[]; said?: SaidRow }> {
	const { id: questionId, policyId } = question;
	const policyVersion = versionAt(around.history.byId.get(policyId), beganAt)?.number ?? 0;
	const base = { attemptId, questionId, round: 1, policyId, policyVersion, confidence, answeredAt };
	const nothing = { ...base, step: 1, choice: [], right: false, nextStep: null, verdict: null };
	if (confidence === 'unknown') return { answers: [nothing] };
	const random = createRandom(`${attemptId} ${questionId}`);
	const sat = sit(
		{ attemptId, questions: [question], beganAt, skill: right ? 1 : 0, stopsAfter: undefined },
		random,
	);
	const first = sat.filter(({ round }) => round === 1);
	if (question.kind !== 'recall') {
		return {
			answers: first.map(({ step, places }) => {
				const order = shownOrder(question, step, `${attemptId} 1`);
				const choice = places.map((place) => order[place] ?? 0);
				return { ...base, step, choice, verdict: null, ...gradeAnswer(question, step, choice) };
			}),
		};
	}
	const said = saidInWords(first[0]?.said ?? null, { person, ...around }, beganAt) ?? '';
	const reader = readerOf(person);
	const judged = await judgeRecall(db, around, question, { said, reader, at: beganAt });
	// What only a person could judge she did not say.
	if (judged.verdict === 'unsure') return { answers: [{ ...nothing, confidence: 'unknown' }] };
	const { verdict } = judged;
	return {
		answers: [{ ...nothing, verdict, right: verdict === 'knows' }],
		said: {
			...{ attemptId, questionId, round: 1, policyId, policyVersion, answeredAt, said, ...judged },
			...{ id: `${attemptId} ${questionId} 1`, employeeId: person.id },
		},
	};
}
