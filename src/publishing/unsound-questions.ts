import { conditionInWords } from '#lib/condition.ts';
import { fillTemplate } from '#lib/template.ts';
import { type Facts, factsOf, showFact } from '#policies/facts.ts';
import type { Question } from '#quiz/question.ts';
import { brokenHolds, wrongMadeRight } from '#quiz/soundness.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';

/** Right answers that would become wrong, and wrong ones that would become right. */
export function unsoundQuestions(
	{ policyId }: Pick<Intent, 'policyId'>,
	{ catalogue, versions }: Pick<Ground, 'catalogue' | 'versions'>,
	after: Facts,
): Refusal[] {
	const before = factsOf(versions);
	return [...catalogue.lessons, ...catalogue.translations].flatMap((lesson) =>
		lesson.questions.flatMap((question): Refusal[] => {
			if (!concerns(question, policyId, lesson.uses)) return [];
			const show = (name: string) => showFact(after, name, lesson.language);
			const shown = (name: string) => showFact(before, name, lesson.language);
			const known = new Set(wrongMadeRight(question, before, shown));
			const broken = brokenHolds(question, after).map((condition) => ({
				place: `content/${lesson.file}:${question.line}`,
				message: `The right answer to “${plainStem(question, show)}” is right only while ${conditionInWords(condition)}. Rewrite the question first.`,
			}));
			const nowRight = wrongMadeRight(question, after, show)
				.filter((option) => !known.has(option))
				.map((option) => ({
					place: `content/${lesson.file}:${option.line}`,
					message: `The wrong answer “${fillTemplate(option.wording.text, show)}” would become right. Change that answer first.`,
				}));
			return [...broken, ...nowRight];
		}),
	);
}

function concerns(
	question: Question,
	policyId: string,
	uses: readonly { readonly tag: string; readonly of: string }[],
): boolean {
	if (question.policyId === policyId) return true;
	const prefix = `${policyId}.`;
	return (
		question.holds.some(({ of }) => of.startsWith(prefix)) ||
		uses.some(({ of }) => of.startsWith(prefix))
	);
}

function plainStem(question: Question, show: (name: string) => string): string {
	return fillTemplate(question.stem.text, show);
}
