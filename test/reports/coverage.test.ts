import { expect, test } from 'vitest';
import { readAssignments } from '#assignments/assigned.ts';
import { versionsAt } from '#policies/facts.ts';
import { type PolicyVersion, readPolicies } from '#policies/versions.ts';
import {
	findingOf,
	lackingOf,
	type Place,
	placesOf,
	remedyFor,
	restingOnOne,
} from '#reports/coverage.ts';
import { castTime } from '#test/cast.ts';
import { type SmallCompany, smallCompany } from '#test/small-company.ts';

const touchpoints = {
	'touchpoints.yaml': `- { id: sun, name: Sun, influence: 2, momentOfTruth: false, meets: the sky }
- { id: rain, name: Rain, influence: 1, momentOfTruth: true, meets: the sky }
`,
};

async function placesIn(
	{ db, catalogue }: SmallCompany,
	change = (version: PolicyVersion) => version,
): Promise<Place[]> {
	const history = await readPolicies(db.read);
	// The company's own policies speak of other touchpoints.
	const inForce = [...versionsAt(history, castTime + 1)];
	const versions = new Map(inForce.map(([id, version]) => [id, change(version)]));
	return placesOf({ catalogue, versions, assignments: await readAssignments(db.read) });
}

const states = (places: readonly Place[]) =>
	places.map(({ touchpoint, channel, coverage }) => `${touchpoint.id} ${channel.id} ${coverage}`);

test('a place is covered by a line and a lesson, partly by one of them, and is a hole with neither', async () => {
	const company = await smallCompany(touchpoints);
	expect(states(await placesIn(company))).toEqual([
		'rain shop covered',
		'rain van covered',
		'sun shop hole',
		'sun van hole',
	]);
	expect(findingOf(await placesIn(company))).toBe(
		"2 of 4 places have nobody's word. The worst is “Sun, Shop”.",
	);
});

test('a line that nobody of the channel is taught, or a lesson without a line, is half of it', async () => {
	const company = await smallCompany({
		...touchpoints,
		'tracks/everyone.yaml': `id: everyone
title: For the shop
audience: { channels: [shop] }
lessons: [lending, rainy-day, flowers]
due: 7 days after start
`,
	});
	const half = await placesIn(company);
	expect(states(half).slice(0, 2)).toEqual(['rain shop covered', 'rain van partly']);
	expect(remedyFor(half[1] ?? expect.fail())).toMatch(/^Give a lesson on “/);
	const mute = (version: PolicyVersion) => {
		const body = { ...version.body, how: { shop: version.body.how['shop'] ?? '' } };
		return { ...version, body };
	};
	const whole = await smallCompany(touchpoints);
	const lineless = await placesIn(whole, mute);
	expect(states(lineless).slice(0, 2)).toEqual(['rain shop covered', 'rain van partly']);
	expect(remedyFor(lineless[1] ?? expect.fail())).toMatch(/^Write a line for this channel in “/);
});

test('holes come before halves, and what weighs most comes first', async () => {
	const company = await smallCompany(touchpoints);
	const [shop, van, sunny, last] = await placesIn(company);
	if (!shop || !van || !sunny || !last) return expect.fail('four places');
	const places: Place[] = [
		{ ...last, coverage: 'partly' },
		{ ...shop, coverage: 'partly' },
		sunny,
		{ ...van, coverage: 'hole' },
	];
	const order = lackingOf(places).map(({ touchpoint, coverage }) => `${touchpoint.id} ${coverage}`);
	expect(order).toEqual(['rain hole', 'sun hole', 'rain partly', 'sun partly']);
	expect(findingOf(places)).toBe(
		"2 of 4 places have nobody's word. The worst is “Rain, Van”, a moment of truth.",
	);
	expect(remedyFor(sunny)).toContain('No policy names this touchpoint');
});

test('where all is covered it says so, and what rests on one policy alone', async () => {
	const company = await smallCompany();
	const places = await placesIn(company);
	expect(lackingOf(places)).toEqual([]);
	expect(findingOf(places)).toBe(
		'All 2 places where a customer meets us have a word and a lesson.',
	);
	expect(restingOnOne(places), 'three policies hold in the rain').toEqual([]);
	const one = places.map((place) => ({ ...place, covering: place.covering.slice(0, 1) }));
	expect(restingOnOne(one).map(({ id }) => id)).toEqual(['rain']);
});
