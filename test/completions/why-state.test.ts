import { expect, test } from 'vitest';
import { saveAssignment } from '#assignments/change-assignment.ts';
import { exemptPerson } from '#assignments/exempt.ts';
import { readOverview } from '#completions/standings.ts';
import { whyState } from '#completions/why-state.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	smallCompany,
	update,
} from '#test/small-company.ts';

/** Amina, who started four days before the lessons came. */
async function asking() {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const amina = await learner(company, cast.picker);
	const { person } = amina;
	const around = { who: 'you', startedAt: person.startedAt, timeZone: person.timeZone };
	const why = async (policyId: string, at: number) => {
		const { policies } = await readOverview(db.read, catalogue, person, at);
		const policy = policies.find((one) => one.policyId === policyId) ?? expect.fail(policyId);
		const thread = (await readPolicies(db.read)).byId.get(policyId);
		return whyState({ ...around, ...policy, thread, at });
	};
	return { company, db, amina, person, why };
}

test('what is to be learned says who gives it and from when the days count', async () => {
	const { db, person, why } = await asking();
	expect(await why('loans', castTime + hour)).toBe(
		'Due by 25 March 2026: given by ‘For everyone’, 7 days after it was given.',
	);
	expect(await why('loans', castTime + 9 * day)).toBe(
		'It was due by 25 March 2026: given by ‘For everyone’, 7 days after it was given.',
	);
	expect(await why('keys', castTime)).toBe('Not asked: nobody has given it.');
	const words = { title: 'Rain', audience: {}, lessons: ['keys'], due: { by: '2026-03-20' } };
	const by = cast.policyOwner.id;
	const save = { id: 'r', words, seenRevision: 0, beginAnew: false, by, at: castTime };
	await saveAssignment(db, save);
	expect(await why('keys', castTime + 1)).toBe(
		'Due by 20 March 2026: given by ‘Rain’, the same day for everybody.',
	);
	expect(person.startedAt).toBeLessThan(castTime);
});

test('a newcomer’s days count from her first day', async () => {
	const { why, person, company } = await asking();
	const { policies } = await readOverview(
		company.db.read,
		company.catalogue,
		{ ...person, startedAt: castTime + 10 * day },
		castTime + 11 * day,
	);
	const policy = policies.find(({ policyId }) => policyId === 'loans') ?? expect.fail();
	const around = { who: 'Amina', startedAt: castTime + 10 * day, timeZone: person.timeZone };
	expect(whyState({ ...around, ...policy, thread: undefined, at: castTime + 11 * day })).toBe(
		'Due by 4 April 2026: given by ‘For everyone’, 7 days after Amina started.',
	);
	expect(await why('loans', castTime)).toContain('it was given');
});

test('who came by a move has her days from then on, and after the day for everybody days of her own', async () => {
	const { db, company, person, why } = await asking();
	const by = cast.policyOwner.id;
	const moved = castTime + 20 * day;
	const audience = { teams: ['stores'] };
	const words = { title: 'Stores', audience, lessons: ['keys'] };
	const save = { seenRevision: 0, beginAnew: false, by, at: castTime };
	const days = { ...words, due: { days: 5, after: 'start' as const } };
	await saveAssignment(db, { id: 's', words: days, ...save });
	expect(await why('keys', moved - 1)).toBe('Not asked: nobody has given it.');
	const place = { teamId: 'store-2' };
	await db.write((tx) => changeEmployee(tx, person.id, place, { by, at: moved }));
	const standing = async (at: number) => {
		const now = await personOf(db, cast.picker);
		const { policies } = await readOverview(db.read, company.catalogue, now, at);
		const policy = policies.find(({ policyId }) => policyId === 'keys') ?? expect.fail();
		const around = { who: 'you', startedAt: now.startedAt, timeZone: now.timeZone, at };
		return whyState({ ...around, ...policy, thread: undefined });
	};
	expect(await standing(moved)).toBe(
		'Due by 12 April 2026: given by ‘Stores’, 5 days after you came to this work on 7 April 2026.',
	);
	const lastDay = { ...words, due: { by: '2026-03-30' } };
	await saveAssignment(db, { id: 's', words: lastDay, ...save, seenRevision: 1 });
	expect(await standing(moved)).toBe(
		'Due by 14 April 2026: given by ‘Stores’, 7 days after you came to this work on 7 April 2026.',
	);
	expect(await standing(moved + 8 * day)).toContain('It was due by 14 April 2026');
});

test('what is known, changed or expired says since when, and under which version', async () => {
	const { company, amina, why } = await asking();
	for (const id of ['lending', 'rainy-day', 'flowers']) {
		await amina.finish(lesson(id), castTime + hour);
	}
	expect(await why('loans', castTime + day)).toBe(
		'Up to date: you learned version 1 on 18 March 2026.',
	);
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + 2 * day });
	expect(await why('loans', castTime + 3 * day)).toBe(
		'Changed on 20 March 2026 since you learned version 1. Due by 27 March 2026.',
	);
	expect(await why('loans', castTime + 20 * day)).toBe(
		'Changed on 20 March 2026 since you learned version 1. It was due by 27 March 2026.',
	);
	const monthly = { validMonths: 1 } as const;
	const at = castTime + 21 * day;
	await publish(company, 'loans', (body) => ({ ...body, ...monthly }), { at, change: 'editorial' });
	await amina.finish(update('loans'), at + hour);
	expect(await why('loans', at + 2 * hour)).toBe(
		'Up to date: you learned version 3 on 8 April 2026, and it counts until 8 May 2026.',
	);
	expect(await why('loans', at + 40 * day)).toBe(
		'Expired: you learned it on 8 April 2026, and it counts 1 month.',
	);
});

test('who is exempt reads until when and because of what', async () => {
	const { db, person, why } = await asking();
	const by = { grantedBy: cast.shiftLead.id, grantedAt: castTime, endsAt: castTime + 5 * day };
	const what = { id: 'x', employeeId: person.id, policyId: 'loans', reason: 'On leave.' };
	await exemptPerson(db, { ...what, ...by });
	expect(await why('loans', castTime + day)).toBe('Exempt until 23 March 2026 because: On leave.');
});
