import { NotFound } from '#lib/errors.ts';
import { closestLanguage, sourceLanguage } from '#lib/language.ts';
import { optionsAt, type Question } from '#quiz/question.ts';
import type { Catalogue } from './catalogue.ts';
import type { Lesson } from './lesson.ts';

/** A lesson as somebody reads it: translated into her language, or else as it was first written. */
export function lessonIn(
	{ translations }: Pick<Catalogue, 'translations'>,
	lesson: Lesson,
	language: string,
): Lesson {
	// What follows an older revision would teach what the lesson no longer says.
	const current = translations.filter(
		({ id, revision }) => id === lesson.id && revision >= lesson.revision,
	);
	const found = closestLanguage(
		[lesson, ...current].map((each) => each.language),
		language,
	);
	return current.find((translation) => translation.language === found) ?? lesson;
}

/** The lesson that an address names, as somebody reads it. */
export function requireLesson(
	catalogue: Catalogue,
	id: string | undefined,
	language: string,
): Lesson {
	const lesson = catalogue.lessonById.get(id ?? '');
	if (!lesson) throw new NotFound('There is no such lesson.');
	return lessonIn(catalogue, lesson, language);
}

/** A question in somebody's language, and which that is. Answers are kept by the author's order, which is the same. */
export function questionIn(
	catalogue: Pick<Catalogue, 'translations' | 'questionById'>,
	question: Question,
	language: string,
): { readonly question: Question; readonly language: string } {
	const place = catalogue.questionById.get(question.id);
	const source = { question, language: place?.lesson.language ?? sourceLanguage };
	if (!place) return source;
	const lesson = lessonIn(catalogue, place.lesson, language);
	const translated = lesson.questions.find(({ id }) => id === question.id);
	return translated && isAlike(translated, question)
		? { question: translated, language: lesson.language }
		: source;
}

/** The content check refuses what differs; if it was not asked, the source is shown rather than a wrong answer. */
function isAlike(a: Question, b: Question): boolean {
	return a.kind === b.kind && stepsOf(a) === stepsOf(b) && keyOf(a) === keyOf(b);
}

function stepsOf(question: Question): number {
	return question.kind === 'scenario' ? question.steps.length : 1;
}

function keyOf(question: Question): string {
	const steps = Array.from({ length: stepsOf(question) }, (_, index) => index + 1);
	const key = steps.map((step) => optionsAt(question, step).map(({ right }) => right));
	const leads = question.kind === 'scenario' ? question.steps.map(({ leadsTo }) => leadsTo) : [];
	return JSON.stringify([key, leads]);
}
