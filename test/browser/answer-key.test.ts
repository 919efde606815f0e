import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cast, castTime } from '#test/cast.ts';
import { optionsAt, type Question } from '#quiz/question.ts';
import type { Recall } from '#quiz/recall/recall.ts';
import { asRead, catalogue } from './answers.ts';
import { answerLesson, changeFile, publishChange, signedIn } from './before-start.ts';
import { useSite } from './site.ts';

// The answer key never leaves the server before the learner has answered.

const hour = 3_600_000;
let cookie = '';
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			await answerLesson(db, cast.picker, 'returns', { at: castTime + hour });
			const kinder = (body: { readonly statement: string }) => `${body.statement} Gladly.`;
			await publishChange(
				db,
				'returns',
				(body) => ({ ...body, statement: kinder(body) }),
				castTime + 2 * hour,
			);
			cookie = `touchstone_session=${await signedIn(db, cast.picker)}`;
		}),
});

const lessons = catalogue.lessons.map(({ id }) => ({
	path: `/lessons/${id}${id === 'returns' ? '?again=1' : ''}`,
	questions: catalogue.lessonById.get(id)?.questions ?? [],
}));
const update = {
	path: '/changes/returns',
	questions: catalogue.lessonById.get('returns')?.questions ?? [],
};

test('no page with a question has a word of an explanation before the question is answered', async () => {
	await site().server.moveClock(3 * hour);
	for (const { path, questions } of [...lessons, update]) {
		const html = await visit(path);
		const text = asText(html);
		expect(text, `${path} asks something`).toContain('Check');
		for (const question of questions) {
			for (const explanation of explanationsOf(question)) {
				expect(text.includes(plainly(explanation)), `${path}: ${explanation}`).toBe(false);
			}
		}
		for (const key of catalogue.lessons.flatMap(({ recalls }) => recalls.flatMap(keyOf))) {
			expect(text.includes(key), `${path}: ${key}`).toBe(false);
		}
		expect(html, path).not.toMatch(/data-(right|correct|answer-key)|"right"|isRight/);
	}
});

test('the answers stand in another order every time, and are sent as nothing but places', async () => {
	const placesOfRight = new Set<number>();
	const orders = new Map<string, Set<string>>();
	for (const { path, questions } of [...lessons, update, ...lessons, update]) {
		const html = await visit(path);
		const [, id = ''] = /name="question" value="([^"]+)"/.exec(html) ?? [];
		const question = questions.find((each) => each.id === id);
		if (!question) throw new Error(`${path} asks ${id}, which is not one of its questions.`);
		const shown = optionsOn(html);
		expect(shown.map(({ name }) => name)).toEqual(namesFor(question, shown.length));
		const texts = shown.map(({ text }) => text);
		orders.set(id, (orders.get(id) ?? new Set()).add(texts.join(' | ')));
		const right = optionsAt(question, 1).filter((option) => option.right);
		if (right.length === 1 && right[0]) {
			placesOfRight.add(texts.indexOf(plainly(asRead(right[0].wording))));
		}
	}
	expect(placesOfRight.size, 'places where the right answer stood').toBeGreaterThan(1);
	expect(placesOfRight.has(-1)).toBe(false);
	expect([...orders.values()].some((seen) => seen.size > 1)).toBe(true);
});

test('where something is to be said, the form names nothing of what is looked for', async () => {
	const recalls = new Map(
		catalogue.lessons.flatMap(({ recalls: all }) => all.map((r) => [r.id, r])),
	);
	const seen = new Set<string>();
	for (let visits = 0; visits < 40 && seen.size < 4; visits += 1) {
		for (const { path } of lessons) {
			const [form = ''] = /<form class="ask"[\s\S]*?<\/form>/.exec(await visit(path)) ?? [];
			const [, id = ''] = /name="question" value="([^"]+)"/.exec(form) ?? [];
			const recall = recalls.get(id);
			if (!recall) continue;
			seen.add(id);
			const stem = plainly(asRead(recall.stem));
			const text = asText(form).replace(stem, '');
			for (const { name } of [...recall.required, ...recall.forbidden]) {
				const words = asRead({ html: [], text: name });
				expect(text.includes(plainly(words)), `${id}: ${words}`).toBe(false);
			}
			for (const key of keyOf(recall)) expect(text.includes(key), `${id}: ${key}`).toBe(false);
		}
	}
	expect(seen.size, 'recalls that came first').toBeGreaterThan(2);
});

test('nothing that the browser loads has an answer or an explanation in it, and there are no source maps', () => {
	const files = globSync('**/*.*', { cwd: 'dist/client' });
	expect(files.length).toBeGreaterThan(0);
	expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
	const secrets = [
		...catalogue.everything.flatMap((each) => each.questions.flatMap(wordsOf)),
		...catalogue.everything.flatMap((each) => each.recalls.flatMap(keyOf)),
	];
	for (const file of files) {
		const text = plainly(readFileSync(`dist/client/${file}`, 'utf8'));
		expect(text, file).not.toContain('sourceMappingURL');
		const found = secrets.filter((secret) => text.includes(secret));
		expect(found, file).toEqual([]);
	}
});

async function visit(path: string): Promise<string> {
	const response = await fetch(site().server.origin + path, { headers: { cookie } });
	return response.text();
}

function explanationsOf(question: Question): string[] {
	return everyOption(question).flatMap(({ explanation }) =>
		explanation ? [asRead(explanation)] : [],
	);
}

/** What an answer and its explanation say, up to the first fact: long enough to be nobody else's. */
function wordsOf(question: Question): string[] {
	return everyOption(question)
		.flatMap(({ wording, explanation }) => [wording, ...(explanation ? [explanation] : [])])
		.map(({ text }) => plainly(typeof text[0] === 'string' ? text[0] : ''))
		.filter((words) => words.length > 12);
}

/** How a recall is graded: its wordings, and its examples up to the first fact. */
function keyOf({ required, forbidden, examples }: Recall): string[] {
	const wordings = [...required, ...forbidden].flatMap(({ patterns }) => patterns);
	return [
		...wordings.map(({ source }) => plainly(source)),
		...examples.map(({ text: [first] }) => plainly(typeof first === 'string' ? first : '')),
	].filter((words) => words.length > 20);
}

function everyOption(question: Question) {
	const steps = question.kind === 'scenario' ? question.steps.length : 1;
	return Array.from({ length: steps }, (_, index) => optionsAt(question, index + 1)).flat();
}

function namesFor({ kind }: Question, options: number): string[] {
	return Array.from({ length: options }, (_, place) =>
		kind === 'order' ? `place-${place}` : `choice=${place}`,
	);
}

/** The options on a page: the name and value that they are sent with, and their words. */
function optionsOn(html: string): { name: string; text: string }[] {
	const labels = html.match(/<label class="option[\s\S]*?<\/label>/g) ?? [];
	return labels.map((label) => {
		const [, name = '', value] =
			/<input type="\w+" name="([^"]+)" value="([^"]+)"/.exec(label) ?? [];
		const [, place = ''] = /<select name="([^"]+)"/.exec(label) ?? [];
		const text = asText(label.replace(/<select[\s\S]*?<\/select>/, ''));
		return { name: value === undefined ? place : `${name}=${value}`, text };
	});
}

function asText(html: string): string {
	const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
	const text = html
		.replace(/<[^>]*>/g, '')
		.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
			String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)),
		)
		.replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
	return plainly(text);
}

/** Straight and curly quotes, one space or several, are the same to a reader. */
function plainly(text: string): string {
	return text.replace(/["“”]/g, '"').replace(/['‘’]/g, "'").replace(/\s+/g, ' ').trim();
}
