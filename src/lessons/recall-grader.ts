import { formatQuantity, type Quantity } from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import { gradeRecall, type Language, type PolicySaid } from '#quiz/recall/grade-recall.ts';
import { isGraded, stemIn } from '#quiz/recall/languages.ts';
import { numberWords } from '#quiz/recall/numbers.ts';
import { wordsOf } from '#quiz/recall/pattern-words.ts';
import type { Graded, Recall } from '#quiz/recall/recall.ts';
import { createSpeller } from '#quiz/recall/spelling.ts';
import { smallWords } from '#quiz/recall/words.ts';
import type { Thesaurus } from '#quiz/recall/thesaurus.ts';
import { isWordOf } from '#quiz/recall/words-known.ts';
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
	catalogue: Pick<Catalogue, 'lessons' | 'translations' | 'thesauri'>,
): RecallGrader {
	const known = new Map<string, Language | undefined>();
	return (recall, policy, answer, language) => {
		if (!known.has(language)) known.set(language, languageOf(catalogue, language));
		return gradeRecall(recall, policy, answer, known.get(language));
	};
}

function languageOf(
	{ lessons, translations, thesauri }: Parameters<typeof createRecallGrader>[0],
	language: string,
): Language | undefined {
	if (!isGraded(language)) return undefined;
	const thesaurus: Thesaurus = thesauri.get(language) ?? new Map();
	const recalls = [...lessons, ...translations]
		.filter((lesson) => lesson.language === language)
		.flatMap((lesson) => lesson.recalls);
	const ideas = recalls.flatMap(({ required, forbidden }) => [...required, ...forbidden]);
	const patterns = [...thesaurus.values(), ...ideas.map((idea) => idea.patterns)].flat();
	const wanted = [
		...numberWords,
		...smallWords,
		...patterns.flatMap(({ parts }) => parts.flatMap(wordsOf)),
	];
	return { stem: stemIn(language), thesaurus, spell: createSpeller(isWordOf(language), wanted) };
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
