import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast, castTime } from '#test/cast.ts';
import { finish } from './answers.ts';
import { rowsIn } from './on-record.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };

/** Adds a policy to the package on the page, changes a text of it, and comes back. */
async function change(page: Page, policy: string, label: string, text: string): Promise<void> {
	const address = page.url();
	await page.getByLabel(/Add (a|another) policy/).selectOption({ label: policy });
	await page.getByRole('button', { name: 'Add it' }).click();
	await page.getByRole('link', { name: `Write the change of ${policy}` }).click();
	await page.getByLabel(label, { exact: true }).fill(text);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Saved.').waitFor();
	await page.goto(address);
}

test('a leader publishes two changes for 1 December, sees whom they reach, and on 2 December who has them', async () => {
	const picker = await site().openAs(cast.picker);
	await picker.goto('/lessons/returns');
	await finish(picker);

	// From the list of policies, without script, as somebody would who has never seen it.
	const owner = await site().openAs(cast.policyOwner, { ...wide, javaScriptEnabled: false });
	await owner.goto('/policies');
	await owner.getByRole('link', { name: 'Change several policies together' }).click();
	await owner.getByLabel('Name').fill('  ');
	await owner.getByRole('button', { name: 'Begin' }).click();
	await owner.getByText('Give it a name').waitFor();
	await owner.getByLabel('Name').fill('The golden quarter');
	await owner.getByRole('button', { name: 'Begin' }).click();
	await owner.getByRole('heading', { name: 'The golden quarter' }).waitFor();

	await change(owner, 'Returns', 'Fact 1: value', '45');
	await change(
		owner,
		'Paying made easy',
		'Why it matters',
		'Nobody may be kept waiting with a gift in hand.',
	);
	const said = await owner.locator('main').innerText();
	const [row] = await rowsIn(site().server.file, 'select count(*) as n from employees');
	expect(said).toContain('2 changes, published together or not at all.');
	expect(said).toContain(`They reach ${Number(row?.['n'])} people in all, each counted once; 1 of`);
	await owner.locator('ins', { hasText: '45\u00a0days' }).first().waitFor();
	expect(said).toContain('By employer');

	// Neither of the two can be published alone meanwhile.
	await owner.goto('/policies/paying/review');
	await owner.getByText('published with it, or not at all').waitFor();
	expect(await owner.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
	await owner.getByRole('link', { name: 'The golden quarter' }).click();

	await owner.locator('input[name="change.paying"][value="editorial"]').check();
	await owner.getByLabel(/^Why\?/).fill('Winter gifts are opened late.');
	await owner.getByRole('radio', { name: /day to come/ }).check();
	await owner.getByRole('button', { name: 'Publish all 2 together' }).click();
	await owner.getByText('Choose the day and the time.').waitFor();
	expect(await owner.getByLabel(/^Why\?/).inputValue()).toBe('Winter gifts are opened late.');
	expect(await owner.locator('input[name="change.paying"]:checked').inputValue()).toBe('editorial');
	await owner.getByLabel(/Day and time/).fill('2026-12-01T09:00');
	await owner.getByRole('button', { name: 'Publish all 2 together' }).click();
	await owner.getByText('All 2 take effect on 1 December 2026').waitFor();
	await owner.goto('/policies/returns');
	await owner.getByText('published together with Paying made easy').waitFor();

	await picker.goto('/');
	expect(await picker.locator('main').innerText()).toContain('Coming on 1 December 2026');

	await site().server.moveClock(Date.UTC(2026, 11, 2, 10) - castTime);
	const amina = await site().openAs(cast.picker);
	await amina.goto('/changes/returns');
	await finish(amina, { 'returns.window': { value: 45, unit: 'day' } });
	const later = await site().openAs(cast.policyOwner, wide);
	await later.goto('/policies');
	await later.getByRole('link', { name: /The golden quarter/ }).click();
	await later.getByText(/On 2 December 2026: \d+ of \d+ have it\./).waitFor();
	expect(await later.getByRole('link', { name: /^Returns/ }).innerText()).toMatch(
		/Version 2, material\. 1 of \d+ have it\./,
	);
	await later.getByRole('link', { name: /^Returns/ }).click();
	await later.waitForURL('**/policies/returns');
});

test('a package is refused as a whole, naming every policy; a policy can be taken out, the package given up and taken back', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/packages/new');
	await owner.getByLabel('Name').fill('Too much');
	await owner.getByRole('button', { name: 'Begin' }).click();
	await change(owner, 'We tell them first', 'Fact 1: value', '20000');
	await owner.getByLabel('Add another policy').selectOption({ label: 'Fix it on the spot' });
	await owner.getByRole('button', { name: 'Add it' }).click();
	await owner.getByRole('heading', { name: 'It cannot be published yet' }).waitFor();
	const refused = await owner.locator('.refusals').innerText();
	expect(refused).toContain('We tell them first: ');
	expect(refused).toContain('It says the same as what is in force.');
	const publish = owner.getByRole('button', { name: 'Publish all 2 together' });
	expect(await publish.isDisabled()).toBe(true);
	await owner.getByRole('button', { name: 'Take it out Fix it on the spot' }).click();
	expect(await owner.locator('.refusals').innerText()).not.toContain('says the same');
	await owner.getByText('Give this package up').click();
	await owner.getByRole('button', { name: 'Give it up' }).click();
	await owner.getByText('This package was given up.').waitFor();
	await owner.getByRole('button', { name: 'Take it back' }).click();
	await owner.getByRole('heading', { name: 'It cannot be published yet' }).waitFor();
});
