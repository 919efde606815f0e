import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { finish } from './answers.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };
const day = 24 * 3_600_000;

test('a version that is planned shows that it is coming, can be withdrawn, and takes effect by the clock', async () => {
	const picker = await site().openAs(cast.picker);
	await picker.goto('/lessons/returns');
	await finish(picker);

	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/returns/draft');
	await owner.getByLabel('Fact 1: value').fill('45');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why/).fill('Winter gifts are opened late.');
	await owner.getByRole('radio', { name: /day to come/ }).check();
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText('Choose the day and the time.').waitFor();
	expect(await owner.getByLabel(/^Why/).inputValue()).toBe('Winter gifts are opened late.');
	await owner.getByLabel(/Day and time/).fill('2026-03-20T09:00');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText(/takes\s+effect on 20 March 2026/).waitFor();

	await picker.goto('/');
	expect(await picker.locator('main').innerText()).toContain('Coming on 20 March 2026');
	await picker.goto('/standard#returns');
	expect(await picker.locator('#returns').innerText()).toContain('within 30\u00a0days');
	expect(await picker.locator('#returns .notice').innerText()).toContain('within 45\u00a0days');

	await owner.getByText('Withdraw it').click();
	await owner.getByRole('button', { name: 'Withdraw version 2' }).click();
	await owner.getByText('Version 2 is withdrawn.').waitFor();
	await picker.reload();
	expect(await picker.locator('#returns').innerText()).not.toContain('Coming');

	await owner.goto('/policies/returns/draft');
	await owner.getByLabel('Fact 1: value').fill('60');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why/).fill('Winter gifts are opened late.');
	await owner.getByRole('radio', { name: /day to come/ }).check();
	await owner.getByLabel(/Day and time/).fill('2026-03-20T09:00');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText(/takes\s+effect on 20 March 2026/).waitFor();
	await site().server.moveClock(3 * day);
	await picker.goto('/');
	expect(await picker.locator('.slab').innerText()).toContain('“Returns” has changed');
	expect(await picker.locator('ins').first().innerText()).toContain('60\u00a0days');

	await picker.goto('/standard/returns');
	expect(await picker.locator('.prose').innerText()).toContain('within 60\u00a0days');
	expect(await picker.locator('.history ins').first().innerText()).toContain('60\u00a0days');
	await picker.getByLabel('As it was on').fill('2026-03-19');
	await picker.getByRole('button', { name: 'Show' }).click();
	await picker.getByRole('heading', { name: 'What we promised on 19 March 2026' }).waitFor();
	expect(await picker.locator('.prose').innerText()).toContain('within 30\u00a0days');
	await picker.goto('/standard/returns?on=2026-03-17');
	expect(await picker.locator('main').innerText()).toContain('not in force yet');

	await owner.goto('/policies/returns/v/1');
	await owner.getByRole('button', { name: 'Write this again' }).click();
	await owner.waitForURL('**/draft*');
	expect(await owner.getByLabel('Fact 1: value').inputValue()).toBe('30');
});
