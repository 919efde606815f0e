import { formatQuantity, type Quantity } from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import { factsOf, type Versions } from '#policies/facts.ts';
import { createLanguage } from '#quiz/recall/create-language.ts';
import { gradeRecall, type Language, type PolicySaid } from '#quiz/recall/grade-recall.ts';
import type { Graded, Recall } from '#quiz/recall/recall.ts';
import type { Catalogue } from './catalogue.ts';

/** An answer to a recall, by the policy as it was when the question was asked. */
export type RecallGrader = (
	recall: Recall,
	policy: PolicySaid,
	answer: string,
	language: string,
) => Graded;

/** Grades with what authors wrote: their recalls and thesauri. Make it once; its first answer takes longer. */
export function createRecallGrader(
	catalogue: Pick<Catalogue, 'everything' | 'thesauri'>,
): RecallGrader {
	const known = new Map<string, Language | undefined>();
	return (recall, policy, answer, language) => {
		if (!known.has(language)) known.set(language, languageOf(catalogue, language));
		return gradeRecall(recall, policy, answer, known.get(language));
	};
}

function languageOf(
	{ everything, thesauri }: Parameters<typeof createRecallGrader>[0],
	language: string,
): Language | undefined {
	const recalls = everything
		.filter((lesson) => lesson.language === language)
		.flatMap((lesson) => lesson.recalls);
	return createLanguage(language, thesauri.get(language) ?? new Map(), recalls);
}

/** What grading needs of a policy, from its facts by their short names. */
export function policySaid(
	policyId: string,
	facts: Readonly<Record<string, Quantity>>,
	texts: readonly string[] = [],
): PolicySaid {
	const named = Object.entries(facts).map(
		([name, quantity]) => [`${policyId}.${name}`, quantity] as const,
	);
	return { facts: new Map(named), texts };
}

/** The same from the versions that somebody reads: a fact is found under the name that the recall has for it, too. */
export function policySaidBy(
	recall: Recall,
	versions: Versions,
	texts: readonly string[] = [],
): PolicySaid {
	const { policyId, required, forbidden } = recall;
	const { facts } = policySaid(policyId, versions.get(policyId)?.body.facts ?? {});
	const find = factsOf(versions);
	const named = [...required, ...forbidden].flatMap(({ fact }) => {
		const quantity = fact === undefined ? undefined : find(fact);
		return fact !== undefined && quantity ? [[fact, quantity] as const] : [];
	});
	return { facts: new Map([...facts, ...named]), texts };
}

/** An author's example with the facts in force filled in. */
export function exampleText(
	text: Recall['examples'][number]['text'],
	{ facts }: PolicySaid,
	language: string,
): string {
	return fillTemplate(text, (name) => {
		const quantity = facts.get(name);
		return quantity ? formatQuantity(quantity, language) : '';
	});
}
