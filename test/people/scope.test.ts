import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { employees } from '#db/schema/people.ts';
import { castPeople } from '#db/seed/cast.ts';
import { NotFound } from '#lib/errors.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { addTeam } from '#people/organise.ts';
import { peopleLedBy, personLedBy } from '#people/scope.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const deed = { by: null, at: castTime };

function numbersOn(...teamIds: string[]): string[] {
	return castPeople
		.filter(({ teamId }) => teamIds.includes(teamId))
		.map(({ number }) => number)
		.sort();
}

async function numbersLedBy(db: Awaited<ReturnType<typeof testDatabase>>, who: keyof typeof cast) {
	const people = await peopleLedBy(db.read, await personOf(db, cast[who]));
	return people.map(({ number }) => number).sort();
}

test('a manager sees only her own team, and not herself', async () => {
	const db = await testDatabase();
	const expected = numbersOn('warehouse-night').filter((number) => number !== '2108');
	expect(await numbersLedBy(db, 'shiftLead')).toEqual(expected);
	expect(expected).toContain('4417');
});

test('a vendor’s lead sees her eleven people and not one more', async () => {
	const db = await testDatabase();
	const eleven = [
		'7011',
		'7012',
		'7013',
		'7014',
		'7015',
		'7016',
		'7017',
		'7018',
		'7019',
		'7020',
		'7021',
	];
	expect(await numbersLedBy(db, 'vendorLead')).toEqual(eleven);
});

test('a vendor’s lead does not see our own people on a team below hers', async () => {
	const db = await testDatabase();
	await db.write(async (tx) => {
		const ours = { id: 'guests', name: 'Our guests', vendorId: null, shift: null };
		await addTeam(tx, { ...ours, parentId: 'northline', siteId: 'northline-lisbon' }, deed);
		await tx.update(employees).set({ teamId: 'guests' }).where(eq(employees.number, '6011'));
	});
	expect(await numbersLedBy(db, 'vendorLead')).not.toContain('6011');
});

test('teams below are included, a vendor’s too', async () => {
	const db = await testDatabase();
	const below = numbersOn('warehouse-day', 'warehouse-night', 'delivery-depot', 'swiftway');
	expect(await numbersLedBy(db, 'logisticsManager')).toEqual(below);
});

test('a team whose id begins like another one’s is not below it', async () => {
	const db = await testDatabase();
	await db.write(async (tx) => {
		const team = {
			id: 'warehouse-night-2',
			name: 'Second night shift',
			vendorId: null,
			shift: 'night',
		};
		await addTeam(tx, { ...team, parentId: 'logistics', siteId: 'warehouse' }, deed);
		await tx.update(employees).set({ teamId: team.id }).where(eq(employees.number, '4440'));
	});
	expect(await numbersLedBy(db, 'shiftLead')).not.toContain('4440');
});

test('somebody who leads no team sees nobody', async () => {
	const db = await testDatabase();
	expect(await numbersLedBy(db, 'picker')).toEqual([]);
	expect(await numbersLedBy(db, 'policyOwner')).toEqual([]);
});

test('who leads two teams sees both', async () => {
	const db = await testDatabase();
	await db.write((tx) =>
		enrolEmployee(
			tx,
			{
				...{
					id: 'e2199',
					number: '2199',
					name: 'Relief lead',
					job: 'Shift lead',
					startedAt: castTime,
				},
				...{ teamId: 'logistics', channels: ['warehouse'], roles: ['manager'] },
				leads: ['store-1', 'swiftway'],
			},
			deed,
		),
	);
	const relief = await personOf(db, { ...cast.shiftLead, id: 'e2199' });
	const numbers = (await peopleLedBy(db.read, relief)).map(({ number }) => number).sort();
	expect(numbers).toEqual(numbersOn('store-1', 'swiftway'));
});

test('one of her own people is found', async () => {
	const db = await testDatabase();
	const found = await personLedBy(db.read, await personOf(db, cast.shiftLead), cast.picker.id);
	expect(found.name).toBe('Amina Yusuf');
});

test('somebody else’s person is not found', async () => {
	const db = await testDatabase();
	const vendorLead = await personOf(db, cast.vendorLead);
	for (const { id } of [cast.picker, cast.storeAssociate, cast.vendorLead, cast.chiefExecutive]) {
		await expect(personLedBy(db.read, vendorLead, id)).rejects.toThrow(NotFound);
	}
	const picker = await personOf(db, cast.picker);
	await expect(personLedBy(db.read, picker, cast.secondPicker.id)).rejects.toThrow(NotFound);
});

test('a person who left is not found', async () => {
	const db = await testDatabase();
	await db.write((tx) =>
		tx.update(employees).set({ leftAt: castTime }).where(eq(employees.id, cast.picker.id)),
	);
	const shiftLead = await personOf(db, cast.shiftLead);
	await expect(personLedBy(db.read, shiftLead, cast.picker.id)).rejects.toThrow(NotFound);
	expect(await numbersLedBy(db, 'shiftLead')).not.toContain('4417');
});
