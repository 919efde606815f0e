import {
	createRecallGrader,
	exampleText,
	policySaidBy,
	type RecallGrader,
} from '#lessons/recall-grader.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Versions } from '#policies/facts.ts';
import { isGraded } from '#quiz/recall/languages.ts';
import type { Recall } from '#quiz/recall/recall.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';

const graders = new WeakMap<object, RecallGrader>();

/**
 * Recalls that would no longer grade their own examples as their author wrote them: a wording of
 * theirs depends on a number that changes. Learners would be graded by it.
 */
export function unsoundRecalls(
	{ policyId }: Pick<Intent, 'policyId'>,
	{ catalogue, versions }: Pick<Ground, 'catalogue' | 'versions'>,
	after: Versions,
): Refusal[] {
	return catalogue.everything
		.filter(({ language }) => isGraded(language))
		.flatMap(({ file, language, recalls }) =>
			recalls
				.filter((recall) => recall.policyId === policyId)
				.flatMap((recall): Refusal[] => {
					const around = { catalogue, language };
					const known = new Set(wronglyGraded(recall, versions, around).map(({ line }) => line));
					return wronglyGraded(recall, after, around)
						.filter(({ line }) => !known.has(line))
						.map(({ line, said }) => ({
							place: `content/${file}:${line}`,
							message: `The recall ${recall.id} would grade its example “${said}” otherwise than written. Change its wordings first.`,
						}));
				}),
		);
}

type Around = { readonly catalogue: Catalogue; readonly language: string };

function wronglyGraded(recall: Recall, versions: Versions, { catalogue, language }: Around) {
	const grade = graders.get(catalogue) ?? createRecallGrader(catalogue);
	graders.set(catalogue, grade);
	const policy = policySaidBy(recall, versions);
	return recall.examples.flatMap(({ text, knows, line }) => {
		const said = exampleText(text, policy, language);
		const { verdict } = grade(recall, policy, said, language);
		return verdict === (knows ? 'knows' : 'not yet') ? [] : [{ line, said }];
	});
}
