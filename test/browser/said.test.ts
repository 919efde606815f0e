import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { answer, finish, questionOn, turnOn, untilTurnAfter } from './answers.ts';
import { rowsIn } from './on-record.ts';
import { notYet, openRecall } from './said-views.ts';
import { signIn, useSite } from './site.ts';

// Said in one's own words, as the learner meets it; appeals, and the people who read them.

const site = useSite();

const twoTypos =
	'poeple can give anything back in any chanel for 30 days and they chose how its settled';
async function say(page: Page, words: string): Promise<void> {
	const before = await turnOn(page);
	await page.getByLabel('Your answer').fill(words);
	await page.getByRole('button', { name: 'Check' }).click();
	await untilTurnAfter(page, before);
}

async function feedback(page: Page): Promise<string> {
	return page.locator('.feedback').innerText();
}

test('somebody says it with two typos, and sees what was found', async () => {
	const page = await site().openAs(cast.thirdPicker);
	await openRecall(page);
	// A button that says something, as the daily minute has them: what was pressed goes along.
	const check = page.getByRole('button', { name: 'Check' });
	await check.evaluate((button) => {
		button.setAttribute('name', 'confidence');
		button.setAttribute('value', 'think');
	});
	await say(page, twoTypos);
	const sent = `select confidence from answers where question_id = 'returns' and verdict = 'knows'`;
	expect(await rowsIn(site().server.file, sent)).toMatchObject([{ confidence: 'think' }]);
	expect(await feedback(page)).toContain('✓ You know it.');
	expect(await page.locator('.feedback mark').allInnerTexts()).toContain('30 days');
	expect(await page.locator('.ideas li').allInnerTexts()).toEqual([
		expect.stringMatching(/✓\s+any channel\s+found: “any chanel”/),
		expect.stringMatching(/✓\s+within 30.days\s+found: “.*30 days”/),
		expect.stringMatching(/✓\s+settled their way\s+found: “they chose.*”/),
	]);
	expect(await page.getByText('I did say that').count()).toBe(0);
	await finish(page);
	expect(await page.locator('.slab').innerText()).toContain('5 of 5 right the first time');
});

test('not yet: she says that she did say it, a manager reads it, and she is told', async () => {
	const page = await site().openAs(cast.picker);
	await openRecall(page);
	await say(page, notYet);
	expect(await feedback(page)).toContain('✗ Not yet.');
	expect(await feedback(page)).toMatch(/any channel\s+not found/);
	expect(await feedback(page)).toMatch(/Anyone can bring anything back within 30.days/);
	expect(await feedback(page)).toMatch(/You will see it again at the end|Here it is once more/);
	await page.getByText('I did say that').click();
	await page.getByLabel('Add a line if you like').fill('Nice means she may choose.');
	await page.getByRole('button', { name: 'Ask somebody to read it' }).dblclick();
	await page.getByRole('heading', { name: 'A person will read this.' }).waitFor();
	expect(await page.getByText('I did say that', { exact: true }).count()).toBe(0);
	await finish(page);
	// It counts as said: nothing comes again.
	expect(await page.locator('.slab').innerText()).toMatch(/Done: Returns/);

	const owner = await site().openAs(cast.policyOwner);
	await owner.goto('/team/answers');
	const asOwner = owner.locator('.answer').filter({ hasText: notYet });
	expect(await asOwner.innerText()).not.toContain('Amina');
	const lead = await site().openAs(cast.shiftLead);
	await lead.goto('/team');
	await lead.getByRole('link', { name: '1 answer waits for somebody to read it' }).click();
	const waiting = lead.locator('.answer').filter({ hasText: notYet });
	expect(await waiting.innerText()).toMatch(
		/Amina Yusuf, 18 March[\s\S]*Nice means she may choose/,
	);
	await waiting.getByLabel('A line to Amina Yusuf').fill('Yes: she chooses. Well said.');
	await waiting.getByText('Show us the words').click();
	await waiting.getByLabel('Which words showed it?').fill('we are nice about it');
	await waiting.getByRole('button', { name: 'She knows it' }).click();
	// The idea is still to be chosen, and everything typed is there.
	await lead.getByText('Choose what these words show.').waitFor();
	expect(await waiting.getByLabel('A line to').inputValue()).toBe('Yes: she chooses. Well said.');
	await waiting.getByLabel('What do they show?').selectOption('settled their way');
	await waiting.getByRole('button', { name: 'She knows it' }).click();
	await lead.getByText('Kept: she knows it. The learner is told').waitFor();
	await lead.getByRole('heading', { name: 'No answer waits for a reader.' }).waitFor();

	await asOwner.getByRole('button', { name: 'Not yet' }).click();
	await owner.getByText('Piotr', { exact: false }).first().waitFor();
	expect(await owner.locator('.notice').innerText()).toMatch(/was first.*she knows it/);
	const teach = owner.getByRole('link', { name: 'Teach the grader this wording' });
	expect(await teach.getAttribute('href')).toMatch(/^\/policies\/recalls\/returns\?answer=/);

	await page.goto('/');
	await page.getByRole('link', { name: 'See what came of it' }).click();
	const mine = page.locator('.answer').first();
	expect(await mine.innerText()).toMatch(/You know it[\s\S]*Read by Piotr[\s\S]*New/);
	expect(await mine.innerText()).toContain('Yes: she chooses. Well said.');
	await page.goto('/');
	expect(await page.getByText('See what came of it').count()).toBe(0);
	const rows = await rowsIn(
		site().server.file,
		`select idea, idea_name, wording from recall_wordings`,
	);
	expect(rows).toMatchObject([
		{ idea: 2, idea_name: 'settled their way', wording: 'we are nice about it' },
	]);
});

