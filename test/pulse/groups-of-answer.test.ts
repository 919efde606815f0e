import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	anyLanguage,
	fewestAlike,
	type Groups,
	groupsUnnamed,
	mergedStratum,
	strataStored,
} from '#pulse/groups-of-answer.ts';
import type { Drawn } from '#pulse/asked-of.ts';

// Without a name an answer says no more than ten of those drawn say alike.

type Place = Pick<Drawn, 'stratum' | 'siteId' | 'teamId' | 'vendorId' | 'channel' | 'language'>;

function drawnOf(places: readonly Place[]): Drawn[] {
	return places.map((place, index) => ({
		...{ pulseId: 'p', employeeId: `e${index}`, place: index, predicted: null },
		...{ tookPart: false, goneAt: null },
		...place,
	}));
}

const asItIs = (language: string) => language;
const warehouse: Place = {
	...{ stratum: 'warehouse', siteId: 'warehouse', teamId: 'night', vendorId: null },
	...{ channel: 'warehouse', language: 'en' },
};

function said(
	everybody: readonly Drawn[],
	strata: 'site' | 'team' | 'vendor' | 'channel' = 'site',
) {
	const groups = groupsUnnamed({ strata }, everybody, asItIs);
	return everybody.map(({ employeeId }) => groups.get(employeeId) ?? expect.fail('not drawn'));
}

test('thirty alike say everything; two beside them say what they share with others, or nothing', () => {
	const many = (count: number, place: Partial<Place> = {}) =>
		Array.from({ length: count }, () => ({ ...warehouse, ...place }));
	const everybody = drawnOf([
		...many(30),
		...many(12, { teamId: 'day' }),
		...many(2, { teamId: 'office', channel: 'web' }),
	]);
	const groups = said(everybody);
	expect(groups[0]).toMatchObject({ teamId: 'night', channel: 'warehouse', siteId: 'warehouse' });
	const office = groups.at(-1);
	expect(office).toMatchObject({ stratum: 'warehouse', teamId: null, channel: null });
	// Two alone are no crowd, and “warehouse, no team” must not mean them: the twelve join them.
	expect(groups.filter((each) => JSON.stringify(each) === JSON.stringify(office))).toHaveLength(14);
});

test('strata in which fewer than ten were drawn are one, of at least ten', () => {
	const drawn = new Map([
		['a', 40],
		['b', 11],
		['c', 4],
		['d', 3],
	]);
	expect(Object.fromEntries(strataStored(drawn))).toEqual({
		...{ a: 'a', b: mergedStratum, c: mergedStratum, d: mergedStratum },
	});
	expect(
		Object.fromEntries(
			strataStored(
				new Map([
					['a', 12],
					['b', 10],
				]),
			),
		),
	).toEqual({ a: 'a', b: 'b' });
	expect([...strataStored(new Map([['a', 3]])).values()]).toEqual([mergedStratum]);
});

test('fewer than ten in all say nothing', () => {
	const groups = said(drawnOf(Array.from({ length: 9 }, () => warehouse)));
	expect(groups[0]).toEqual({
		...{ stratum: mergedStratum, siteId: null, teamId: null, vendorId: null, employment: null },
		...{ channel: null, language: anyLanguage },
	});
});

const place = fc
	.record({
		...{ site: fc.nat(3), team: fc.nat(5), vendor: fc.option(fc.nat(1)), channel: fc.nat(2) },
		language: fc.constantFrom('en', 'en', 'en', 'es'),
	})
	.map(({ site, team, vendor, channel, language }): Place => ({
		...{ stratum: `s${site}`, siteId: `s${site}`, teamId: `t${site}${team}`, language },
		...{ vendorId: vendor === null ? null : `v${vendor}`, channel: `c${channel}` },
	}));

test('whatever the company: what is stored is stored of ten, and no part of it, taken together with what is missing, is of fewer', () => {
	fc.assert(
		fc.property(fc.array(place, { minLength: 10, maxLength: 90 }), (places) => {
			const groups = said(drawnOf(places));
			for (const crowd of Map.groupBy(groups, (each: Groups) => JSON.stringify(each)).values())
				expect(crowd.length).toBeGreaterThanOrEqual(fewestAlike);
		}),
		{ numRuns: 200, seed: 5 },
	);
});

test('what an answer says does not depend on the order of the rows', () => {
	const everybody = drawnOf(fc.sample(place, { numRuns: 60, seed: 7 }));
	const mixed = said(everybody.toReversed()).toReversed();
	expect(mixed).toEqual(said(everybody));
});
