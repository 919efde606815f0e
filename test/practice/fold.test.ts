import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answers, attempts } from '#db/schema/completions.ts';
import { recallAnswers } from '#db/schema/recalls.ts';
import { practiceCards, practiceFolding, practiceReviews } from '#db/schema/practice.ts';
import { foldEverybody, foldPerson } from '#practice/fold.ts';
import { retrievabilityAt } from '#practice/memory.ts';
import { cast, castTime } from '#test/cast.ts';
import { answered, cardsIn, decided, type Given, reviewsIn } from '#test/practice/practice-rows.ts';
import {
	day,
	hour,
	learner,
	lesson,
	minute,
	publish,
	reworded,
	smallCompany,
} from '#test/small-company.ts';

const amina = cast.picker.id;
const at = castTime;

async function school() {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const fold = (then: number) => foldEverybody(db, { catalogue, at: then });
	return { company, db, catalogue, fold };
}

test('of a lesson the first answer on each policy counts, once a day; what comes again does not', async () => {
	const { company, db, fold } = await school();
	const who = await learner(company, cast.picker);
	await who.give(await who.open(lesson('rainy-day'), at), 'wrong', at);
	await who.finish(lesson('rainy-day'), at + minute);
	await who.finish(lesson('flowers'), at + 2 * minute);
	await who.finish(lesson('flowers'), at + day);
	expect(await fold(at + 2 * day)).toBe(3);
	const reviews = await reviewsIn(db);
	expect(reviews.filter(({ right }) => !right)).toMatchObject([
		{ source: 'lesson', reviewedAt: at },
	]);
	expect(reviews.filter(({ policyId }) => policyId === 'flowers')).toMatchObject([
		{ format: 'recognition', day: '2026-03-18', predicted: null, elapsedDays: null },
		{ right: true, day: '2026-03-19' },
	]);
	const [flowers] = await cardsIn(db);
	expect(flowers).toMatchObject({
		policyId: 'flowers',
		reviews: 2,
		policyVersion: 1,
		questionId: 'which-flower',
	});
});

test('a scenario counts as a whole when it is over, and “I don’t know” counts as not known', async () => {
	const { db, fold } = await school();
	const scenario = { employeeId: amina, questionId: 'wet-customer', attemptId: 'one' };
	await answered(db, [{ ...scenario, at, right: false, nextStep: 2 }]);
	expect(await fold(at + minute)).toBe(0);
	await answered(db, [{ ...scenario, at: at + minute, step: 2, nextStep: null }]);
	await answered(db, [
		{ employeeId: amina, at: at + day, right: false, confidence: 'unknown', kind: 'practice' },
	]);
	await fold(at + 2 * day);
	expect(await reviewsIn(db)).toMatchObject([
		{ right: false, questionId: 'wet-customer', reviewedAt: at + minute },
		{ right: false, confidence: 'unknown', source: 'practice', elapsedDays: expect.closeTo(1, 2) },
	]);
	expect(await cardsIn(db)).toMatchObject([{ reviews: 2, lapses: 1 }]);
});

test('unsure counts for nothing, nor does what was said after it that day, until a reader has decided', async () => {
	const { db, fold } = await school();
	const said = { employeeId: amina, questionId: 'said' };
	await answered(db, [
		{ ...said, at, verdict: 'unsure', right: false, attemptId: 'unsure' },
		{ ...said, at: at + hour, verdict: 'knows' },
		{ ...said, at: at + 3 * day, verdict: 'not yet', right: false },
	]);
	await fold(at + 4 * day);
	expect(await reviewsIn(db)).toMatchObject([{ format: 'recall', reviewedAt: at + 3 * day }]);
	const [alone] = await cardsIn(db);
	await decided(db, 'unsure said', 'knows', at + 5 * day);
	expect(await fold(at + 5 * day + minute)).toBe(1);
	expect(await reviewsIn(db)).toMatchObject([
		{ reviewedAt: at, right: true, predicted: null },
		{ reviewedAt: at + 3 * day, right: false },
	]);
	const [both] = await cardsIn(db);
	expect(both).toMatchObject({ reviews: 2, lapses: 1, reviewedAt: at + 3 * day });
	expect(both?.stability).not.toBe(alone?.stability);
});

test('an appeal that a reader accepts makes the review right, once, and the card with it', async () => {
	const { db, fold } = await school();
	await answered(db, [
		{ employeeId: amina, questionId: 'said', at, verdict: 'not yet', right: false, attemptId: 'a' },
	]);
	await fold(at + minute);
	const [before] = await cardsIn(db);
	await decided(db, 'a said', 'knows', at + day);
	await fold(at + day + 1);
	await fold(at + day + minute);
	expect(await reviewsIn(db)).toMatchObject([{ right: true }]);
	const [after] = await cardsIn(db);
	expect(after).toMatchObject({ reviews: 1, lapses: 0 });
	expect(after?.stability).toBeGreaterThan(before?.stability ?? 0);
});

