import { and, asc, eq, lte } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { recallWordings } from '#db/schema/recalls.ts';
import { sha256 } from '#lib/hash.ts';
import { sourceLanguage } from '#lib/language.ts';
import { fillTemplate } from '#lib/template.ts';
import { stemIn } from '#quiz/recall/languages.ts';
import { readPattern } from '#quiz/recall/parse-pattern.ts';
import type { Idea, Recall } from '#quiz/recall/recall.ts';
import type { Catalogue } from './catalogue.ts';
import { createRecallGrader, type RecallGrader } from './recall-grader.ts';

/** A recall with the wordings that were taken up since, its grader, and the version of both. */
export type GraderFor = {
	readonly recall: Recall;
	readonly grade: RecallGrader;
	/** Changes whenever an answer might be graded otherwise. */
	readonly version: string;
};

/** A wording for one of a recall's required ideas, by the idea's name as its author wrote it. */
export type Added = { readonly ideaName: string; readonly wording: string };

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
	const mark = sha256(JSON.stringify(taken)).slice(0, 6);
	return { recall: withWordings(written, taken), grade, version: `${version}+${mark}` };
}

async function takenUp(db: Reader, questionId: string, by: number): Promise<Added[]> {
	const inTime = by === Infinity ? undefined : lte(recallWordings.decidedAt, by);
	return db
		.select({ ideaName: recallWordings.ideaName, wording: recallWordings.wording })
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

/** A recall that reads some wordings more. What its author has written meanwhile, or what no longer has its idea, changes nothing. */
export function withWordings(recall: Recall, added: readonly Added[]): Recall {
	const stem = stemIn(sourceLanguage);
	const required = recall.required.map((idea) => {
		const known = new Set(idea.patterns.map(({ source }) => source));
		const more = added.flatMap(({ ideaName, wording }) =>
			ideaName !== nameOf(idea) || known.has(wording)
				? []
				: (readPattern(wording, stem, idea.line, () => {}) ?? []),
		);
		return more.length === 0 ? idea : { ...idea, patterns: [...idea.patterns, ...more] };
	});
	return { ...recall, required };
}

/** An idea's name as its author wrote it: a fact in it by its own name, whatever its value. */
export function nameOf({ name }: Pick<Idea, 'name'>): string {
	return fillTemplate(name, (fact) => `{${fact}}`);
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
