import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, leastOfEach, sumOf } from '#pulse/allocate.ts';
import { drawFrom, drawPlaces } from '#pulse/draw.ts';
import { askedWhole, expectedMargin, sampleSize } from '#pulse/sample-size.ts';
import { elsewhere, mergeSmall, smallestStratum, type Stratum } from '#pulse/strata.ts';
import { strataOfTeams } from '#pulse/team-strata.ts';

// The arithmetic of a sample: how many, how many of whom, and who.

const population = fc.integer({ min: 1, max: 200_000 });
const margin = fc.constantFrom(0.03, 0.05, 0.1, 0.15);
const confidence = fc.constantFrom(0.9, 0.95, 0.99);

test.each([
	[100_000, 0.05, 0.95, 383],
	[12_480, 0.05, 0.95, 373],
	[153, 0.1, 0.95, 60],
	[1_000_000_000, 0.05, 0.95, 385],
	[1_000_000_000, 0.1, 0.99, 166],
	[29, 0.15, 0.9, 29],
])('%i people, ±%d at %d: %i are asked', (people, wide, sure, asked) => {
	expect(sampleSize({ margin: wide, confidence: sure }, people)).toBe(asked);
});

test('as many are asked as the margin needs, and one fewer would not do', () => {
	fc.assert(
		fc.property(population, margin, confidence, (people, wide, sure) => {
			const asked = sampleSize({ margin: wide, confidence: sure }, people);
			expect(asked).toBeLessThanOrEqual(people);
			expect(expectedMargin({ asked, population: people }, sure)).toBeLessThanOrEqual(wide + 1e-9);
			const fewer = { asked: asked - 1, population: people };
			if (people < askedWhole) expect(asked).toBe(people);
			else expect(expectedMargin(fewer, sure)).toBeGreaterThan(wide - 1e-9);
		}),
	);
});

test('a number that was chosen is never more than there are', () => {
	expect(sampleSize({ number: 40 }, 153)).toBe(40);
	expect(sampleSize({ number: 400 }, 153)).toBe(153);
	expect(sampleSize({ number: 6 }, 20)).toBe(20);
});

const shares = fc.array(
	fc
		.record({ eligible: fc.integer({ min: 0, max: 5000 }), away: fc.integer({ min: 0, max: 300 }) })
		.map(({ eligible, away }) => ({ eligible, population: eligible + away })),
	{ minLength: 1, maxLength: 40 },
);

test('the parts come to the whole, fit, and every stratum has its least', () => {
	fc.assert(
		fc.property(shares, fc.integer({ min: 1, max: 30_000 }), (strata, size) => {
			const drawn = allocate(strata, size);
			const most = sumOf(strata.map(({ eligible }) => eligible));
			expect(sumOf(drawn)).toBe(Math.min(size, most));
			const least = (count: number) =>
				sumOf(strata.map(({ eligible }) => Math.min(eligible, count))) <= size ? count : 0;
			const sure = Math.max(...[0, 1, 2, leastOfEach].map(least));
			strata.forEach(({ eligible }, at) => {
				expect(drawn[at]).toBeLessThanOrEqual(eligible);
				expect(drawn[at]).toBeGreaterThanOrEqual(Math.min(eligible, sure));
			});
		}),
	);
});

