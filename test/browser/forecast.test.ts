import { expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { cast, castTime } from '#test/cast.ts';
import { changeFile } from './before-start.ts';
import { everybodyPractised } from './forecast-views.ts';
import { useSite } from './site.ts';

// What managers and leaders see of predicted recall: words of one person, figures of five and more.

const site = useSite({
	prepare: async (file) => {
		await everybodyPractised(file, castTime);
		// Of one policy nobody has a card.
		await changeFile(file, async (db) => {
			await db.write((tx) => tx.run(sql`delete from practice_cards where policy_id = 'authority'`));
		});
	},
});
const wide = { viewport: { width: 1280, height: 900 } };

test('a manager hears first who is sure and wrong, and sees solid, shaky or unknown, with no figure about one person', async () => {
	const page = await site().openAs(cast.shiftLead, wide);
	await page.goto('/team');
	const notice = page.getByRole('region', { name: 'Sure and wrong' });
	expect(await notice.innerText()).toMatch(
		/Returns: \d+ of \d+ sure answers were wrong in the last 28 days\./,
	);
	const rows = page.locator('.table tbody tr');
	const people = rows.filter({ has: page.getByRole('link') });
	const words = await people.locator('.knowing').allInnerTexts();
	expect(new Set(words)).toEqual(new Set(['solid', 'shaky', 'unknown']));
	expect(await people.allInnerTexts()).not.toContainEqual(expect.stringContaining('%'));
	// Of all together a figure; of the policy that nobody has a card of, none.
	const means = await rows.last().innerText();
	expect(means).toContain('All together');
	expect(means).toMatch(/\d+%/);
	expect(await page.locator('.key').last().innerText()).toContain('solid');

	await page.goto(`/team/${cast.picker.id}`);
	const states = await page.locator('.rows .knowing').allInnerTexts();
	expect(states.length).toBeGreaterThan(3);
	expect(states.join(' ')).not.toMatch(/\d/);
});

test('a leader sees predicted recall by site, channel, team and vendor with the unknown, and nothing of groups under five', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/policies');
	const notice = page.getByRole('region', { name: 'Sure and wrong' });
	await notice.getByRole('link', { name: 'Returns' }).click();
	await page.waitForURL('**/policies/returns');
	const heading = page.locator('#predicted');
	expect(await heading.innerText()).toMatch(/^\d+% would say it today, of those we know about$/);
	for (const division of ['site', 'channel', 'team', 'vendor']) {
		const table = page.getByRole('region', { name: `Predicted recall by ${division}` });
		if (division !== 'site')
			await page.locator('summary', { hasText: `Predicted recall by ${division}` }).click();
		for (const row of await table.locator('tbody tr').all()) {
			const cells = await row.locator('td').allInnerTexts();
			expect(cells[0]).toMatch(/^(\d+%|too few known)$/);
			expect(cells[1]).toMatch(/^\d+%$/);
			expect(Number(cells[2])).toBeGreaterThanOrEqual(5);
		}
		expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
	}
	expect(await page.locator('.forecast svg title').first().textContent()).toMatch(/would say it/);
});

test('the calibration page says what it found, with a chart, its table and a constant beside', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/ask/calibration');
	expect(await page.locator('h1').innerText()).toMatch(/\d+ of 100 answers were predicted right/);
	expect(await page.locator('svg[role=img] circle').count()).toBeGreaterThan(2);
	const scores = page.getByRole('region', { name: 'How far off it is' });
	expect(await scores.innerText()).toMatch(/A constant\s+0\.\d{3}\s+0\.\d{3}/);
	expect(await page.locator('main').innerText()).toContain('within the hour');
});

test('where the organisation has decided so, the number stands beside the sign', async () => {
	const administrator = await site().openAs(cast.administrator, wide);
	await administrator.goto('/settings');
	await administrator.getByLabel('Figures about one person').check();
	await administrator.getByRole('button', { name: 'Save' }).first().click();
	await administrator.getByRole('status').waitFor();
	const page = await site().openAs(cast.shiftLead, wide);
	await page.goto('/team');
	const signs = await page.locator('tbody .knowing').allInnerTexts();
	expect(signs.join(' ')).toMatch(/solid\s*\d+%/);
	await page.goto(`/team/${cast.thirdPicker.id}`);
	expect((await page.locator('.rows .knowing').allInnerTexts()).join(' ')).toMatch(/\d+%/);
});
