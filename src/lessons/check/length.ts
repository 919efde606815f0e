import { sourceLanguage } from '#lib/language.ts';
import { formatQuantity } from '#lib/quantity.ts';
import { readingGrade, wordsIn } from '#lib/reading-grade.ts';
import { fillTemplate, type Template } from '#lib/template.ts';
import { wordingsOf } from '#quiz/question.ts';
import type { Content, WrittenLesson } from './content.ts';
import { textBlocksOf } from './text-blocks.ts';

const wordsPerMinute = 200;
const secondsPerQuestion = 20;
const mostMinutes = 5;
/** A school year of the United States: what most people of 13 or 14 years read with ease. */
const highestGrade = 8;

/** A lesson takes as long as it says, five minutes at most, and is easy to read. */
export function* checkLength(content: Content) {
	for (const written of content.lessons) {
		const { lesson } = written;
		const minutes = minutesOf(written);
		const line = content.linesOf(lesson.file).lineOf(['minutes']);
		if (Math.max(minutes, lesson.minutes) > mostMinutes) {
			const message = `The lesson takes ${Math.max(minutes, lesson.minutes)} minutes, and five is the most. Shorten it, or make two lessons of it.`;
			yield { file: lesson.file, line, message };
		} else if (lesson.minutes < minutes) {
			const message = `The lesson says minutes: ${lesson.minutes} and takes ${minutes}. Write minutes: ${minutes}, or shorten it.`;
			yield { file: lesson.file, line, message };
		}
	}
	for (const written of content.written) {
		const { lesson } = written;
		const grade = lesson.language === sourceLanguage ? gradeOf(written, content) : 0;
		if (grade > highestGrade) {
			const message = `The reading grade is ${grade.toFixed(1)}, and ${highestGrade} is the most. Write shorter sentences and shorter words.`;
			yield { file: lesson.file, line: 1, message };
		}
	}
}

/** What is read and what is answered, in whole minutes. */
function minutesOf({ lesson, tree }: WrittenLesson): number {
	const words = textBlocksOf(tree)
		.filter(({ asked, part }) => !asked && part !== 'picture')
		.reduce((sum, { template }) => sum + wordsIn(fillTemplate(template, () => 'fact')).length, 0);
	const seconds = (words / wordsPerMinute) * 60 + lesson.questions.length * secondsPerQuestion;
	return Math.ceil(seconds / 60);
}

/** Of the prose and the questions, with today's facts; the headings are the same in every lesson. */
function gradeOf({ lesson, tree }: WrittenLesson, { facts }: Content): number {
	const prose = textBlocksOf(tree).filter(({ asked, part }) => !asked && part === 'prose');
	const texts: Template[] = [
		...prose.map(({ template }) => template),
		...lesson.questions.flatMap(wordingsOf).map(({ wording }) => wording.text),
	];
	const show = (name: string) => formatQuantity(facts(name) ?? { value: 30, unit: 'day' });
	const lines = texts.map((text) => fillTemplate(text, show).replace(/\s+/g, ' '));
	return readingGrade(lines.join('\n'));
}
