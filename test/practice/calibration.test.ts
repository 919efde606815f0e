import { desc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '#db/connection.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { createRandom } from '#db/seed/random.ts';
import { calibrationFinding, calibrationOf, type Cell } from '#practice/calibration.ts';
import { calibrationInWords, fittingInWords } from '#practice/calibration-in-words.ts';
import { fitParameters, isFittingDue } from '#practice/fit-parameters.ts';
import { defaultParameters, type Memory, remember, retrievabilityAt } from '#practice/memory.ts';
import { lastFitting, parametersInUse } from '#practice/parameters.ts';
import { readCells } from '#practice/read-calibration.ts';
import { logLossAfter, readHistories } from '#practice/review-history.ts';
import { forgetfulPerson, memoryOf } from '#test/bench/forgetful.ts';
import { castPeople } from '#db/seed/cast.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { practised, reviewsOn } from './practised.ts';

const dayMs = 86_400_000;

type Asked = { day: number; right: boolean; predicted?: number };

/** The same policy asked of one person again and again, and what FSRS says before each answer. */
function history(days: readonly number[], right: (day: number) => boolean): Asked[] {
	let memory: Memory | undefined;
	return days.map((day) => {
		const at = castTime + day * dayMs;
		const predicted = memory && retrievabilityAt(memory, at);
		const came = right(day);
		memory = remember(memory, { right: came, at });
		return { day, right: came, ...(predicted === undefined ? {} : { predicted }) };
	});
}

/** Every person of the cast, at days of their own. */
function manyHistories(seed: string, reviews: number, right?: (day: number) => boolean): Asked[][] {
	const random = createRandom(seed);
	return castPeople.map(() => {
		let day = 0;
		// The optimiser leaves out second reviews after a number of days that hardly anybody had.
		const pause = (index: number) => (index === 1 ? 3 : 1 + random.below(20));
		const days = Array.from({ length: reviews }, (_, index) => (day += pause(index)));
		const memory = memoryOf(forgetfulPerson(random), random);
		return history(days, right ?? memory.answer);
	});
}

async function databaseWith(histories: readonly (readonly Asked[])[]) {
	const db = await testDatabase();
	await add(db, histories, 'returns');
	return db;
}

async function add(db: Database, histories: readonly (readonly Asked[])[], policyId: string) {
	const reviews = histories.flatMap((asked, index) => {
		const [person] = castPeople.slice(index);
		return person ? reviewsOn(person, castTime, asked, { policyId }) : [];
	});
	await practised(db, { reviews });
}

test('the scores are those of the plain definitions on the same reviews, in the bins of the FSRS benchmark', async () => {
	const histories = manyHistories('benchmark', 6);
	const db = await databaseWith(histories);
	const found = calibrationOf(await readCells(db.aggregate)) ?? expect.fail('nothing found');
	const scored = scoredIn(histories);
	const plain = plainScore(scored);
	expect(found.reviews).toBe(castPeople.length * 5);
	expect(found.prediction.logLoss).toBeCloseTo(plain.logLoss, 4);
	expect(found.prediction.rmseBins).toBeCloseTo(plain.rmseBins, 6);
	expect(found.tenths.reduce((sum, { reviews }) => sum + reviews, 0)).toBe(found.reviews);
});

type Scored = { right: boolean; predicted: number; bin: string };

/** Each predicted review with the bin that the benchmark's own formula puts it in. */
function scoredIn(histories: readonly Asked[][]): Scored[] {
	const down = (of: number, base: number, times: number) =>
		times * base ** Math.floor(Math.log(of) / Math.log(base));
	return histories.flatMap((asked) =>
		asked.flatMap(({ day, right, predicted }, index) => {
			if (predicted === undefined) return [];
			const lapses = asked.slice(1, index).filter((one) => !one.right).length;
			const length = down(index + 1, 1.89, 1.99).toFixed(0);
			const lapse = lapses === 0 ? '0' : down(lapses, 1.73, 1.65).toFixed(0);
			const elapsed = down(day - (asked[index - 1]?.day ?? day), 3.62, 2.48).toFixed(2);
			return [{ right, predicted, bin: `${elapsed} ${length} ${lapse}` }];
		}),
	);
}

/** Both scores by their plain definitions. */
function plainScore(scored: readonly Scored[]) {
	const mean = (of: readonly Scored[], term: (one: Scored) => number) =>
		of.reduce((total, one) => total + term(one), 0) / of.length;
	const squares = [...Map.groupBy(scored, ({ bin }) => bin).values()].map((of) => {
		const off = mean(of, ({ predicted }) => predicted) - mean(of, ({ right }) => Number(right));
		return of.length * off ** 2;
	});
	return {
		logLoss: mean(scored, ({ right, predicted: p }) => -Math.log(right ? p : 1 - p)),
		rmseBins: Math.sqrt(squares.reduce((total, square) => total + square, 0) / scored.length),
	};
}

test('only reviews with a prediction count, and a company without any is told so', async () => {
	const none = await databaseWith([]);
	expect(calibrationOf(await readCells(none.aggregate))).toBeUndefined();
	expect(calibrationInWords(undefined)).toMatch(/^Nothing to hold the prediction against yet/);
	await add(none, manyHistories('first', 1), 'returns');
	expect(calibrationOf(await readCells(none.aggregate))).toBeUndefined();
});

test('a constant’s loss is that of the share right, and a prediction that is always right loses nothing', () => {
	const cell = (changes: Partial<Cell>): Cell => ({
		...{ bin: 'a', tenth: 8, reviews: 100, right: 80, predicted: 80, loss: 50 },
		...changes,
	});
	const even = calibrationOf([cell({}), cell({ bin: 'b', right: 20, predicted: 20, tenth: 2 })]);
	expect(even?.constant.logLoss).toBeCloseTo(Math.log(2), 10);
	expect(even?.constant.rmseBins).toBeCloseTo(0.3, 10);
	expect(even?.prediction.rmseBins).toBe(0);
	const perfect = calibrationOf([cell({ right: 100, predicted: 100, loss: 0 })]);
	expect(perfect?.constant.logLoss).toBe(0);
	expect(perfect?.prediction.logLoss).toBe(0);
});

test('the finding says whether the prediction can be trusted', () => {
	const found = (predicted: number, observed: number, loss: number, reviews = 1000) =>
		calibrationFinding({
			...{ reviews, predicted, observed, tenths: [] },
			prediction: { logLoss: loss, rmseBins: 0 },
			constant: { logLoss: 0.4, rmseBins: 0 },
		});
	expect(found(0.88, 0.87, 0.3)).toBe(
		'88 of 100 answers were predicted right, 87 were: the prediction can be trusted.',
	);
	expect(found(0.9, 0.7, 0.3)).toMatch(/too high\.$/);
	expect(found(0.7, 0.9, 0.3)).toMatch(/too low\.$/);
	expect(found(0.88, 0.87, 0.5)).toMatch(
		/saying the same of every answer would have come closer\.$/,
	);
	expect(found(0.88, 0.87, 0.3, 10)).toMatch(/^Too early to say: 10 answers/);
});

test('the walk through a history is the scheduler’s own', async () => {
	const histories = manyHistories('walk', 5);
	const db = await databaseWith(histories);
	const predicted = histories.flatMap((asked) => asked.slice(1));
	const loss = predicted.map(({ right, predicted: p = 0 }) => -Math.log(right ? p : 1 - p));
	const mean = loss.reduce((sum, each) => sum + each, 0) / loss.length;
	const walked = await logLossAfter(await readHistories(db.aggregate), 0, defaultParameters);
	expect(walked.reviews).toBe(predicted.length);
	expect(walked.logLoss).toBeCloseTo(mean, 6);
});

test('parameters are fitted when there is enough, used only if they foretell later answers better, and on record either way', async () => {
	// People who forget almost everything between two answers: nothing like the parameters of everybody.
	const random = createRandom('forget');
	const right = () => random.happens(0.3);
	const db = await databaseWith(manyHistories('few', 4, right));
	expect(await fitParameters(db, castTime)).toBeUndefined();
	expect(await lastFitting(db.read)).toBeUndefined();
	expect(fittingInWords(undefined, 999)).toMatch(/1000 of them/);
	expect(fittingInWords(undefined, 1000)).toMatch(/within the hour/);

	await add(db, manyHistories('many', 7, right), 'damage');
	expect(await isFittingDue(db.read, castTime)).toBe(true);
	const row = (await fitParameters(db, castTime)) ?? expect.fail('not fitted');
	expect(row.fitted + row.heldBack).toBe(castPeople.length * 9);
	expect(row.heldBack / (row.fitted + row.heldBack)).toBeCloseTo(0.2, 1);
	expect(row.logLoss).toBeLessThan(row.logLossBefore);
	expect(row.used).toBe(true);
	expect(await parametersInUse(db.read)).toEqual(row.parameters);
	expect(row.parameters).toHaveLength(21);
	expect(await isFittingDue(db.read, castTime + 6 * dayMs)).toBe(false);
	expect(await isFittingDue(db.read, castTime + 7 * dayMs)).toBe(true);

	// The very same log again: the same parameters are no better than themselves.
	const again = (await fitParameters(db, castTime + 8 * dayMs)) ?? expect.fail('not fitted');
	expect(again).toMatchObject({ used: false, logLossBefore: row.logLoss });
	expect(fittingInWords(again, 2000)).toMatch(/no better, so they are not used/);
	expect(await parametersInUse(db.read)).toEqual(row.parameters);
	const entries = await db.read.select().from(auditEntries).orderBy(desc(auditEntries.seq));
	expect(entries.filter(({ action }) => action === 'practice.fitted')).toHaveLength(2);
});

test('a review for which nothing was predicted begins a history anew', async () => {
	const asked = [
		{ day: 1, right: true },
		{ day: 4, right: true, predicted: 0.9 },
		// A material change lies between.
		{ day: 9, right: false },
		{ day: 12, right: true, predicted: 0.5 },
	];
	const db = await databaseWith([asked, asked]);
	const histories = await readHistories(db.aggregate);
	expect(histories.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
});
