import { expect, test } from 'vitest';
import { castPeople } from '#db/seed/cast.ts';
import { readPeople, readPerson } from '#people/person.ts';
import { peopleLedBy } from '#people/scope.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { importer, look } from './rosters.ts';

// Which team a row means, what is proposed as new, and who leads whom by what the rows name.

const { shiftLead, logisticsManager, picker } = cast;

test('a team is known by name, id or path; one that is not there is proposed where the row says', async () => {
	const db = await testDatabase();
	const file = `number,name,team,site,shift,vendor,channel
8801,By Name,"WAREHOUSE,  night shift",,,,warehouse
8802,By Id,warehouse-night,,,,warehouse
8803,By Path,"Logistics > Warehouse, night shift",,Nacht,,warehouse
8804,New Path,Logistics > Returns desk,,,,warehouse
8805,New Site,Returns desk,Depot Süd,,,warehouse
8806,New Vendor,Loaders,Warehouse,early,Temps GmbH,warehouse
`;
	const found = await look(db, file);
	expect(found.problems).toEqual([]);
	const teams = (await found.found('new')).map(({ body }) =>
		'enrol' in body ? body.enrol.teamId : '',
	);
	expect(teams.slice(0, 3)).toEqual(['warehouse-night', 'warehouse-night', 'warehouse-night']);
	expect(found.places).toMatchObject({
		sites: [{ id: 'depot-sud', name: 'Depot Süd', timeZone: 'Europe/Berlin' }],
		vendors: [{ id: 'temps-gmbh', name: 'Temps GmbH' }],
		teams: [
			{ name: 'Returns desk', parentId: 'logistics', siteId: 'warehouse', vendorId: null },
			{ name: 'Returns desk', parentId: 'logistics', siteId: 'depot-sud', vendorId: null },
			{
				name: 'Loaders',
				parentId: 'halden-lund',
				siteId: 'warehouse',
				vendorId: 'temps-gmbh',
				shift: 'early',
			},
		],
	});
	await found.apply();
	const again = await look(db, file, { at: castTime + 1 });
	expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 6 });
	expect(again.places).toEqual({ sites: [], vendors: [], teams: [] });
});

test('a name that two teams have is asked about, and whoever is in one of them stays', async () => {
	const db = await testDatabase();
	const desk = `number,name,team,site,channel
8804,One,Returns desk,Warehouse,warehouse
8805,Two,Returns desk,Delivery depot,warehouse
`;
	await (await look(db, desk)).apply();
	const found = await look(
		db,
		'number,name,team,channel\n8805,Two,Returns desk,warehouse\n8806,Three,Returns desk,store\n',
		{
			at: castTime + 1,
		},
	);
	expect(found.counts).toMatchObject({ unchanged: 1, leftOut: 1 });
	expect(found.problems[0]?.problem).toBe('This may be 2 different teams.');
	expect(found.problems[0]?.remedy).toContain('its id: returns-desk-2, returns-desk');
});

test('managers whom a team’s people name lead it; its own lead’s manager does not lead it too', async () => {
	const db = await testDatabase();
	const file = `number,name,team,site,channel,manager
8801,Chief,Kassel,Store Kassel,store,${cast.chiefExecutive.number}
8802,One,Kassel,Store Kassel,store,8801
8803,Two,Kassel,Store Kassel,store,8801
${picker.number},${picker.name},,,,${shiftLead.number}
`;
	const found = await look(db, file);
	expect(found.problems).toEqual([]);
	await found.apply();
	const [chief] = await readPeople(db.read, undefined).then((all) =>
		all.filter(({ number }) => number === '8801'),
	);
	expect(chief).toMatchObject({ roles: ['manager'], leads: ['/halden-lund/kassel/'] });
	expect(
		(await peopleLedBy(db.read, chief ?? (await personOf(db, picker))))
			.map(({ number }) => number)
			.toSorted(),
	).toEqual(['8802', '8803']);
	const ceo = await personOf(db, cast.chiefExecutive);
	expect(ceo.leads).not.toContain('/halden-lund/kassel/');
	expect(await personOf(db, picker)).toMatchObject({ team: { id: 'warehouse-night' } });
});

test('without a team column the people of one manager are a team below the manager’s own', async () => {
	const db = await testDatabase();
	const file = `number,name,channel,manager
${shiftLead.number},${shiftLead.name},,${logisticsManager.number}
${picker.number},${picker.name},,${shiftLead.number}
8801,New Picker,warehouse,${shiftLead.number}
8802,New Lead,warehouse,${logisticsManager.number}
8803,Her First,warehouse,8802
8804,Nowhere,warehouse,7777
`;
	const found = await look(db, file);
	expect(found.problems.map(({ row, problem }) => `${row}: ${problem}`)).toEqual([
		'7: Nobody who works here has the number 7777.',
	]);
	expect(found.counts).toMatchObject({ new: 3, changed: 0, unchanged: 2, leftOut: 1 });
	expect(found.places.teams).toEqual([
		expect.objectContaining({ name: 'Team New Lead', parentId: 'logistics' }),
	]);
	await found.apply();
	const people = new Map(
		(await readPeople(db.read, undefined)).map((person) => [person.number, person]),
	);
	expect(people.get('8801')?.team.id).toBe('warehouse-night');
	expect(people.get('8802')).toMatchObject({ roles: ['manager'], team: { id: 'logistics' } });
	expect(people.get('8803')?.team.path).toBe('/halden-lund/logistics/team-new-lead/');
	expect((await look(db, file, { at: castTime + 1 })).counts).toMatchObject({
		new: 0,
		changed: 0,
		unchanged: 5,
	});
});

test('channels that a file does not say are those most of the team have, or what was chosen', async () => {
	const db = await testDatabase();
	const file =
		'number,name,team\n8801,One,Swiftway courier depot\n8802,Two,Call centre, Northline\n'.replace(
			'Call centre, Northline',
			'"Call centre, Northline"',
		);
	const found = await look(db, file, { channel: 'delivery' });
	const northline = castPeople.find(
		({ teamId, roles }) => teamId === 'northline' && roles.length === 0,
	);
	const channels = (await found.found('new')).map(({ body }) =>
		'enrol' in body ? body.enrol.channels : [],
	);
	expect(channels).toEqual([['delivery'], northline?.channels]);
	const words = (await found.says('new')).filter((line) => line.includes('Channels'));
	expect(words[0]).toContain('(as you chose)');
	expect(words[1]).toContain('(as her team)');
});

test('a file never makes a leader, nor takes what a person was given by hand', async () => {
	const db = await testDatabase();
	const { number, name } = cast.administrator;
	const before = await readPerson(db.read, importer);
	const found = await look(
		db,
		`number,name,role\n${number},${name},manager\n${picker.number},${picker.name},leader\n`,
	);
	expect(found.counts).toMatchObject({ leftOut: 1 });
	await found.apply();
	const after = await readPerson(db.read, importer);
	expect([...(after?.roles ?? [])].toSorted()).toEqual(
		[...new Set([...(before?.roles ?? []), 'manager'])].toSorted(),
	);
	expect((await readPerson(db.read, picker.id))?.roles).toEqual([]);
});