test('after a material change nothing is predicted and memory begins anew; a typo changes nothing', async () => {
	const { company, db, fold } = await school();
	await answered(db, [
		{ employeeId: amina, at },
		{ employeeId: amina, at: at + 10 * day },
	]);
	await publish(company, 'loans', reworded('Really.'), { at: at + 11 * day, change: 'editorial' });
	await answered(db, [{ employeeId: amina, at: at + 20 * day, policyVersion: 2 }]);
	await publish(company, 'loans', reworded('Gladly.'), { at: at + 21 * day });
	await answered(db, [{ employeeId: amina, at: at + 30 * day, policyVersion: 3 }]);
	await fold(at + 40 * day);
	const [first, second, third, fourth] = await reviewsIn(db);
	expect([first?.predicted, fourth?.predicted]).toEqual([null, null]);
	expect([second?.predicted, third?.predicted]).toEqual([expect.any(Number), expect.any(Number)]);
	expect(fourth?.elapsedDays).toBeCloseTo(10);
	const [card] = await cardsIn(db);
	expect(card).toMatchObject({ policyVersion: 3, reviews: 4, lapses: 0 });
	expect(
		retrievabilityAt({ stability: card?.stability ?? 0, reviewedAt: at }, at + 20 * day),
	).toBeLessThan(0.8);
});

test('a clock that was moved back makes no negative time, and what was answered meanwhile is not missed', async () => {
	const { db, fold } = await school();
	await answered(db, [{ employeeId: amina, at: at + 9 * day }]);
	await fold(at + 9 * day);
	await answered(db, [{ employeeId: amina, at }]);
	await fold(at + minute);
	await answered(db, [{ employeeId: amina, at: at + 10 * day }]);
	await fold(at + 10 * day);
	const reviews = await reviewsIn(db);
	expect(reviews.map(({ elapsedDays }) => elapsedDays)).toEqual([null, null, expect.closeTo(1)]);
	expect(await cardsIn(db)).toMatchObject([{ reviews: 3, reviewedAt: at + 10 * day }]);
});

const givenAt = fc.record({
	employeeId: fc.constantFrom(cast.picker.id, cast.secondPicker.id),
	at: fc.integer({ min: 0, max: 6 * 24 * 60 }).map((minutes) => at + minutes * minute),
	right: fc.boolean(),
	policyId: fc.constantFrom('loans', 'flowers'),
	round: fc.constantFrom(1, 1, 1, 2),
	verdict: fc.constantFrom(null, null, 'knows', 'unsure'),
});

test('however often and in however many pieces it is folded, the same reviews and cards come of it', async () => {
	const { db, catalogue } = await school();
	const piece = fc.record({ given: fc.array(givenAt, { maxLength: 6 }), alone: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 5 }), async (pieces) => {
			await empty(db);
			const all = pieces.flatMap(({ given }) => given).toSorted((a, b) => a.at - b.at);
			const rows: Given[] = all.map((one, index) => ({ ...one, at: one.at + index }));
			let done = 0;
			for (const { given, alone } of pieces) {
				const some = rows.slice(done, (done += given.length));
				await answered(db, some);
				const then = some.at(-1)?.at ?? at;
				if (alone) await foldPerson(db, amina, { catalogue, at: then });
				else await foldEverybody(db, { catalogue, at: then });
			}
			const last = at + 8 * day;
			await Promise.all([
				foldEverybody(db, { catalogue, at: last }),
				foldPerson(db, amina, { catalogue, at: last }),
			]);
			const inPieces = { reviews: await reviewsIn(db), cards: await cardsIn(db) };
			await emptyFolded(db);
			await foldEverybody(db, { catalogue, at: last });
			expect({ reviews: await reviewsIn(db), cards: await cardsIn(db) }).toEqual(inPieces);
		}),
		{ numRuns: 12 },
	);
}, 30_000);

test('the first time all old answers are folded, batch by batch; stopped in between, the rest is found again', async () => {
	const { db, catalogue } = await school();
	const old = Array.from({ length: 560 }, (_, number) => ({
		employeeId: number % 2 ? amina : cast.secondPicker.id,
		// Some at the very same moment, as an import would have them.
		at: at + Math.floor(number / 4) * day,
		policyId: number % 4 < 2 ? 'loans' : 'flowers',
	}));
	await answered(db, old);
	let turns = 0;
	const late = { catalogue, at: at + 200 * day };
	expect(await foldEverybody(db, late, async () => (turns += 1) <= 1)).toBe(250);
	expect(await foldEverybody(db, late)).toBe(310);
	expect(await reviewsIn(db)).toHaveLength(560);
	const reviews = (await cardsIn(db)).map((card) => card.reviews);
	expect(reviews).toEqual([140, 140, 140, 140]);
});

type Db = Awaited<ReturnType<typeof school>>['db'];

async function emptyFolded(db: Db): Promise<void> {
	await db.write(async (tx) => {
		for (const table of [practiceReviews, practiceCards, practiceFolding]) await tx.delete(table);
	});
}

async function empty(db: Db): Promise<void> {
	await emptyFolded(db);
	await db.write(async (tx) => {
		for (const table of [recallAnswers, answers, attempts]) await tx.delete(table);
	});
}
