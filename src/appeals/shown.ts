import type { recallAnswers } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { questionIn } from '#lessons/translated.ts';
import { factsOf, fillHtml, versionsAt } from '#policies/facts.ts';
import { type PolicyReader, readAs } from '#policies/reading.ts';
import type { PolicyHistory } from '#policies/versions.ts';

type Asked = Pick<typeof recallAnswers.$inferSelect, 'questionId' | 'policyId' | 'answeredAt'>;

/** A question as it was asked of somebody; undefined once it is taken out of the content. */
export type QuestionShown = { readonly stem: string; readonly language: string };

/** The question of an answer, with the values that its reader saw. */
export function questionShown(
	{ catalogue, history }: { readonly catalogue: Catalogue; readonly history: PolicyHistory },
	{ questionId, answeredAt }: Asked,
	reader: PolicyReader,
): QuestionShown | undefined {
	const source = catalogue.questionById.get(questionId)?.question;
	if (!source) return undefined;
	const { question, language } = questionIn(catalogue, source, reader.language);
	const facts = factsOf(readAs(versionsAt(history, answeredAt), reader));
	return { stem: fillHtml(question.stem.html, facts, language), language };
}

/** The policy's title as it is now. */
export function titleOf({ byId }: PolicyHistory, policyId: string): string {
	return byId.get(policyId)?.versions.at(-1)?.body.title ?? policyId;
}
