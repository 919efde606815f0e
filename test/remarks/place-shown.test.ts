import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Crew, fewest, placeShown } from '#remarks/place-shown.ts';

const crew = (channel: string, siteId: string, count: number): Crew => ({ channel, siteId, count });

test('channel and site are said where five people share them, else the channel, the site or nothing', () => {
	const crews = [
		crew('store', 'bremen', 5),
		crew('phone', 'hamburg', 3),
		crew('phone', 'bremen', 2),
		crew('chat', 'depot', 4),
		crew('sms', 'depot', 1),
		crew('web', 'attic', 3),
		crew('email', 'cellar', 2),
	];
	const places = crews.map((of) => placeShown(crews, of));
	expect(places).toEqual([
		{ channel: 'store', siteId: 'bremen' },
		{ channel: 'phone', siteId: null },
		{ channel: 'phone', siteId: null },
		{ channel: null, siteId: 'depot' },
		{ channel: null, siteId: 'depot' },
		{ channel: null, siteId: null },
		{ channel: null, siteId: null },
	]);
	expect(placeShown(crews, { channel: 'store', siteId: 'attic' })).toBeUndefined();
});

test('two in the office of a large warehouse are not given away by what is said of the others', () => {
	const crews = [
		crew('warehouse', 'warehouse', 30),
		crew('behind-the-scenes', 'warehouse', 2),
		crew('store', 'bremen', 9),
	];
	expect(placeShown(crews, { channel: 'behind-the-scenes', siteId: 'warehouse' })).toEqual({
		channel: null,
		siteId: null,
	});
	// Alone they would be the only ones of whom nothing is said.
	expect(placeShown(crews, { channel: 'store', siteId: 'bremen' })).toEqual({
		channel: null,
		siteId: null,
	});
});

test('whatever the company, at least five people are shown as anybody is, or nobody says a place', () => {
	const anyCrew = fc.record({
		channel: fc.constantFrom('store', 'phone', 'chat', null),
		siteId: fc.constantFrom('bremen', 'depot', 'lisbon', 'attic'),
		count: fc.integer({ min: 1, max: 9 }),
	});
	const anyCompany = fc.uniqueArray(anyCrew, {
		selector: ({ channel, siteId }) => `${channel} ${siteId}`,
		minLength: 1,
	});
	fc.assert(
		fc.property(anyCompany, (crews) => {
			const everybody = crews.reduce((sum, { count }) => sum + count, 0);
			const crowds = Map.groupBy(crews, (of) => JSON.stringify(placeShown(crews, of)));
			for (const [place, crowd] of crowds) {
				const size = crowd.reduce((sum, { count }) => sum + count, 0);
				if (everybody >= fewest) expect(size, place).toBeGreaterThanOrEqual(fewest);
			}
		}),
		{ numRuns: 500 },
	);
});
