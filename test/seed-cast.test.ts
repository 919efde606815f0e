import { expect, test } from 'vitest';
import { pinProblem } from '#auth/pins/rules.ts';
import { castPeople, castPerson, demonstrationPin, demonstrationSignIns } from '#db/seed/cast.ts';
import { castTeams } from '#db/seed/cast-places.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';

test('the cast has about 150 people, nobody twice, everybody with a channel that exists', () => {
	expect(castPeople.length).toBeGreaterThanOrEqual(140);
	expect(new Set(castPeople.map(({ number }) => number)).size).toBe(castPeople.length);
	expect(new Set(castPeople.map(({ name }) => name)).size).toBe(castPeople.length);
	const { channels: known } = readCatalogue(readContentFiles('content'));
	const channels = new Set(known.map(({ id }) => id));
	for (const person of castPeople) {
		expect(person.channels.length, person.name).toBeGreaterThan(0);
		expect(
			person.channels.filter((id) => !channels.has(id)),
			person.name,
		).toEqual([]);
	}
	expect(new Set(castPeople.flatMap((person) => person.channels))).toEqual(channels);
});

test('the cast has the people whom the README names, with their jobs and teams', () => {
	expect(castPerson('4417')).toMatchObject({ name: 'Amina Yusuf', teamId: 'warehouse-night' });
	expect(castPerson('2108')).toMatchObject({ name: 'Piotr Wysocki', leads: ['warehouse-night'] });
	expect(castPerson('2100').leads).toEqual(['logistics']);
	expect(castPerson('1001')).toMatchObject({ name: 'Ingrid Halden', roles: ['leader'] });
	expect(castPerson('1002')).toMatchObject({ name: 'Tomas Lund', roles: ['leader'] });
	expect(castPerson('1003').roles.toSorted()).toEqual(['administrator', 'leader']);
	const agents = castPeople.filter((one) => one.teamId === 'northline' && one.leads.length === 0);
	expect(agents.map(({ number }) => number)).toHaveLength(11);
	expect(demonstrationSignIns.length).toBeGreaterThan(5);
	expect(pinProblem(demonstrationPin)).toBeUndefined();
});

test('every team has a lead or a team above that has one', () => {
	const led = new Set(castPeople.flatMap((person) => person.leads));
	const withPeople = castTeams.filter(({ id }) => castPeople.some((one) => one.teamId === id));
	const unled = withPeople.filter(({ id }) => !led.has(id)).map(({ id }) => id);
	expect(unled).toEqual(['halden-lund']);
});
