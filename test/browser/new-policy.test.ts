import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };

test('a new policy is a draft that nobody reads, says what it lacks, and is in the standard once it is published', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies');
	await owner.getByRole('link', { name: 'Write a new policy' }).click();
	await owner.getByLabel('Title').fill('Gift cards');
	await owner.getByLabel('Who answers for it?').fill('Stores');
	await owner.getByLabel(/Short name/).fill('Gift Cards!');
	await owner.getByRole('button', { name: 'Begin writing' }).click();
	await owner.getByText('Use small letters').waitFor();
	expect(await owner.getByLabel('Title').inputValue()).toBe('Gift cards');
	await owner.getByLabel(/Short name/).fill('');
	await owner.getByRole('button', { name: 'Begin writing' }).click();
	await owner.waitForURL('**/policies/gift-cards/draft');
	await owner.getByRole('heading', { name: 'Gift cards: write it' }).waitFor();

	for (const page of ['/standard', '/policies', '/', '/lessons', '/standard?q=gift'])
		expect((await owner.goto(page))?.status(), page).toBe(200);
	await owner.goto('/policies');
	await owner.getByRole('heading', { name: 'New, not published yet' }).waitFor();
	await owner.goto('/policies/gift-cards/review');
	await owner.getByRole('heading', { name: 'cannot be published yet' }).waitFor();
	expect(await owner.locator('.refusals').innerText()).toContain('Write the statement.');

	await owner.goto('/policies/gift-cards/draft');
	await owner.getByText('Discard this draft').click();
	await owner.getByRole('button', { name: 'Discard the draft' }).click();
	await owner.waitForURL('**/policies/gift-cards/new');
	await owner.goto('/policies');
	expect(await owner.locator('main').innerText()).not.toContain('Gift cards');
	await owner.goto('/policies/new');
	await owner.getByRole('button', { name: 'Take it back Gift cards' }).click();
	await owner.waitForURL('**/policies/gift-cards/draft');

	await owner.getByLabel('Statement').fill('A gift card is good for {validity}.');
	await owner.getByLabel('Why it matters').fill('It was paid for, and so it is money.');
	await owner.getByLabel('Fact 1: name').fill('validity');
	await owner.getByLabel('Fact 1: value').fill('3');
	await owner.getByLabel('Fact 1: unit').selectOption('year');
	await owner.getByLabel('Store', { exact: true }).fill('Take it like cash.');
	await owner.getByRole('checkbox').first().check();
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByText('Still lacks:').waitFor();
	const review = await owner.locator('main').innerText();
	expect(review).toContain(
		'a lesson, three questions, a question in one’s own words, what Phone does',
	);
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why\?/).fill('Customers ask.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.waitForURL('**/policies/gift-cards?published=1');
	expect(await owner.locator('main').innerText()).toContain('Still lacks: a lesson');

	const picker = await site().openAs(cast.picker);
	await picker.goto('/standard#gift-cards');
	const policy = await picker.locator('#gift-cards').innerText();
	expect(policy).toContain('A gift card is good for 3\u00a0years.');
	expect(policy).not.toContain('Lessons:');
	await picker.goto('/standard/gift-cards');
	await picker.getByRole('heading', { name: 'Gift cards' }).waitFor();
});