test('nothing, too much, signs alone and HTML are answered kindly, without script', async () => {
	const page = await site().openAs(cast.storeAssociate, { javaScriptEnabled: false });
	const form = page.locator('form[data-answer]');
	const fields = async (said: string) => {
		const values = await form
			.locator('[type=hidden]')
			.evaluateAll((inputs) =>
				inputs.map((input) => [
					input.getAttribute('name') ?? '',
					input.getAttribute('value') ?? '',
				]),
			);
		return { ...Object.fromEntries(values), said };
	};
	for (;;) {
		await page.goto('/lessons/returns');
		const { question } = await questionOn(page);
		if (question.kind === 'recall') break;
	}
	const post = async (said: string) => {
		const headers = { origin: site().server.origin };
		const at = '/lessons/returns?_action=answer';
		const response = await page.request.post(at, { form: await fields(said), headers });
		return response.text();
	};
	expect(await post('  \n ')).toContain('Say it in your own words first.');
	const long = 'back '.repeat(2000).trim();
	const back = await post(long);
	expect(back).toContain('That is 9999 characters, and 300 is the most.');
	expect(back).toContain(`>${long}</textarea>`);
	expect((await post('x'.repeat(20_001))).includes('That is far too long.')).toBe(true);
	await page.getByLabel('Your answer').fill('🙂🙂');
	await page.getByRole('button', { name: 'Check' }).click();
	expect(await feedback(page)).toContain('There were no words in it that we can read.');
	expect(await page.getByText('I did say that').count()).toBe(0);
	while ((await questionOn(page)).question.kind !== 'recall') {
		await answer(page);
	}
	expect(await form.innerText()).toContain('This one comes again.');
	const html = '<b>back</b> & "any" <img src=x onerror=alert(1)>';
	await page.getByLabel('Your answer').fill(html);
	await page.getByRole('button', { name: 'Check' }).click();
	expect(await page.locator('.said').innerText()).toContain(html);
	expect(await feedback(page)).toMatch(/We go on. It comes again another day.|A person will read/);
	expect(await page.locator('.slab').innerText()).toMatch(/4 of 5 right the first time/);
});

test('what was written survives the end of a session', async () => {
	const page = await site().openAs(cast.storeManager);
	await openRecall(page);
	await page.getByLabel('Your answer').fill(twoTypos);
	await page.context().clearCookies({ name: 'touchstone_session' });
	await page.getByRole('button', { name: 'Check' }).click();
	await page.getByText('Your answer is kept').waitFor();
	await signIn(page, cast.storeManager);
	await page.getByText('You know it.').waitFor();
	expect(await page.locator('.said').innerText()).toContain('any chanel');
});

test('Enter goes on writing, Ctrl and Enter send, and the room that is left is counted', async () => {
	const page = await site().openAs(cast.logisticsManager);
	await openRecall(page);
	const field = page.getByLabel('Your answer');
	await field.fill('bring it');
	await field.press('Enter');
	expect(await field.inputValue()).toBe('bring it\n');
	expect(await page.locator('.left').innerText()).toBe('');
	await field.fill('x'.repeat(258));
	expect(await page.locator('.left').innerText()).toBe('42 left');
	await field.fill(twoTypos);
	await field.press('Control+Enter');
	await page.getByText('You know it.').waitFor();
});

test('where the browser listens, what is spoken is written down, and nothing is sent by itself', async () => {
	const page = await site().openAs(cast.courierLead);
	await page.addInitScript(() => {
		class Listens extends EventTarget {
			lang = '';
			start() {
				Object.assign(window, { heard: this });
			}
			stop() {
				this.dispatchEvent(new Event('end'));
			}
		}
		Object.assign(window, { SpeechRecognition: Listens });
	});
	await openRecall(page);
	const turn = await turnOn(page);
	const hears = (type: string, detail: object) =>
		page.evaluate(
			([name, more]) => {
				const { heard } = Object.assign({ heard: new EventTarget() }, window);
				heard.dispatchEvent(Object.assign(new Event(name), more));
			},
			[type, detail] as const,
		);
	await page.getByLabel('Your answer').fill('anywhere,');
	await page.getByRole('button', { name: 'Speak' }).click();
	await page.getByText('Listening.').waitFor();
	await hears('result', { results: [[{ transcript: 'within thirty' }]] });
	await hears('result', {
		results: [[{ transcript: 'within thirty days' }], [{ transcript: ' any' }]],
	});
	expect(await page.getByLabel('Your answer').inputValue()).toBe(
		'anywhere, within thirty days any',
	);
	await page.getByRole('button', { name: 'Stop' }).click();
	await page.getByRole('button', { name: 'Speak' }).click();
	await hears('error', { error: 'not-allowed' });
	await page.getByText('The microphone is off for this page.').waitFor();
	expect(await turnOn(page)).toBe(turn);
});

test('where the browser does not listen, nothing offers to', async () => {
	const page = await site().openAs(cast.vendorLead);
	await page.addInitScript(() => {
		Object.assign(window, { SpeechRecognition: undefined, webkitSpeechRecognition: undefined });
	});
	await openRecall(page);
	expect(await page.getByRole('button', { name: 'Speak' }).count()).toBe(0);
});
