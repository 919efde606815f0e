import type { Locator, Page } from 'playwright-core';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { fillTemplate } from '#lib/template.ts';
import { formatQuantity, type Quantity } from '#lib/quantity.ts';
import { askedOrder } from '#quiz/present.ts';
import {
	type Option,
	optionsAt,
	type Question,
	type RecallQuestion,
	type Wording,
} from '#quiz/question.ts';

// Journeys know the right answers as authors do: from the content, never from the page.

export const catalogue = readCatalogue(readContentFiles('content'));

export type FactValues = Readonly<Record<string, Quantity>>;

const published: FactValues = Object.fromEntries(
	catalogue.policies.flatMap(({ id, body }) =>
		Object.entries(body.facts).map(([name, fact]) => [`${id}.${name}`, fact] as const),
	),
);

/** Chooses the answer to the question on the page, right or wrong, without sending it. */
export async function choose(
	page: Page,
	how: 'right' | 'wrong',
	changed: FactValues = {},
): Promise<void> {
	const form = page.locator('form[data-answer]');
	const { question, step } = await questionOn(page);
	const facts = { ...published, ...changed };
	const options = optionsAt(question, step);
	if (question.kind === 'order') return putInOrder(form, options, how, facts);
	if (question.kind === 'recall') return say(form, question, how, facts);
	const wanted = options.filter(({ right }) => (how === 'right' ? right : !right));
	const some = question.kind === 'multiple' ? wanted : wanted.slice(0, 1);
	for (const box of await form.getByRole('checkbox').all()) await box.uncheck();
	for (const option of some) await optionOn(form, option, facts).locator('input').check();
}

/** Chooses and sends; waits until the page has moved on. */
export async function answer(
	page: Page,
	how: 'right' | 'wrong' = 'right',
	changed: FactValues = {},
): Promise<void> {
	const before = await turnOn(page);
	await choose(page, how, changed);
	await page.getByRole('button', { name: 'Check' }).click();
	await untilTurnAfter(page, before);
}

/**
 * Waits until the page asks something else, or nothing any more. It is asked again from here: a page
 * without script never looks a second time by itself.
 */
export async function untilTurnAfter(page: Page, before: string): Promise<void> {
	const isPast = (turn: string) => {
		const fields = ['attempt', 'question', 'round', 'step'].map(
			(name) => document.querySelector<HTMLInputElement>(`form[data-answer] [name=${name}]`)?.value,
		);
		return document.readyState === 'complete' && fields.slice(1).join(' ') !== turn;
	};
	const last = Date.now() + 30_000;
	// Between two pages there is nothing to ask.
	while (!(await page.evaluate(isPast, before).catch(() => false))) {
		if (Date.now() > last) throw new Error(`The page still asks ${before}.`);
		await page.waitForTimeout(30);
	}
}

/** Answers until nothing is asked any more; returns how many answers it took. */
export async function finish(page: Page, changed: FactValues = {}): Promise<number> {
	let count = 0;
	while ((await page.locator('form[data-answer]').count()) > 0) {
		await answer(page, 'right', changed);
		count += 1;
		if (count > 60) throw new Error('The quiz does not end.');
	}
	return count;
}

/** Every visit mixes anew: opens a lesson until questions of these kinds come first. */
export async function openWith(
	page: Page,
	lesson: string,
	kinds: readonly string[],
): Promise<void> {
	const questions = catalogue.lessonById.get(lesson)?.questions ?? [];
	for (let visit = 0; visit < 100; visit += 1) {
		await page.goto(`/lessons/${lesson}`);
		const attempt = await page.locator('form[data-answer] [name=attempt]').inputValue();
		const first = askedOrder(questions, attempt).slice(0, kinds.length);
		if (kinds.every((kind) => first.some((question) => question.kind === kind))) return;
	}
	throw new Error(`${kinds.join(' and ')} did not come first in 100 visits of ${lesson}.`);
}

/** Question, round and step that the page asks. */
export async function turnOn(page: Page): Promise<string> {
	const value = (name: string) => page.locator(`form[data-answer] [name=${name}]`).inputValue();
	return [await value('question'), await value('round'), await value('step')].join(' ');
}

/** The question that the page asks, as its author wrote it. */
export async function questionOn(page: Page): Promise<{ question: Question; step: number }> {
	const form = page.locator('form[data-answer]');
	const id = await form.locator('[name=question]').inputValue();
	const step = Number(await form.locator('[name=step]').inputValue());
	const place = catalogue.questionById.get(id);
	if (!place) throw new Error(`The content has no question ${id}.`);
	return { question: place.question, step };
}

/** One of the answers that its author wrote as an example. */
async function say(
	form: Locator,
	{ recall }: RecallQuestion,
	how: 'right' | 'wrong',
	facts: FactValues,
): Promise<void> {
	await form.getByRole('textbox').fill(exampleOf(recall, how, facts));
}

export function exampleOf(
	{ examples }: Pick<RecallQuestion['recall'], 'examples'>,
	how: 'right' | 'wrong',
	facts: FactValues = published,
): string {
	const example = examples.find(({ knows }) => knows === (how === 'right'));
	return asRead({ html: [], text: example?.text ?? [] }, facts);
}

async function putInOrder(
	form: Locator,
	options: readonly Option[],
	how: 'right' | 'wrong',
	facts: FactValues,
): Promise<void> {
	const order = how === 'right' ? options : options.toReversed();
	for (const [index, option] of order.entries()) {
		await optionOn(form, option, facts)
			.locator('select')
			.selectOption(String(index + 1));
	}
}

/** An option where the page shows it. */
export function optionOn(form: Locator, option: Option, facts: FactValues = published): Locator {
	const words = asRead(option.wording, facts).trim().split(/\s+/).map(escapePattern).join('\\s+');
	return form.locator('.option').filter({ hasText: new RegExp(`^[\\s–\\d]*${words}$`) });
}

/** A wording as a reader sees it, with the facts in it. */
export function asRead({ text }: Wording, facts: FactValues = published): string {
	return fillTemplate(text, (name) => {
		const fact = facts[name];
		return fact ? formatQuantity(fact) : '';
	});
}

/** Straight and curly quotes are the same to a reader. */
function escapePattern(word: string): string {
	return word
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/["“”]/g, '["“”]')
		.replace(/['’‘]/g, "['’‘]");
}
