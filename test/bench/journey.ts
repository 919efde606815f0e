import type { Page } from 'playwright-core';
import { castPerson } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import type { Question } from '#quiz/question.ts';
import { answer, catalogue } from '#test/browser/answers.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { signIn } from '#test/browser/site.ts';
import { copyOf, foundOnFirstDay } from './company.ts';
import { cost, type Measurement, median, say } from './measurement.ts';
import { serveCompany } from './servers.ts';

/** Moodle 4.5 from its sign-in page to the end of a quiz of three questions, counted once. */
const moodle = { clicks: 12, loads: 9 } as const;
const numbers = ['4417', '4423', '4431', '3117', '7011'];
const questions = 3;

type Journey = {
	/** To the first question, on the page with the lesson. */
	readonly toLesson: number;
	readonly asked: readonly { readonly kind: Question['kind']; readonly clicks: number }[];
	readonly loads: number;
};

/** Clicks and page loads from the sign-in page to the third question answered right. */
export async function measureJourney(): Promise<Measurement[]> {
	const server = await serveCompany(copyOf(await foundOnFirstDay(numbers), 'journey'));
	const browser = await launchChromium();
	const journeys: Journey[] = [];
	try {
		for (const number of numbers) {
			const context = await browser.newContext({ baseURL: server.origin, ...phone });
			journeys.push(await travel(await context.newPage(), castPerson(number)));
			await context.close();
		}
	} finally {
		await browser.close();
		await server.stop();
	}
	return summed(journeys);
}

const phone = { viewport: { width: 360, height: 740 } };

function summed(journeys: readonly Journey[]): Measurement[] {
	const whole = ({ toLesson, asked }: Journey) =>
		asked.reduce((sum, { clicks }) => sum + clicks, toLesson);
	const singles = journeys.flatMap(({ asked }) => asked.filter(({ kind }) => kind === 'single'));
	const single = median(singles.map(({ clicks }) => clicks));
	const toLesson = median(journeys.map((journey) => journey.toLesson));
	const clicks = (name: string, value: number) =>
		cost(`journey-clicks-${name}`, 'clicks', { value, yardstick: moodle.clicks });
	const loads = { value: median(journeys.map((one) => one.loads)), yardstick: moodle.loads };
	return [
		clicks('to-third-answer-of-any-kind', median(journeys.map(whole))),
		clicks('to-third-single-choice', toLesson + questions * single),
		cost('journey-page-loads-to-third-answer', 'page loads', loads),
	];
}

async function travel(page: Page, person: CastPerson): Promise<Journey> {
	const count = { clicks: 0, loads: 0 };
	await page.exposeFunction('clicked', () => (count.clicks += 1));
	await page.addInitScript('addEventListener("pointerdown", () => clicked(), true)');
	page.on('load', () => (count.loads += 1));
	await page.goto('/sign-in');
	await signIn(page, person);
	await page.waitForURL('**/');
	await page.getByRole('link', { name: 'Start' }).click();
	await page.locator('form[data-answer]').waitFor();
	const toLesson = count.clicks;
	const asked: Journey['asked'][number][] = [];
	while (asked.length < questions) asked.push(await answerOne(page, count));
	say(`journey: ${toLesson} ${asked.map(({ kind, clicks }) => `${kind} ${clicks}`).join(' ')}`);
	return { toLesson, asked, loads: count.loads };
}

/** Answers the question that is asked, a scenario to its end; an order question's lists are clicks too. */
async function answerOne(page: Page, count: { readonly clicks: number }) {
	const field = page.locator('form[data-answer] [name=question]');
	const id = await field.inputValue();
	const before = count.clicks;
	const lists = await page.locator('form[data-answer] select').count();
	do await answer(page);
	while ((await field.count()) > 0 && (await field.inputValue()) === id);
	const kind = catalogue.questionById.get(id)?.question.kind ?? 'single';
	// A list is opened with one click and a line of it chosen with another.
	return { kind, clicks: count.clicks - before + 2 * lists };
}
