import { sourceLanguage } from '#lib/language.ts';
import type { Question } from '#quiz/question.ts';
import type { Lesson } from './lesson.ts';

/** Those in the source language, and their translations. */
export function bySource(written: readonly Lesson[]): [Lesson[], Lesson[]] {
	const isSource = ({ language }: Lesson) => language === sourceLanguage;
	return [written.filter(isSource), written.filter((lesson) => !isSource(lesson))];
}

/** Questions by id and by policy. */
export function indexQuestions(lessons: readonly Lesson[], practice: readonly Lesson[]) {
	const placed = [...lessons, ...practice].flatMap((lesson) =>
		lesson.questions.map((question) => ({ question, lesson })),
	);
	const byPolicy = (some: readonly Lesson[]): ReadonlyMap<string, readonly Question[]> =>
		Map.groupBy(
			some.flatMap(({ questions }) => questions),
			({ policyId }) => policyId,
		);
	return {
		questionById: new Map(placed.map((place) => [place.question.id, place])),
		questionsByPolicy: byPolicy(lessons),
		practiceByPolicy: byPolicy([...lessons, ...practice]),
	};
}
