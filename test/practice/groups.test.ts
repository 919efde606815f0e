import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Summary } from '#practice/count-forecast.ts';
import { shownParts } from '#practice/hide-small.ts';
import { sureAndWrongIn, sureAndWrongOf, sureInWords } from '#practice/sure-and-wrong.ts';

test('a group under five is hidden, and so is another if the hidden one could be counted back', () => {
	const parts = [{ known: 12 }, { known: 7 }, { known: 3 }];
	expect([...shownParts({ known: 22 }, parts)]).toEqual([parts[0]]);
	// Where the hidden ones are five or more together, nothing else need be hidden.
	const others = [{ known: 12 }, { known: 3 }, { known: 2 }];
	expect([...shownParts({ known: 17 }, others)]).toEqual([others[0]]);
	// People of a team who are in none of the teams below it count as hidden.
	expect([...shownParts({ known: 16 }, [{ known: 6 }, { known: 8 }])]).toEqual([{ known: 8 }]);
	expect([...shownParts({ known: 14 }, [{ known: 6 }, { known: 8 }])]).toHaveLength(2);
});

test('whatever the groups are, what is hidden is nobody or at least five', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(20)), fc.nat(8), (counts, others) => {
			const parts = counts.map((known) => ({ known }));
			const whole = { known: others + counts.reduce((sum, known) => sum + known, 0) };
			const shown = shownParts(whole, parts);
			for (const { known } of shown) expect(known).toBeGreaterThanOrEqual(5);
			const hidden = whole.known - [...shown].reduce((sum, { known }) => sum + known, 0);
			if (shown.size > 0) expect(hidden === 0 || hidden >= 5).toBe(true);
		}),
	);
});

const answers = (policyId: string, people: number, wrong: number) =>
	Array.from({ length: people }, (_, index) => ({
		...{ employeeId: `${index}`, policyId, sure: 2, wrong: index < wrong ? 1 : 0 },
	}));

test('sure and wrong is said of five people and more, the worst policy first', () => {
	const said = sureAndWrongOf([
		...answers('returns', 5, 3),
		...answers('damage', 6, 5),
		...answers('price', 4, 4),
		// Now and then everybody is wrong.
		...answers('delivery', 9, 1),
	]);
	expect(said).toEqual([
		{ policyId: 'damage', sure: 12, wrong: 5 },
		{ policyId: 'returns', sure: 10, wrong: 3 },
	]);
	expect(said.map(sureInWords)[0]).toBe('5 of 12 sure answers were wrong in the last 28 days');
	expect(sureInWords({ policyId: 'x', sure: 5, wrong: 1 })).toMatch(/^1 of 5 sure answers was /);
});

test('of both formats together the people are not counted twice', () => {
	const row = (format: Summary['format'], surePeople: number): Summary => ({
		...{ kind: 'all', groupId: '', policyId: 'returns', format, people: 9, known: 0, recall: 0 },
		...{ sure: 3, sureWrong: 2, surePeople, countedAt: 0 },
	});
	expect(sureAndWrongIn([row('recall', 3), row('recognition', 3)])).toEqual([]);
	expect(sureAndWrongIn([row('recall', 5), row('recognition', 3)])).toEqual([
		{ policyId: 'returns', sure: 6, wrong: 4 },
	]);
});
