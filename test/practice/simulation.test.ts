import { expect, test } from 'vitest';
import { pointsAMinute, simulate } from '#test/bench/simulation.ts';

// The same people and the same chance each time: these figures can only change with the schedules.
test('in the same minutes FSRS keeps more in mind than a fixed weekly repeat, and both more than nothing', () => {
	for (const seed of ['one', 'two']) {
		const { FSRS, weekly, none, 'SM-2': sm2 } = simulate({ people: 60, seed });
		expect(pointsAMinute(FSRS, none)).toBeGreaterThan(pointsAMinute(weekly, none));
		expect(FSRS.mean).toBeGreaterThan(weekly.mean);
		expect(FSRS.minutes).toBeLessThan(weekly.minutes);
		for (const practised of [FSRS, sm2, weekly]) expect(practised.mean).toBeGreaterThan(none.mean);
		expect(none.minutes).toBe(0);
	}
});

test('the same seed tells the same story', () => {
	const plan = { people: 5, seed: 'again' };
	expect(simulate(plan)).toEqual(simulate(plan));
});
