import { and, asc, eq, lte } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { recallWordings } from '#db/schema/recalls.ts';
import { sha256 } from '#lib/hash.ts';
import { stemIn } from '#quiz/recall/languages.ts';
import { readPattern } from '#quiz/recall/parse-pattern.ts';
import type { Recall } from '#quiz/recall/recall.ts';
import { sourceLanguage } from '#lib/language.ts';
import type { Catalogue } from './catalogue.ts';
import { createRecallGrader, type RecallGrader } from './recall-grader.ts';

/** A recall with the wordings that were taken up since, its grader, and the version of both. */
export type GraderFor = {
	readonly recall: Recall;
	readonly grade: RecallGrader;
	/** Changes whenever an answer might be graded otherwise. */
	readonly version: string;
};

const graders = new WeakMap<object, { readonly grade: RecallGrader; readonly version: string }>();

/**
 * The grader as it stands at this moment: what authors wrote, and the wordings taken up in the
 * browser; or as far as they were taken up by some moment, so that all who were asked together are graded alike.
 */
export async function graderFor(
	db: Reader,
	catalogue: Pick<Catalogue, 'everything' | 'thesauri'>,
	written: Recall,
	takenUpBy = Infinity,
): Promise<GraderFor> {
	const { grade, version } = knownGrader(catalogue);
	const taken = await takenUp(db, written.id, takenUpBy);
	if (taken.length === 0) return { recall: written, grade, version };
	return {
		recall: withWordings(written, taken),
		grade,
		version: `${version}+${taken.length}`,
	};
}

type Taken = Pick<typeof recallWordings.$inferSelect, 'idea' | 'wording'>;

async function takenUp(db: Reader, questionId: string, by: number): Promise<Taken[]> {
	const inTime = by === Infinity ? undefined : lte(recallWordings.decidedAt, by);
	return db
		.select({ idea: recallWordings.idea, wording: recallWordings.wording })
		.from(recallWordings)
		.where(
			and(
				eq(recallWordings.questionId, questionId),
				eq(recallWordings.decision, 'taken up'),
				inTime,
			),
		)
		.orderBy(asc(recallWordings.decidedAt), asc(recallWordings.id));
}

/** A wording that the file has got meanwhile changes nothing: a pattern twice is the same pattern. */
function withWordings(recall: Recall, taken: readonly Taken[]): Recall {
	const stem = stemIn(sourceLanguage);
	const required = recall.required.map((idea, place) => ({
		...idea,
		patterns: [
			...idea.patterns,
			...taken.flatMap((one) =>
				one.idea === place ? (readPattern(one.wording, stem, idea.line, () => {}) ?? []) : [],
			),
		],
	}));
	return { ...recall, required };
}

function knownGrader(catalogue: Pick<Catalogue, 'everything' | 'thesauri'>) {
	const known = graders.get(catalogue);
	if (known) return known;
	const written = catalogue.everything.map(({ recalls }) => recalls);
	const thesauri = [...catalogue.thesauri].map(([language, ideas]) => [language, [...ideas]]);
	const version = sha256(JSON.stringify([written, thesauri])).slice(0, 12);
	const made = { grade: createRecallGrader(catalogue), version };
	graders.set(catalogue, made);
	return made;
}
