import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { graderFor } from '#lessons/grader-for.ts';
import { policySaidBy } from '#lessons/recall-grader.ts';
import { questionIn } from '#lessons/translated.ts';
import { fillTemplate } from '#lib/template.ts';
import { factsOf, showFact, type Versions, versionsAt } from '#policies/facts.ts';
import { type PolicyReader, readAs } from '#policies/reading.ts';
import { compilePlain } from '#policies/text.ts';
import { partsOf } from '#policies/text-parts.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { type KeptGrading, keepGrading } from '#quiz/recall/kept.ts';
import type { Verdict } from '#quiz/recall/recall.ts';

/** A grading with what it was made by. */
export type Judged = {
	readonly verdict: Verdict;
	readonly grading: KeptGrading;
	/** The language that the question was shown and the answer graded in. */
	readonly language: string;
	readonly grader: string;
};

/**
 * Grades what a reader of the policies said, by the versions in force at a moment as she reads them,
 * in the language that the question is shown to her in.
 */
export async function judgeRecall(
	db: Reader,
	{ catalogue, history }: { readonly catalogue: Catalogue; readonly history: PolicyHistory },
	question: RecallQuestion,
	{
		said,
		reader,
		at,
		taughtBy,
	}: {
		readonly said: string;
		readonly reader: PolicyReader;
		readonly at: number;
		/** What the grader was taught after this moment does not count. */
		readonly taughtBy?: number;
	},
): Promise<Judged> {
	const versions = readAs(versionsAt(history, at), reader);
	const shown = questionIn(catalogue, question, reader.language);
	const source = shown.question.kind === 'recall' ? shown.question : question;
	const { grade, recall, version } = await graderFor(db, catalogue, source.recall, taughtBy);
	const policy = policySaidBy(recall, versions, textsOf(versions, question.policyId));
	const graded = grade(recall, policy, said, shown.language);
	const facts = factsOf(versions);
	const grading = keepGrading(graded, (name) => showFact(facts, name, shown.language));
	return { verdict: graded.verdict, grading, language: shown.language, grader: version };
}

/** The policy's sentences as she can read, and so paste, them. */
function textsOf(versions: Versions, policyId: string): string[] {
	const version = versions.get(policyId);
	if (!version) return [];
	const facts = factsOf(versions);
	return [...partsOf(version.body).values()].map((text) =>
		fillTemplate(compilePlain(policyId, text), (name) => showFact(facts, name)),
	);
}
