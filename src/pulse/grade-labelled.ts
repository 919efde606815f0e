import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { graderFor } from '#lessons/grader-for.ts';
import { policySaid } from '#lessons/recall-grader.ts';
import { questionIn } from '#lessons/translated.ts';
import type { Verdict } from '#quiz/recall/recall.ts';
import { shippedFor } from './measured.ts';
import { recallIn } from './regrade.ts';

/** An answer whose truth is known beside what the grader of today makes of it. */
export type Checked = { readonly knows: boolean; readonly verdict: Verdict };

type Graded = { readonly version: string; readonly checked: readonly Checked[] };
const graded = new WeakMap<object, Map<string, Graded>>();

/** The content's labelled answers under the grader of today, by the policies as the content has them: so they were labelled. */
export async function gradeLabelled(
	db: Reader,
	catalogue: Catalogue,
	questionId: string,
	language: string,
): Promise<readonly Checked[]> {
	const source = recallIn(catalogue, questionId);
	if (!source) return [];
	const shown = questionIn(catalogue, source, language).question;
	const { recall: written } = shown.kind === 'recall' ? shown : source;
	const { grade, recall, version } = await graderFor(db, catalogue, written);
	const kept = graded.get(catalogue) ?? new Map<string, Graded>();
	graded.set(catalogue, kept);
	const key = `${questionId}.${language}`;
	const known = kept.get(key);
	if (known?.version === version) return known.checked;
	const body = catalogue.policies.find(({ id }) => id === source.policyId)?.body;
	const policy = policySaid(source.policyId, body?.facts ?? {});
	const checked = shippedFor(catalogue, questionId, language).map(({ text, knows }) => ({
		knows,
		verdict: grade(recall, policy, text, language).verdict,
	}));
	kept.set(key, { version, checked });
	return checked;
}
