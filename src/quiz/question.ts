import type { Condition } from '#lib/condition.ts';
import { factsIn, type Template } from '#lib/template.ts';
import type { Recall } from './recall/recall.ts';

/** HTML for the page and plain text for comparing and reading aloud, both with places for facts. */
export type Wording = { readonly html: Template; readonly text: Template };

/** One thing to choose. Whether it is right never leaves the server before the learner has answered. */
export type Option = {
	readonly wording: Wording;
	readonly right: boolean;
	/** What the learner reads after choosing it; null where the author wrote nothing. */
	readonly explanation: Wording | null;
	readonly line: number;
};

/** One task of a scenario. `leadsTo` has, per option, the number of the next step, or null for the end. */
export type Step = {
	readonly stem: Wording;
	readonly options: readonly Option[];
	readonly leadsTo: readonly (number | null)[];
};

type Common = {
	readonly id: string;
	readonly policyId: string;
	/** What must be true of the facts for the right answer to be right. */
	readonly holds: readonly Condition[];
	readonly stem: Wording;
	readonly line: number;
};

export type ChoiceQuestion = Common & {
	readonly kind: 'single' | 'multiple';
	readonly options: readonly Option[];
};

/** The options stand in the right order. */
export type OrderQuestion = Common & {
	readonly kind: 'order';
	readonly options: readonly Option[];
};

export type ScenarioQuestion = Common & {
	readonly kind: 'scenario';
	readonly steps: readonly Step[];
};

/** Answered in one's own words: there is nothing to choose. */
export type RecallQuestion = Common & {
	readonly kind: 'recall';
	readonly options: readonly [];
	readonly recall: Recall;
};

export type Question = ChoiceQuestion | OrderQuestion | ScenarioQuestion | RecallQuestion;

/** The kinds that `<Question>` may name; a recall has a tag of its own. */
export const kinds = ['single', 'multiple', 'order', 'scenario'] as const;
export type Kind = (typeof kinds)[number];

/** What a question trains: seeing the right answer among others, or having it in mind. */
export type Format = 'recognition' | 'recall';

export function formatOf({ kind }: Pick<Question, 'kind'>): Format {
	return kind === 'recall' ? 'recall' : 'recognition';
}

export function asQuestion(recall: Recall): RecallQuestion {
	const { id, policyId, stem, line } = recall;
	return { id, policyId, stem, line, kind: 'recall', holds: [], options: [], recall };
}

/** What is asked at one moment: a question, or one step of a scenario. */
export function optionsAt(question: Question, step: number): readonly Option[] {
	if (question.kind !== 'scenario') return question.options;
	return question.steps[step - 1]?.options ?? [];
}

export function stemAt(question: Question, step: number): Wording {
	if (question.kind !== 'scenario') return question.stem;
	return question.steps[step - 1]?.stem ?? question.stem;
}

/** Every wording of a question: what a check of its text looks through. */
export function wordingsOf(
	question: Question,
): { readonly wording: Wording; readonly line: number }[] {
	const steps = question.kind === 'scenario' ? question.steps : [];
	const options = question.kind === 'scenario' ? steps.flatMap((s) => s.options) : question.options;
	return [
		{ wording: question.stem, line: question.line },
		...steps.map((step) => ({ wording: step.stem, line: step.options[0]?.line ?? question.line })),
		...options.flatMap(({ wording, explanation, line }) => [
			{ wording, line },
			...(explanation ? [{ wording: explanation, line }] : []),
		]),
	];
}

/** The policies that a question shows: the one it asks about, and those whose facts stand in its words. */
export function policiesShownIn(question: Question): ReadonlySet<string> {
	const facts = wordingsOf(question).flatMap(({ wording }) => factsIn(wording.html));
	return new Set([question.policyId, ...facts.map(policyOf)]);
}

function policyOf(fact: string): string {
	return fact.split('.')[0] ?? fact;
}
