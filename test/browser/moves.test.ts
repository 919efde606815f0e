import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

// A move with a date, and a manager who is away.

const site = useSite();
const day = 24 * 3_600_000;
const desk = { viewport: { width: 1280, height: 900 } };

test('an administrator plans a move, changes it, and it is carried out by itself on its day', async () => {
	const page = await site().openAs(cast.administrator, desk);
	const address = `/people/${cast.picker.id}/move`;
	await page.goto(address);
	await page.getByLabel('First day there').fill('2026-03-20');
	await page.getByLabel('Team', { exact: true }).selectOption('store-1');
	await page.getByRole('button', { name: 'Plan the move' }).click();
	await page.getByText('Planned. It is carried out by itself.').waitFor();
	await page.getByRole('link', { name: 'Change it' }).click();
	expect(await page.getByLabel('First day there').inputValue()).toBe('2026-03-20');
	await page.getByLabel('Team', { exact: true }).selectOption('store-2');
	await page.getByLabel('Job').fill('Associate');
	await page.getByLabel('Works most in').selectOption('store');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await page.getByText('On 20 March 2026: Store 2, Bremen, as Associate, Store').waitFor();
	expect(await page.getByText('Store 1, Hamburg Altona').filter({ visible: true }).count()).toBe(0);
	await site().server.moveClock(2 * day);
	await expect
		.poll(
			async () => {
				await page.goto(address);
				return page
					.getByRole('row', { name: /^20 March 2026 now Store 2, Bremen Associate/ })
					.count();
			},
			{ timeout: 20_000 },
		)
		.toBe(1);
	expect(await page.getByText('On 20 March 2026').count()).toBe(0);
	await site().server.moveClock(-2 * day);
});

test('a plan is taken back', async () => {
	const page = await site().openAs(cast.administrator);
	await page.goto(`/people/${cast.secondPicker.id}/move`);
	await page.getByLabel('First day there').fill('2026-04-20');
	await page.getByLabel('Team', { exact: true }).selectOption('store-1');
	await page.getByRole('button', { name: 'Plan the move' }).click();
	await page.getByRole('button', { name: 'Take it back' }).click();
	await page.getByText('Taken back.').waitFor();
	expect(await page.getByText('On 20 April 2026').count()).toBe(0);
});

test('a manager names a deputy, who sees the team until it is ended, and cannot hand it on', async () => {
	const manager = await site().openAs(cast.shiftLead, desk);
	const deputy = await site().openAs(cast.secondPicker, desk);
	const status = async (address: string) => (await deputy.goto(address))?.status();
	expect(await status('/team')).toBe(404);
	await manager.goto('/team');
	await manager.getByRole('link', { name: /Name who stands in for you/ }).click();
	await manager.getByLabel('Who', { exact: true }).fill('4423');
	await manager.getByLabel('Until and including').fill('2026-03-25');
	await manager.getByRole('button', { name: 'Name the deputy' }).click();
	await manager.getByText('18 March 2026 to 25 March 2026. Holds now.').waitFor();
	expect(await status('/team')).toBe(200);
	await deputy
		.getByText(`You stand in for ${cast.shiftLead.name} until the end of 25 March`)
		.waitFor();
	expect(await deputy.getByRole('link', { name: cast.thirdPicker.name }).count()).toBe(1);
	expect(await deputy.getByRole('link', { name: cast.shiftLead.name }).count()).toBe(0);
	expect(await status(`/team/${cast.thirdPicker.id}`)).toBe(200);
	expect(await status(`/team/${cast.storeAssociate.id}`)).toBe(404);
	expect(await status('/team/deputies')).toBe(404);
	expect(await status('/policies')).toBe(404);
	await manager.getByRole('button', { name: 'End it now' }).click();
	await manager.getByText('It holds no longer.').waitFor();
	expect(await status('/team')).toBe(404);
});

test('an administrator names a deputy for a manager who cannot', async () => {
	const administrator = await site().openAs(cast.administrator);
	await administrator.goto(`/people/${cast.storeManager.id}/deputies`);
	await administrator.getByLabel('Who', { exact: true }).fill(cast.storeAssociate.name);
	await administrator.getByLabel('Until and including').fill('2026-03-25');
	await administrator.getByRole('button', { name: 'Name the deputy' }).click();
	await administrator.getByText('Holds now').waitFor();
	const manager = await site().openAs(cast.storeManager);
	await manager.goto('/team/deputies');
	await manager.getByText(`named by ${cast.administrator.name}`).waitFor();
});

test('a manager looks at the end of a past day', async () => {
	const page = await site().openAs(cast.shiftLead, desk);
	await page.goto('/team');
	await page.getByLabel('At the end of a past day').fill('2026-03-17');
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await page.getByRole('heading', { name: 'Your teams at the end of 17 March 2026' }).waitFor();
	await page.getByRole('link', { name: 'Back to now' }).click();
	await page.waitForURL('**/team');
});
