import { expect, test } from 'vitest';
import { cast, castTime } from '#test/cast.ts';
import { changeFile, publishChange } from './before-start.ts';
import { plantResults } from './results-planted.ts';
import { useSite } from './site.ts';

const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			await plantResults(db);
			const reworded = castTime - 1000;
			await publishChange(
				db,
				'returns',
				(body) => ({ ...body, statement: `${body.statement} Gladly.` }),
				reworded,
			);
		}),
});
const wide = { viewport: { width: 1280, height: 900 } };

test.each([
	['with script', {}],
	['without script', { javaScriptEnabled: false }],
])('%s, a leader reads that one vendor’s people lack one idea', async (_how, options) => {
	const leader = await site().openAs(cast.chiefExecutive, { ...wide, ...options });
	await leader.goto('/ask/running');
	const main = await leader.locator('main').innerText();
	expect(main).toMatch(/Between \d+ and \d+ of 100 know it; \d+ is our best estimate\./);
	expect(main).toContain('Northline: they know within 30 days and settled their way, not any');
	expect(main).toContain('12 of 12 left it out; of everybody else 0 of 88.');
	expect(main).toMatch(/Practice predicted 82 of 100.*Practice flatters here\./s);
	expect(main).toContain('100 of 153 answered (65 %)');
	const refresh = leader.getByRole('link', { name: 'Look again' });
	expect(await refresh.isVisible()).toBe(options !== undefined && 'javaScriptEnabled' in options);

	await leader.getByRole('link', { name: 'Read the answers' }).click();
	await leader.getByLabel('Group').selectOption('vendor:northline');
	await leader.getByRole('button', { name: 'Show' }).click();
	expect(await leader.locator('h1').innerText()).toBe('12 answers');
	const answers = await leader.locator('.answers-read').innerText();
	expect(answers).toContain('missing: any channel');
	expect(answers).not.toContain(cast.vendorAgent.name);
	expect(await leader.content()).not.toContain(cast.vendorAgent.id);
});

test('a version published while it ran is shown beside the one that judged', async () => {
	const leader = await site().openAs(cast.policyOwner, wide);
	await leader.goto('/ask/running');
	const notice = leader.locator('.notice').filter({ hasText: 'Judged by version 1' });
	expect(await notice.innerText()).toContain('Version 2 is in force since');
	expect(await notice.innerText()).toContain('Gladly.');
	await leader.goto('/ask/before');
	expect(await leader.getByText('Judged by version').count()).toBe(0);
});

test('she sends the word, puts it into the huddle, takes it back; an agent sees the word', async () => {
	const leader = await site().openAs(cast.policyOwner, wide);
	await leader.goto('/ask/running');
	expect(await leader.getByLabel('To whom').locator('option:checked').innerText()).toBe(
		'Northline: reaches 12 people',
	);
	await leader.getByRole('button', { name: 'Send the word' }).click();
	await leader.getByText('Sent. 12 people will see it on Today.').waitFor();
	await leader.getByRole('button', { name: 'Send the word' }).click();
	await leader.getByText('Once a day is enough').waitFor();

	expect(await leader.getByLabel('What to stress').inputValue()).toBe('any channel');
	await leader.getByRole('button', { name: 'Put it in', exact: true }).click();
	await leader.getByText('In the huddle tomorrow: any channel').waitFor();
	expect(await leader.locator('#next .rows').innerText()).toContain('Call centre, Northline');
	await leader.getByRole('button', { name: 'Take it back' }).click();
	await leader.getByText('Taken back.').waitFor();
	expect(await leader.locator('#next .rows').count()).toBe(0);

	const lead = await site().openAs(cast.vendorLead);
	await lead.goto('/');
	expect(await lead.locator('.notice').first().innerText()).toContain('asks you to look at');
});

test('while it runs the result comes by itself, and what was unfolded stays so', async () => {
	const leader = await site().openAs(cast.policyOwner, wide);
	await leader.goto('/ask/nobody');
	await leader.locator('summary', { hasText: 'By part of the sample' }).click();
	await leader.locator('body').click({ position: { x: 5, y: 5 } });
	const fresh = (await (await leader.request.get('/ask/three')).text()).replaceAll('three', 'x');
	await leader.route('**/ask/nobody', (route) =>
		route.fulfill({ contentType: 'text/html', body: fresh }),
	);
	await leader.getByRole('heading', { name: 'Two of the 3 can state it.' }).waitFor();
	expect(await leader.locator('details[open]').count()).toBe(1);
	expect(await leader.locator('[data-told]').innerText()).toBe('Two of the 3 can state it.');
}, 30_000);

test('every state says what it is', async () => {
	const leader = await site().openAs(cast.policyOwner, wide);
	const said = async (path: string) => {
		await leader.goto(path);
		return leader.locator('main').innerText();
	};
	expect(await said('/ask/nobody')).toContain('Nobody has answered yet.');
	expect(await said('/ask/three')).toContain('Two of the 3 can state it.');
	expect(await said('/ask/to-read')).toMatch(/9 answers wait for two readers.*Mark answers/s);
	expect(await said('/ask/all-unsure')).toContain('The grader was unsure of 8 of 8 answers');
	const running = await said('/ask/anonymous');
	expect(running).toContain('The answers open when the question closes.');
	expect(running).not.toMatch(/of 100|Northline:/);
	expect(await said('/ask/anonymous/answers')).toContain('No answers to read');
	const ended = await said('/ask/anonymous-ended');
	expect(ended).toContain('ended early');
	expect(ended).toMatch(/Between \d+ and \d+ of 100/);
	expect(await said('/ask/anonymous-ended/answers')).toContain('100 answers');
	expect(await leader.getByLabel('Group').count()).toBe(0);
	expect(await said('/ask/no-such-question')).toContain('not');
});

test('the result by group is a file, on a device of one’s own', async () => {
	const leader = await site().openAs(cast.policyOwner, wide);
	const response = await leader.request.get('/ask/running/result.csv');
	expect(response.headers()['content-disposition']).toContain('result.csv');
	const text = await response.text();
	expect(text).toContain('vendor,Northline,');
	expect(text).not.toContain(cast.vendorAgent.id);
});