test('where nobody needs more than the proportion, each has it but for one person', () => {
	const large = fc.array(fc.integer({ min: 500, max: 5000 }), { minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(large, fc.integer({ min: 700, max: 6000 }), (sizes, size) => {
			const all = sumOf(sizes);
			fc.pre(sizes.every((people) => (size * people) / all >= leastOfEach && size <= all));
			const drawn = allocate(
				sizes.map((people) => ({ population: people, eligible: people })),
				size,
			);
			sizes.forEach((people, at) =>
				expect(Math.abs((drawn[at] ?? 0) - (size * people) / all)).toBeLessThan(1),
			);
		}),
	);
});

test('the largest remainder gets what is left, and the least is made up by the large', () => {
	const of = (...sizes: number[]) =>
		sizes.map((people) => ({ population: people, eligible: people }));
	expect(allocate(of(500, 300, 200), 101)).toEqual([51, 30, 20]);
	expect(allocate(of(900, 90, 10), 50)).toEqual([40, 5, 5]);
	expect(allocate(of(100, 4), 20)).toEqual([16, 4]);
	expect(allocate(of(10, 10, 10), 9)).toEqual([3, 3, 3]);
	// Five of each would leave nothing for the proportion: two of each, and the rest by size.
	expect(allocate(of(100, 30, 10, 10), 16)).toEqual([9, 3, 2, 2]);
	// Of fifty people only six may be drawn: the others make up for the rest.
	expect(
		allocate(
			[
				{ population: 50, eligible: 6 },
				{ population: 50, eligible: 50 },
			],
			40,
		),
	).toEqual([6, 34]);
});

const list = fc.uniqueArray(fc.uuid(), { maxLength: 80 }).map((ids) => ids.toSorted());
const seed = fc.string({
	minLength: 32,
	maxLength: 32,
	unit: fc.constantFrom(...'0123456789abcdef'),
});

test('the same seed and list draw the same people, each once, and a larger draw begins with them', () => {
	fc.assert(
		fc.property(list, seed, fc.nat(90), (ids, made, wanted) => {
			const by = { seed: made, stratum: 'warehouse' };
			const drawn = drawFrom(ids, wanted, by);
			expect(drawn).toEqual(drawFrom([...ids], wanted, { ...by }));
			expect(new Set(drawn).size).toBe(Math.min(wanted, ids.length));
			expect(drawn.every((id) => ids.includes(id))).toBe(true);
			expect(drawFrom(ids, wanted + 3, by).slice(0, drawn.length)).toEqual(drawn);
		}),
	);
});

test('a draw that an auditor made by hand', () => {
	expect(drawPlaces({ seed: 'seed', stratum: 'shop' }, 10, 4)).toEqual(byHand('seed/shop', 10, 4));
});

/** The rule as the page states it, without its short cuts: the whole list is exchanged. */
function byHand(words: string, length: number, wanted: number): number[] {
	const places = Array.from({ length }, (_, at) => at);
	for (let step = 0; step < wanted; step += 1) {
		const digest = createHash('sha256').update(`${words}/${step}`).digest('hex');
		const other = step + Number(BigInt(`0x${digest.slice(0, 12)}`) % BigInt(length - step));
		const [mine = 0, theirs = 0] = [places[step], places[other]];
		[places[step], places[other]] = [theirs, mine];
	}
	return places.slice(0, wanted);
}

test('everybody has the same chance, in every place of the list', () => {
	const times = Array.from({ length: 10 }, () => 0);
	for (let seedNumber = 0; seedNumber < 3000; seedNumber += 1) {
		const places = drawPlaces({ seed: String(seedNumber), stratum: 'a' }, 10, 3);
		for (const place of places) times[place] = (times[place] ?? 0) + 1;
	}
	// 900 expected of each; a standard deviation is 25.
	for (const count of times) expect(Math.abs(count - 900)).toBeLessThan(110);
});

const stratum = fc
	.record({ ids: fc.uniqueArray(fc.uuid(), { maxLength: 12 }), away: fc.nat(9), lately: fc.nat(9) })
	.map(({ ids, away, lately }) => ({
		...{ away, askedLately: lately, list: ids.toSorted() },
		population: ids.length + away + lately,
	}));
const strata = fc
	.array(stratum, { minLength: 1, maxLength: 30 })
	.map((some) => some.map((each, at): Stratum => ({ ...each, id: `s${at}`, name: `S${at}` })));

test('small strata are one together, nobody is lost, and half the sample has room for all', () => {
	fc.assert(
		fc.property(strata, fc.integer({ min: 1, max: 80 }), (groups, size) => {
			const merged = mergeSmall(groups, size);
			const all = (some: readonly Stratum[]) => some.flatMap(({ list: ids }) => ids).toSorted();
			const people = (some: readonly Stratum[]) => sumOf(some.map((each) => each.population));
			expect(all(merged)).toEqual(all(groups));
			expect(people(merged)).toBe(people(groups));
			expect(merged.length).toBeLessThanOrEqual(Math.max(1, Math.floor(size / 2)));
			if (merged.length === 1) return;
			for (const each of merged) expect(each.list.length).toBeGreaterThanOrEqual(smallestStratum);
		}),
	);
});

test('a site of three stands under “Elsewhere”, with the next small one where they would be four', () => {
	const of = (id: string, people: number): Stratum => ({
		...{ id, name: id, population: people, away: 0, askedLately: 0 },
		list: Array.from({ length: people }, (_, at) => `${id}${at}`),
	});
	expect(mergeSmall([of('a', 3), of('b', 40), of('c', 20), of('d', 2)], 30)).toMatchObject([
		...[{ id: 'b' }, { id: 'c' }],
		{ id: elsewhere, population: 5, list: ['a0', 'a1', 'a2', 'd0', 'd1'] },
	]);
	expect(mergeSmall([of('a', 3), of('b', 40), of('c', 20)], 30)).toMatchObject([
		{ id: 'b' },
		{ id: elsewhere, population: 23 },
	]);
});

test('by team, people belong to the lowest team with twenty of them', () => {
	const { stratumOf, nameOf } = strataOfTeams([
		{ id: 'all', name: 'Company', path: '/all/', people: 2 },
		{ id: 'stores', name: 'Stores', path: '/all/stores/', people: 1 },
		{ id: 'one', name: 'Store 1', path: '/all/stores/one/', people: 25 },
		{ id: 'two', name: 'Store 2', path: '/all/stores/two/', people: 8 },
		{ id: 'office', name: 'Office', path: '/all/office/', people: 12 },
		{ id: 'night', name: 'Night', path: '/all/depot/night/', people: 30 },
	]);
	expect(Object.fromEntries(stratumOf)).toEqual({
		...{ all: 'all', stores: 'stores', one: 'one', two: 'stores', office: 'all', night: 'night' },
	});
	expect(['all', 'stores', 'one'].map(nameOf)).toEqual([
		...['Company, everybody else', 'Stores, everybody else', 'Store 1'],
	]);
});
