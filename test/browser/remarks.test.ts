import { expect, test } from 'vitest';
import { remarksADay } from '#remarks/tell-us.ts';
import { cast } from '#test/cast.ts';
import { rowsIn } from './on-record.ts';
import { tell } from './remarks-views.ts';
import { signIn, useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 900 } };

test.each([
	['with script', {}],
	['without script', { javaScriptEnabled: false }],
])(
	'%s, a picker tells us without her name, is answered, and learns of it',
	async (how, options) => {
		const words = `The scanner shows no van before half past four, ${how}.`;
		const picker = await site().openAs(cast.picker, options);
		await picker.goto('/standard/delivery-promise');
		await picker.getByRole('link', { name: 'Tell us' }).click();
		expect(await picker.getByText('come from “Warehouse”').count()).toBe(1);
		await tell(picker, { what: 'Impossible here', words });
		await picker.getByText('Thank you').waitFor();
		expect(await picker.locator('main').innerText()).toContain('without your name');

		const owner = await site().openAs(cast.policyOwner, { ...wide, ...options });
		await owner.goto('/policies/remarks');
		const remark = owner.locator('.remarks li').filter({ hasText: words });
		expect(await remark.innerText()).toContain('Without a name, Warehouse. ');
		expect(await owner.content()).not.toContain(cast.picker.name);
		expect(await owner.content()).not.toContain(cast.picker.id);
		await remark.getByRole('checkbox').check();
		await owner.getByLabel('What you say').fill('From Monday it shows them at two.');
		await owner.getByRole('button', { name: 'Send the answer' }).click();
		await owner.getByText('will see it on Today').waitFor();

		await picker.goto('/');
		await picker.getByText('You were answered').waitFor();
		await picker.getByRole('button', { name: 'Read it' }).click();
		await picker.waitForURL('**/me/remarks');
		expect(await picker.locator('main').innerText()).toContain('From Monday it shows them at two.');
		await picker.goto('/');
		expect(await picker.getByText('You were answered').count(), 'once').toBe(0);
	},
);

test('her lead and her manager see nothing of it', async () => {
	const lead = await site().openAs(cast.shiftLead, wide);
	for (const path of ['/team', `/team/${cast.picker.id}`, '/me/remarks']) {
		await lead.goto(path);
		expect(await lead.content()).not.toContain('half past four');
	}
});

test('a remark is taken into the draft, stands beside it, and its version is told', async () => {
	const agent = await site().openAs(cast.storeAssociate);
	await agent.goto('/lessons/returns');
	await agent.getByRole('link', { name: 'Tell us' }).click();
	await tell(agent, { what: 'Unclear', words: 'Opened make-up: that too?', named: true });
	await agent.getByText('Thank you').waitFor();

	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/remarks?policy=returns');
	const remark = owner.locator('.remarks li').filter({ hasText: 'Opened make-up' });
	expect(await remark.innerText()).toContain(cast.storeAssociate.name);
	await remark.getByRole('checkbox').check();
	await owner.getByRole('radio', { name: 'Take it into the draft' }).check();
	await owner.getByRole('button', { name: 'Send the answer' }).click();
	await owner.waitForURL('**/policies/returns/draft?folded=1');
	await owner.getByText('One remark to take in').waitFor();
	await owner.getByText('Opened make-up').waitFor();
	const statement = await owner.getByLabel('Statement').inputValue();
	await owner.getByLabel('Statement').fill(`${statement} Opened or not.`);
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why/).fill('You asked.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText('Version 2 is in force').waitFor();

	await agent.goto('/me/remarks');
	expect(await agent.locator('main').innerText()).toContain('Your remark is in version 2.');
});

test('what was typed outlives an expired session, and is sent once she is back', async () => {
	const words = 'Her card is foreign and the machine says no.';
	const page = await site().openAs(cast.courierLead);
	await page.goto('/tell-us?policy=paying');
	await page.context().clearCookies();
	await tell(page, { words });
	await page.getByText('What you wrote is kept').waitFor();
	await signIn(page, { ...cast.courierLead, number: '0017' });
	await page.getByText('do not fit together').waitFor();
	await page.getByText('What you wrote is kept').waitFor();
	await signIn(page, cast.courierLead);
	await page.waitForURL('**/me/remarks?said=1');
	expect(await page.locator('main').innerText()).toContain(words);
});

test.each([
	['with script', cast.secondPicker, {}],
	['without script', cast.thirdPicker, { javaScriptEnabled: false }],
])('%s, what cannot be sent once she is back comes back in its form', async (_, who, options) => {
	const words = 'The eleventh thing of a long day.';
	const page = await site().openAs(who, options);
	for (let index = 0; index < remarksADay; index += 1) {
		await page.goto('/tell-us?policy=paying');
		await tell(page, { words: `Thing ${index}.` });
		await page.waitForURL('**/me/remarks?said=1');
	}
	await page.goto('/tell-us?policy=paying');
	await page.context().clearCookies();
	await tell(page, { what: 'Impossible here', words, named: true });
	await page.getByText('What you wrote is kept').waitFor();
	await signIn(page, who);
	const isBack = async () => {
		await page.getByText('Send this one tomorrow').waitFor();
		expect(await page.getByLabel('In a sentence').inputValue()).toBe(words);
		expect(await page.getByRole('radio', { name: 'Impossible here' }).isChecked()).toBe(true);
		expect(await page.getByLabel('Put my name to it').isChecked()).toBe(true);
		expect(await page.locator('main a').first().getAttribute('href')).toBe('/standard/paying');
	};
	await isBack();
	await page.getByRole('button', { name: 'Tell us' }).click();
	await isBack();
	await page.goto('/me/remarks');
	expect(await page.locator('main').innerText(), 'she is signed in').toContain('Thing 9.');
});

test('what one typed is not sent in the name of another who signs in', async () => {
	const page = await site().openAs(cast.storeManager);
	await page.goto('/tell-us?policy=paying');
	await page.context().clearCookies();
	await tell(page, { words: 'This is not hers.' });
	await page.getByText('What you wrote is kept').waitFor();
	await signIn(page, cast.shiftLead);
	await page.waitForURL('**/');
	await page.goto('/me/remarks');
	expect(await page.content()).not.toContain('This is not hers.');
});

test('a form that comes back has every word, and sent twice it counts once', async () => {
	const page = await site().openAs(cast.vendorLead, { javaScriptEnabled: false });
	await page.goto('/tell-us?policy=problems');
	const form = Object.fromEntries(
		await page
			.locator('form[action*=tellUs] input[type=hidden]')
			.evaluateAll((inputs) =>
				inputs.map((input) => [input.getAttribute('name'), input.getAttribute('value')]),
			),
	);
	const post = (more: Readonly<Record<string, string>>) =>
		page.request.post('/tell-us?_action=tellUs', {
			form: { ...form, kind: 'wrong', ...more },
			headers: { origin: site().server.origin },
			maxRedirects: 0,
		});
	const tooLong = 'too long '.repeat(60);
	const back = await (await post({ words: tooLong, named: 'yes' })).text();
	expect(back).toContain(tooLong.trim());
	expect(back).toContain('Shorten it to 500 characters.');
	expect(back).toContain(form['key']);
	for (const _ of [1, 2]) expect((await post({ words: 'Twice.' })).status()).toBe(303);
	const rows = await rowsIn(site().server.file, "select id from remarks where words = 'Twice.'");
	expect(rows).toHaveLength(1);
});
