import { expect, test } from 'vitest';
import { castPeople } from '#db/seed/cast.ts';
import { moveEverybody } from '#people/close-team.ts';
import { sideBySide } from '#reports/side-by-side.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { cast, castTime } from '#test/cast.ts';
import { hour, learner, lesson, smallCompany } from '#test/small-company.ts';

const at = castTime + hour;
const deed = { by: cast.administrator.id, at };

test('a vendor’s people and our own are counted side by side, each among themselves', async () => {
	const company = await smallCompany();
	const agent = await learner(company, cast.vendorAgent);
	await agent.finish(lesson('flowers'), at);
	await agent.finish(lesson('rainy-day'), at);
	const { rows } = await sideBySide(company.db, company.catalogue, 'Northline', at + hour);
	const flowers = rows.find(({ policyId }) => policyId === 'flowers');
	const northline = castPeople.filter(({ teamId }) => teamId === 'northline').length;
	const vendors = castPeople.filter(({ teamId }) => ['northline', 'swiftway'].includes(teamId));
	expect(flowers?.vendor).toEqual({ concerned: northline, current: 1 });
	const ours = castPeople.length - vendors.length;
	expect(flowers?.ours).toEqual({ concerned: ours, current: 0 });
});

test('of fewer than five people no share is said, and of nobody nothing', async () => {
	const { db, catalogue } = await smallCompany();
	await db.write((tx) => moveEverybody(tx, { from: 'northline', to: 'contact-team' }, deed));
	expect((await sideBySide(db, catalogue, 'Northline', at)).rows).toEqual([]);
	const few = castPeople.filter(({ teamId }) => teamId === 'northline').slice(0, 4);
	for (const { id } of few)
		await db.write((tx) => changeEmployee(tx, id, { teamId: 'northline' }, deed));
	const { rows } = await sideBySide(db, catalogue, 'Northline', at);
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.every(({ vendor }) => vendor === 'too few')).toBe(true);
});
