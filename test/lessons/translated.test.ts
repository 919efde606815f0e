import { expect, test } from 'vitest';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { lessonIn, questionIn } from '#lessons/translated.ts';
import { answers } from '#db/schema/completions.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { learner, lesson } from '#test/small-company.ts';

const files = readContentFiles('content');
const catalogue = readCatalogue(files);
const returns = catalogue.lessonById.get('returns') ?? expect.fail();

function withEs(change: (source: string) => string) {
	const es = 'lessons/returns/es.mdx';
	return readCatalogue(new Map(files).set(es, change(files.get(es) ?? '')));
}

test('a lesson is read in the closest language it has, and else as it was first written', () => {
	expect(lessonIn(catalogue, returns, 'es').title).toBe('Devoluciones, iguales en cada mostrador');
	expect(lessonIn(catalogue, returns, 'es-AR').language).toBe('es');
	expect(lessonIn(catalogue, returns, 'vi')).toBe(returns);
	expect(lessonIn(catalogue, returns, 'en')).toBe(returns);
});

test('a translation of an older revision is not shown', () => {
	const en = 'lessons/returns/en.mdx';
	const raised = (files.get(en) ?? '').replace(
		'policies: [returns]',
		'policies: [returns]\nrevision: 2',
	);
	const ahead = readCatalogue(new Map(files).set(en, raised));
	const source = ahead.lessonById.get('returns') ?? expect.fail();
	expect(source.revision).toBe(2);
	expect(lessonIn(ahead, source, 'es')).toBe(source);
});

test('a question whose translation has another right answer is asked as it was first written', () => {
	const [question] = returns.questions;
	if (!question) return expect.fail();
	expect(questionIn(catalogue, question, 'es').language).toBe('es');
	const swapped = withEs((source) =>
		source
			.replace('- [x] Los aceptas', '- [ ] Los aceptas')
			.replace('- [ ] La mandas', '- [x] La mandas'),
	);
	expect(questionIn(swapped, question, 'es')).toEqual({ question, language: 'en' });
});

test('a Spanish reader is asked in Spanish, and her answers are kept as everybody’s are', async () => {
	const db = await testDatabase();
	const { open, send } = await learner({ db, catalogue }, cast.spanishReader);
	for (let turn = 0; turn < 12; turn += 1) {
		const page = await open(lesson('returns'), castTime).catch(() => undefined);
		if (!page) break;
		const { sitting, question } = page;
		expect(sitting.question?.language).toBe('es');
		expect(`${question.stem} ${question.options.join(' ')}`).not.toMatch(/\b(the|days?)\b/);
		const { subject, attemptId, shownAt } = sitting;
		const { id: questionId, round, step } = question;
		const given = {
			subject,
			attemptId,
			shownAt,
			questionId,
			round,
			step,
			places: [0],
			said: 'que sí',
		};
		const outcome = await send(given, castTime);
		expect(outcome.kind).toBe('recorded');
		if (outcome.finished) break;
	}
	const english = new Map(returns.questions.map((question) => [question.id, question]));
	const rows = await db.read.select().from(answers);
	expect(rows.length).toBeGreaterThan(3);
	for (const row of rows) {
		const question = english.get(row.questionId);
		if (question?.kind === 'single')
			expect(row.right).toBe(question.options[row.choice[0] ?? -1]?.right);
	}
});
