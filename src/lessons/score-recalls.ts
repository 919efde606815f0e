import type { Catalogue } from './catalogue.ts';
import { sourceLanguage } from '#lib/language.ts';
import type { Verdict } from '#quiz/recall/recall.ts';
import { createRecallGrader, policySaid } from './recall-grader.ts';

/** An answer to a recall, and whether a supervisor would say "yes, you know it". */
export type Labelled = {
	readonly question: string;
	readonly text: string;
	readonly knows: boolean;
};

type Judged = Labelled & { readonly verdict: Verdict };

export type Score = {
	readonly judged: readonly Judged[];
	/** Of one answer, once the grader is warm. */
	readonly microseconds: number;
};

/** How often all answers are graded again to see how long that takes. */
const rounds = 5;

/** Grades labelled answers in the source language. Throws if one is to a question that there is not. */
export function scoreRecalls(
	catalogue: Catalogue,
	answers: readonly Labelled[],
	milliseconds: () => number,
): Score {
	const grade = createRecallGrader(catalogue);
	const recalls = new Map(
		[...catalogue.lessons, ...catalogue.practice].flatMap(({ recalls }) =>
			recalls.map((recall) => [recall.id, recall]),
		),
	);
	const policies = new Map(
		catalogue.policies.map(({ id, body }) => [id, policySaid(id, body.facts)] as const),
	);
	const judge = (answer: Labelled): Judged => {
		const recall = recalls.get(answer.question);
		if (!recall) {
			throw new Error(
				`There is no recall ${answer.question}. There are: ${[...recalls.keys()].join(', ')}.`,
			);
		}
		const policy = policies.get(recall.policyId) ?? { facts: new Map() };
		return { ...answer, verdict: grade(recall, policy, answer.text, sourceLanguage).verdict };
	};
	const judged = answers.map(judge);
	const start = milliseconds();
	for (let round = 0; round < rounds; round += 1) answers.forEach(judge);
	const each = (milliseconds() - start) / rounds / Math.max(1, answers.length);
	return { judged, microseconds: each * 1000 };
}

/** One line per question and one for all, then every answer that was decided otherwise. */
export function scoreInWords({ judged, microseconds }: Score): string {
	const questions = [...new Set(judged.map(({ question }) => question))].toSorted();
	const rows = [
		...questions.map((id) =>
			lineOf(
				id,
				judged.filter(({ question }) => question === id),
			),
		),
		lineOf('all', judged),
	];
	return [
		...rows,
		`${microseconds.toFixed(0)} microseconds an answer`,
		...listOf(
			'False passes',
			judged.filter(({ knows, verdict }) => !knows && verdict === 'knows'),
		),
		...listOf(
			'False fails',
			judged.filter(({ knows, verdict }) => knows && verdict === 'not yet'),
		),
	].join('\n');
}

function lineOf(name: string, judged: readonly Judged[]): string {
	const decided = judged.filter(({ verdict }) => verdict !== 'unsure');
	const wrong = judged.filter(({ knows }) => !knows);
	const passed = wrong.filter(({ verdict }) => verdict === 'knows').length;
	const { accuracy, kappa } = agreementOf(decided);
	return [
		`${name.padEnd(16)} n ${String(judged.length).padStart(4)}`,
		`decided ${percent(decided.length, judged.length)}`,
		`accuracy ${accuracy.toFixed(2)}`,
		`kappa ${kappa.toFixed(2)}`,
		`wrong ones passed ${passed} of ${wrong.length} (${percent(passed, wrong.length).trim()})`,
	].join('  ');
}

/** The share decided as the readers did, and Cohen's kappa: the same beyond what chance gives. */
export function agreementOf(decided: readonly Judged[]) {
	const share = (is: (answer: Judged) => boolean) => decided.filter(is).length / decided.length;
	const accuracy = share(({ knows, verdict }) => knows === (verdict === 'knows'));
	const [known, passed] = [
		share(({ knows }) => knows),
		share(({ verdict }) => verdict === 'knows'),
	];
	const chance = known * passed + (1 - known) * (1 - passed);
	return { accuracy, kappa: chance === 1 ? accuracy : (accuracy - chance) / (1 - chance) };
}

function percent(part: number, whole: number): string {
	return `${(whole === 0 ? 0 : (part / whole) * 100).toFixed(0).padStart(3)} %`;
}

function listOf(title: string, judged: readonly Judged[]): string[] {
	if (judged.length === 0) return [`${title}: none`];
	return [`${title}:`, ...judged.map(({ question, text }) => `  [${question}] ${text}`)];
}
