import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { employees } from '#db/schema/people.ts';
import { castPeople } from '#db/seed/cast.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { findPeople, pageSize } from '#people/find-people.ts';
import type { Search } from '#people/search.ts';
import { leaveWork } from '#people/leave.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const deed = { by: cast.administrator.id, at: castTime };
type Db = Awaited<ReturnType<typeof testDatabase>>;

async function numbers(db: Db, search: Search): Promise<string[]> {
	return (await findPeople(db, search)).people.map(({ number }) => number).toSorted();
}

function enrol(db: Db, number: string, name: string, email?: string) {
	const person = { number, name, email, job: 'Picker', teamId: 'warehouse-day' };
	const rest = { startedAt: castTime, channels: ['warehouse'], roles: [], leads: [] };
	return db.write((tx) => enrolEmployee(tx, { id: `e${number}`, ...person, ...rest }, deed));
}

test('somebody is found by any part of her name, in any order, without accents and capitals', async () => {
	const db = await testDatabase();
	await enrol(db, '88001', 'Željko Müller-Łukasiewicz');
	await enrol(db, '88002', 'Nguyễn Thị Ánh');
	await enrol(db, '88003', 'محمد علي');
	await enrol(db, '88004', 'Søren Đặng');
	for (const words of ['zeljko', 'MULLER', 'lukasiewicz Željko', 'müller-ł', 'Mu\u0308ller-l'])
		expect(await numbers(db, { words }), words).toEqual(['88001']);
	expect(await numbers(db, { words: 'nguyen anh thi' })).toEqual(['88002']);
	expect(await numbers(db, { words: 'محمد علي' })).toEqual(['88003']);
	expect(await numbers(db, { words: 'soren dang' })).toEqual(['88004']);
	expect(await numbers(db, { words: 'zeljko nguyen' })).toEqual([]);
});

test('a name that came with loose accents is found as well', async () => {
	const db = await testDatabase();
	await enrol(db, '88001', 'Ange\u0301lique Dupont');
	expect(await numbers(db, { words: 'angélique' })).toEqual(['88001']);
	expect(await numbers(db, { words: 'angelique' })).toEqual(['88001']);
});

test('a number is found by its beginning, an address by any piece, and marks mean nothing', async () => {
	const db = await testDatabase();
	await enrol(db, '88001', 'Per_Cent', 'odd_name@halden.example');
	expect(await numbers(db, { words: '441' })).toEqual(
		castPeople
			.filter(({ number }) => number.startsWith('441'))
			.map(({ number }) => number)
			.toSorted(),
	);
	expect(await numbers(db, { words: '417' })).toEqual([]);
	expect(await numbers(db, { words: 'ODD_NAME@' })).toEqual(['88001']);
	expect(await numbers(db, { words: 'r_c' })).toEqual(['88001']);
	for (const words of ['%', '*', '?', '[a-z]', "'", '\\', '^'])
		expect(await numbers(db, { words }), words).toEqual([]);
	expect(await numbers(db, { words: 'o__name' })).toEqual([]);
});

test('filters: a team with those below, a site, a vendor, our own, a role', async () => {
	const db = await testDatabase();
	const on = (...teams: string[]) =>
		castPeople
			.filter(({ teamId }) => teams.includes(teamId))
			.map(({ number }) => number)
			.toSorted();
	const logistics = ['logistics', 'warehouse-day', 'warehouse-night', 'delivery-depot', 'swiftway'];
	const all = await findPeople(db, { team: 'logistics' });
	expect(all.total).toBe(on(...logistics).length);
	expect(await numbers(db, { team: 'northline' })).toEqual(on('northline'));
	expect(await numbers(db, { site: 'northline-lisbon' })).toEqual(on('northline'));
	expect(await numbers(db, { vendor: 'swiftway' })).toEqual(on('swiftway'));
	const ours = await findPeople(db, { vendor: 'none' });
	expect(ours.total).toBe(castPeople.length - on('northline', 'swiftway').length);
	expect(await numbers(db, { role: 'administrator' })).toEqual(
		castPeople
			.filter(({ roles }) => roles.includes('administrator'))
			.map(({ number }) => number)
			.toSorted(),
	);
	expect(await numbers(db, { role: 'manager', vendor: 'northline' })).toEqual(['7001']);
	expect(await numbers(db, { team: 'no-such-team' })).toEqual([]);
});

test('who left is found among those who left, and who has no way in among those', async () => {
	const db = await testDatabase();
	const about = { employeeId: cast.vendorAgent.id };
	expect(await numbers(db, { standing: 'no way in yet', team: 'northline' })).toContain('7011');
	expect(await numbers(db, { standing: 'no way in yet', words: '4417' })).toEqual([]);
	await db.write((tx) => leaveWork(tx, about, deed));
	expect(await numbers(db, { words: '7011' })).toEqual([]);
	expect(await numbers(db, { standing: 'no way in yet', words: '7011' })).toEqual([]);
	expect(await numbers(db, { standing: 'left' })).toEqual(['7011']);
	const nobodys = eq(employees.id, cast.vendorAgent.id);
	await db.write((tx) => tx.update(employees).set({ anonymisedAt: castTime }).where(nobodys));
	expect(await numbers(db, { standing: 'left' }), 'nobody’s any more').toEqual([]);
});

test('pages follow each other by name, and nobody is repeated or left out', async () => {
	const db = await testDatabase();
	for (const number of ['90001', '90002', '90003']) await enrol(db, number, 'amina Yusuf');
	const seen: string[] = [];
	let after: string | undefined;
	do {
		const page = await findPeople(db, { after });
		expect(page.total).toBe(castPeople.length + 3);
		expect(page.people.length).toBeLessThanOrEqual(pageSize);
		seen.push(...page.people.map(({ name }) => name));
		after = page.next;
	} while (after !== undefined);
	expect(seen).toHaveLength(castPeople.length + 3);
	const byName = seen.toSorted((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1));
	expect(seen.map((name) => name.toUpperCase())).toEqual(byName.map((name) => name.toUpperCase()));
});
