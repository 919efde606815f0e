import { type AnswerRow, progressOf } from '#completions/progress.ts';
import type { Template } from '#lib/template.ts';
import { gradeAnswer } from '#quiz/grade.ts';
import { shownOrder } from '#quiz/present.ts';
import { optionsAt, type Question } from '#quiz/question.ts';
import type { Random } from './random.ts';

/** What a person does with the questions of one sitting. */
export type Sitting = {
	readonly attemptId: string;
	readonly questions: readonly Question[];
	/** UTC milliseconds: when the first question was on her screen. */
	readonly beganAt: number;
	/** How often she is right at first. */
	readonly skill: number;
	/** After so many answers something comes in between; undefined if she goes on to the end. */
	readonly stopsAfter: number | undefined;
	/** What she says where a question is put to her in a language that only people read; null elsewhere. */
	readonly inOwnLanguage?: (question: Question) => string | null;
};

export type SatAnswer = {
	readonly at: number;
	readonly questionId: string;
	readonly round: number;
	readonly step: number;
	readonly places: readonly number[];
	/** In her own words, with places for facts; null where there is something to choose. */
	readonly said: Template | null;
	/** The one that finishes the attempt. */
	readonly last: boolean;
};

/** After so many wrong answers to a question everybody has read the explanation. */
const roundsUntilSure = 3;

/** Every answer of a sitting, as the page would send them: wrong ones come again until right. */
export function sit(sitting: Sitting, random: Random): SatAnswer[] {
	const { questions, attemptId, stopsAfter = Number.POSITIVE_INFINITY } = sitting;
	const rows: AnswerRow[] = [];
	const sat: Omit<SatAnswer, 'last'>[] = [];
	let at = sitting.beganAt + 40_000 + random.below(90_000);
	let turn = progressOf(questions, rows, attemptId).next;
	while (turn && rows.length < stopsAfter) {
		const { question, round, step } = turn;
		const sure = round > roundsUntilSure || random.happens(round === 1 ? sitting.skill : 0.9);
		const foreign = sitting.inOwnLanguage?.(question) ?? null;
		const said = foreign === null ? saidOf(question, sure, random) : [foreign];
		const choice = sure ? rightChoice(question, step) : wrongChoice(question, step, random);
		const order = shownOrder(question, step, `${attemptId} ${round}`);
		const places = choice.map((number) => order.indexOf(number));
		sat.push({ at, questionId: question.id, round, step, places, said });
		const verdict = question.kind === 'recall' ? verdictOf(sure, foreign) : null;
		rows.push(asRow(sitting, { question, round, step, choice, at, verdict }));
		at += 12_000 + random.below(35_000);
		turn = progressOf(questions, rows, attemptId).next;
	}
	return sat.map((answer, index) => ({ ...answer, last: !turn && index === sat.length - 1 }));
}

function rightChoice(question: Question, step: number): number[] {
	const options = optionsAt(question, step);
	return options.flatMap((option, number) => (option.right ? [number] : []));
}

/** What a good colleague might answer: one other option, two lines the other way round, one too few. */
function wrongChoice(question: Question, step: number, random: Random): number[] {
	const right = rightChoice(question, step);
	const wrong = optionsAt(question, step).flatMap((option, number) =>
		option.right ? [] : [number],
	);
	if (question.kind === 'order') {
		const [first = 0, second = 1, ...others] = right;
		return [second, first, ...others];
	}
	const other = wrong[random.below(wrong.length)];
	if (question.kind !== 'multiple') return other === undefined ? right : [other];
	return other === undefined || random.happens(0.6) ? right.slice(1) : [...right, other];
}

/** One of the answers that the author of a recall wrote as examples. */
function saidOf(question: Question, sure: boolean, random: Random): Template | null {
	if (question.kind !== 'recall') return null;
	const examples = question.recall.examples.filter(({ knows }) => knows === sure);
	return examples[random.below(examples.length)]?.text ?? null;
}

type Given = Pick<AnswerRow, 'round' | 'step' | 'choice'> & {
	readonly question: Question;
	readonly at: number;
	readonly verdict: AnswerRow['verdict'];
};

function verdictOf(sure: boolean, foreign: string | null): AnswerRow['verdict'] {
	if (foreign !== null) return 'unsure';
	return sure ? 'knows' : 'not yet';
}

function asRow({ attemptId }: Sitting, { question, at, verdict, ...given }: Given): AnswerRow {
	const graded = gradeAnswer(question, given.step, given.choice);
	return {
		...given,
		attemptId,
		questionId: question.id,
		policyId: question.policyId,
		policyVersion: 0,
		...(verdict === null ? graded : { right: verdict === 'knows', nextStep: null }),
		verdict,
		confidence: null,
		answeredAt: at,
	};
}
