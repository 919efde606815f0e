import { and, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';
import { factsOf, fillHtml, versionsAt } from '#policies/facts.ts';
import { type PolicyReader, readAs, readerOf } from '#policies/reading.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { languageOf } from '#policies/in-language.ts';
import { compileSentence } from '#policies/text.ts';
import { type Piece, piecesOf } from '#quiz/recall/kept.ts';
import type { Surroundings } from './given-answer.ts';
import type { AnswerRow } from './progress.ts';

type SaidRow = typeof recallAnswers.$inferSelect;
type Review = typeof recallReviews.$inferSelect;

/** What somebody said in her own words, as she sees it graded. */
export type Said = {
	readonly answerId: string;
	/** How it was graded; what a reader decided since is in the review. */
	readonly verdict: SaidRow['verdict'];
	/** 2 where it was asked for the second time. */
	readonly round?: number;
	readonly said: string;
	/** Her words, cut where something was found. */
	readonly pieces: readonly Piece[];
	readonly required: SaidRow['grading']['required'];
	/** What makes the answer wrong, by its names. */
	readonly wrong: readonly string[];
	readonly notes: SaidRow['grading']['notes'];
	/** The policy's own sentence, as HTML, and its language. */
	readonly sentence: string;
	readonly sentenceLanguage: string;
	/** Whether a person reads it, and what she decided. */
	readonly review: Review | null;
};

/** The words of an answer that is shown; undefined where nothing was said. */
export async function readSaid(
	db: Reader,
	around: Pick<Surroundings, 'person' | 'history'>,
	{ questionId, round, answeredAt, verdict }: AnswerRow,
): Promise<Said | undefined> {
	if (verdict === null) return undefined;
	const [found] = await db
		.select({ row: recallAnswers, review: recallReviews })
		.from(recallAnswers)
		.leftJoin(recallReviews, eq(recallReviews.answerId, recallAnswers.id))
		.where(
			and(
				eq(recallAnswers.employeeId, around.person.id),
				// An attempt that began again took the answer over; its words stayed where they were.
				eq(recallAnswers.answeredAt, answeredAt),
				eq(recallAnswers.questionId, questionId),
				eq(recallAnswers.round, round),
			),
		);
	return found && showSaid(found.row, found.review, around);
}

/** One's own words beside the policy's sentence as it was when they were said. */
export function showSaid(
	row: SaidRow,
	review: Review | null,
	{ person, history }: Pick<Surroundings, 'person' | 'history'>,
): Said {
	return showSaidTo(row, review, { reader: readerOf(person), history });
}

/** The same as somebody else reads it: beside the policy's sentence as the learner reads it. */
export function showSaidTo(
	row: SaidRow,
	review: Review | null,
	{ reader, history }: { readonly reader: PolicyReader; readonly history: PolicyHistory },
): Said {
	const versions = readAs(versionsAt(history, row.answeredAt), reader);
	const version = versions.get(row.policyId);
	const sentenceLanguage = version ? languageOf(version, 'statement') : row.language;
	const statement = compileSentence(row.policyId, version?.body.statement ?? '');
	return {
		answerId: row.id,
		verdict: row.verdict,
		round: row.round,
		said: row.said,
		pieces: piecesOf(row.said, row.grading),
		required: row.grading.required,
		wrong: row.grading.forbidden.map(({ name }) => name),
		notes: row.grading.notes,
		sentence: fillHtml(statement, factsOf(versions), sentenceLanguage),
		sentenceLanguage,
		review,
	};
}
