import type { Catalogue } from '#lessons/catalogue.ts';
import { questionIn } from '#lessons/translated.ts';
import { factsOf, fillHtml, type Versions, versionsAt } from '#policies/facts.ts';
import { type PolicyReader, readAs } from '#policies/reading.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import { mainRecall } from '#practice/huddle/card.ts';
import type { RecallQuestion } from '#quiz/question.ts';

/** A question that can be put to somebody on the floor. */
export type FloorQuestion = {
	readonly question: RecallQuestion;
	/** The title of its policy. */
	readonly title: string;
};

/** What can be asked: the main question in one's own words of every policy in force, the standard first. */
export function floorQuestions(
	catalogue: Catalogue,
	history: PolicyHistory,
	at: number,
): FloorQuestion[] {
	const all = history.policies.flatMap((thread) => {
		const title = versionAt(thread, at)?.body.title;
		const question = mainRecall(catalogue, thread.id);
		return title !== undefined && question ? [{ question, title }] : [];
	});
	const isFirst = ({ question }: FloorQuestion) => question.policyId === catalogue.standard.policy;
	return [...all.filter(isFirst), ...all.filter((each) => !isFirst(each))];
}

/** The languages that a question can be put in, its first one at the front. */
export function languagesOf(catalogue: Catalogue, question: RecallQuestion): string[] {
	const source = questionIn(catalogue, question, '').language;
	const others = new Set(catalogue.translations.map(({ language }) => language));
	const asked = [...others].filter(
		(language) => questionIn(catalogue, question, language).language === language,
	);
	return [...new Set([source, ...asked.toSorted()])];
}

/** A question as it is read aloud, as HTML, and its language. */
export function stemFor(
	{ catalogue, history, at }: { catalogue: Catalogue; history: PolicyHistory; at: number },
	question: RecallQuestion,
	reader: PolicyReader,
): { readonly html: string; readonly language: string } {
	const versions: Versions = readAs(versionsAt(history, at), reader);
	const { question: shown, language } = questionIn(catalogue, question, reader.language);
	return { html: fillHtml(shown.stem.html, factsOf(versions), language), language };
}
