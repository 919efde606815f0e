import { expect, test } from 'vitest';
import { castPeople } from '#db/seed/cast.ts';
import { answerAsSeed } from '#db/seed/pulse-answers.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { answersTo, ask, catalogue, hour } from './asking.ts';

// The demonstration company answers: most of those who were drawn, and one vendor lacks one idea.

test.each(['standard', 'returns'])(
	'%s: most answer, and the courier lacks one idea',
	async (id) => {
		const db = await testDatabase();
		const pulse = await ask(db, castPeople, { questionId: id, policyId: id });
		await answerAsSeed(db, catalogue, pulse.id, {
			by: castTime + 24 * hour,
			isMeasured: () => true,
		});
		const rows = await answersTo(db, pulse);
		const share = rows.length / castPeople.length;
		expect(share).toBeGreaterThan(0.75);
		expect(share).toBeLessThan(0.97);
		const know = (some: typeof rows) =>
			some.filter(({ verdict }) => verdict === 'knows').length / some.length;
		const courier = rows.filter(({ vendorId }) => vendorId === 'swiftway');
		const ours = rows.filter(({ vendorId }) => vendorId === null);
		expect(know(ours)).toBeGreaterThan(0.55);
		expect(know(courier)).toBeLessThan(0.5);
		const lacking = courier.flatMap(({ grading }) =>
			grading.required.filter(({ outcome }) => outcome === 'missing').map(({ name }) => name),
		);
		const [most] = [...Map.groupBy(lacking, (name) => name)].toSorted(
			(a, b) => b[1].length - a[1].length,
		);
		expect(most?.[0]).toBe(id === 'standard' ? 'for the whole transaction' : 'any channel');
		expect(new Set(rows.map(({ said }) => said)).size, 'varied').toBeGreaterThan(20);
	},
);
