import { expect, test } from 'vitest';
import { type Known, type Situation, standing, states, worst } from '#completions/states.ts';
import { serviceDay } from '#lib/service-day.ts';
import type { PolicyThread, PolicyVersion } from '#policies/versions.ts';

const berlin = 'Europe/Berlin';

/** A moment by the clock on the wall in winter in Berlin, an hour ahead of UTC. */
function winter(day: number, hour: number, minutes = 0): number {
	return Date.UTC(2026, 0, day, hour - 1, minutes);
}

function version(
	number: number,
	effectiveAt: number,
	more: { change?: 'material' | 'editorial'; validMonths?: number } = {},
): PolicyVersion {
	const { change = 'material', validMonths = null } = more;
	const text = { title: 'Loans', statement: 'Lend.', why: 'Rain.' };
	const body = { ...text, how: {}, facts: {}, touchpoints: ['rain'], validMonths };
	const fixed = { seq: number, policyId: 'loans', reason: 'So.', publishedBy: null, hash: '' };
	const when = { publishedAt: effectiveAt, effectiveAt };
	return { ...fixed, ...when, number, body, change, previousHash: null };
}

function thread(...versions: PolicyVersion[]): PolicyThread {
	return { id: 'loans', owner: 'Stores', versions, texts: [] };
}

const first = version(1, winter(1, 9));
const onlyFirst = thread(first);

function at(moment: number, more: Partial<Situation> = {}): Situation {
	const unknown = { known: undefined, attemptOpen: false, changeDays: 7 };
	return { assignedUntil: '2026-01-08', ...unknown, at: moment, timeZone: berlin, ...more };
}

function knows(version: number, completedAt: number): { known: Known } {
	return { known: { version, completedAt } };
}

test('the states stand in the order of the product, worst first', () => {
	expect(states).toEqual([
		...['overdue', 'expired', 'stale', 'due', 'in progress', 'current', 'not due'],
	]);
});

test('the worst of several counts, and among equals the one that is due first', () => {
	const standings = states.map((state) => ({ state, dueDay: undefined }));
	for (const [place, expected] of standings.entries()) {
		expect(worst(standings.slice(place).toReversed())).toEqual(expected);
	}
	const [later, sooner] = ['2026-01-09', '2026-01-08'].map((dueDay) => ({
		state: 'due' as const,
		dueDay,
	}));
	if (!later || !sooner) return expect.unreachable();
	expect(worst([later, sooner])).toBe(sooner);
	expect(worst([sooner, later])).toBe(sooner);
	expect(worst([])).toEqual({ state: 'not due', dueDay: undefined });
});

test('a lesson that is not assigned is not due, whatever is on record', () => {
	const changed = thread(first, version(2, winter(2, 9)));
	for (const known of [undefined, { version: 1, completedAt: winter(1, 10) }]) {
		const situation = at(winter(30, 12), { assignedUntil: undefined, known, attemptOpen: true });
		expect(standing(changed, situation)).toEqual({ state: 'not due', dueDay: undefined });
	}
});

test('a lesson is due up to the end of its last day, which is at 04:00 of the next', () => {
	const dueDay = '2026-01-08';
	expect(standing(onlyFirst, at(winter(2, 9)))).toEqual({ state: 'due', dueDay });
	expect(standing(onlyFirst, at(winter(9, 3, 59)))).toEqual({ state: 'due', dueDay });
	expect(standing(onlyFirst, at(winter(9, 4)))).toEqual({ state: 'overdue', dueDay });
});

test('a lesson that was begun is in progress until it is overdue', () => {
	const begun = { attemptOpen: true };
	expect(standing(onlyFirst, at(winter(8, 12), begun)).state).toBe('in progress');
	expect(standing(onlyFirst, at(winter(9, 4), begun)).state).toBe('overdue');
});

test('a lesson that was finished is current, late or not', () => {
	for (const completedAt of [winter(2, 9), winter(20, 9)]) {
		const situation = at(winter(25, 9), { ...knows(1, completedAt), attemptOpen: true });
		expect(standing(onlyFirst, situation)).toEqual({ state: 'current', dueDay: undefined });
	}
});

test('a material change makes it stale for seven days and then overdue', () => {
	const changed = thread(first, version(2, winter(10, 12)));
	const stateAt = (moment: number) => standing(changed, at(moment, knows(1, winter(2, 9))));
	expect(stateAt(winter(10, 12) - 1)).toEqual({ state: 'current', dueDay: undefined });
	expect(stateAt(winter(10, 12))).toEqual({ state: 'stale', dueDay: '2026-01-17' });
	expect(stateAt(winter(18, 3, 59))).toEqual({ state: 'stale', dueDay: '2026-01-17' });
	expect(stateAt(winter(18, 4))).toEqual({ state: 'overdue', dueDay: '2026-01-17' });
});

test('two changes are due when the first of them is', () => {
	const changed = thread(first, version(2, winter(10, 12)), version(3, winter(15, 12)));
	const situation = at(winter(16, 12), knows(1, winter(2, 9)));
	expect(standing(changed, situation)).toEqual({ state: 'stale', dueDay: '2026-01-17' });
	const fresh = at(winter(16, 12), knows(2, winter(11, 9)));
	expect(standing(changed, fresh)).toEqual({ state: 'stale', dueDay: '2026-01-22' });
});

test('an editorial change bothers nobody, and does not hide the material one before it', () => {
	const typo = version(2, winter(10, 12), { change: 'editorial' });
	const known = knows(1, winter(2, 9));
	expect(standing(thread(first, typo), at(winter(30, 9), known)).state).toBe('current');
	const both = thread(first, version(2, winter(10, 12)), { ...typo, number: 3 });
	expect(standing(both, at(winter(12, 9), known)).state).toBe('stale');
	expect(standing(both, at(winter(12, 9), knows(2, winter(11, 9)))).state).toBe('current');
});

test('what is valid for some months expires on the day after, and an overdue change is worse', () => {
	const yearly = version(1, winter(1, 9), { validMonths: 12 });
	const passed = Date.UTC(2026, 0, 31, 12);
	const stateAt = (moment: number, policy = thread(yearly)) =>
		standing(policy, at(moment, knows(1, passed)));
	expect(stateAt(Date.UTC(2027, 1, 1, 2, 59)).state).toBe('current');
	expect(stateAt(Date.UTC(2027, 1, 1, 3))).toEqual({ state: 'expired', dueDay: '2027-01-31' });
	const next = version(2, Date.UTC(2027, 0, 28, 12), { validMonths: 12 });
	const changed = thread(yearly, next);
	expect(stateAt(Date.UTC(2027, 0, 29), changed).state).toBe('stale');
	expect(stateAt(Date.UTC(2027, 1, 2), changed).state).toBe('expired');
	expect(stateAt(Date.UTC(2027, 1, 6), changed).state).toBe('overdue');
});

test('a month that is shorter ends earlier', () => {
	const monthly = thread(version(1, winter(1, 9), { validMonths: 1 }));
	const situation = at(Date.UTC(2026, 2, 1, 3), knows(1, Date.UTC(2026, 0, 31, 12)));
	expect(standing(monthly, situation)).toEqual({ state: 'expired', dueDay: '2026-02-28' });
});

test('a night shift is one day: what is published at 02:00 belongs to the evening before', () => {
	const changed = thread(first, version(2, winter(11, 2)));
	const known = knows(1, winter(2, 9));
	expect(standing(changed, at(winter(11, 3), known)).dueDay).toBe('2026-01-17');
	expect(standing(changed, at(winter(18, 3, 59), known)).state).toBe('stale');
	expect(standing(changed, at(winter(18, 4), known)).state).toBe('overdue');
});

test('the day is that of the person’s site', () => {
	const changed = thread(first, version(2, Date.UTC(2026, 0, 10, 3, 30)));
	const dueIn = (timeZone: string) =>
		standing(changed, at(Date.UTC(2026, 0, 10, 12), { ...knows(1, winter(2, 9)), timeZone }))
			.dueDay;
	expect(dueIn(berlin)).toBe('2026-01-17');
	expect(dueIn('Europe/Lisbon')).toBe('2026-01-16');
	expect(dueIn('Asia/Kathmandu')).toBe('2026-01-17');
	expect(dueIn('America/Los_Angeles')).toBe('2026-01-16');
});

test('a due day over the change of the clocks has 23 or 25 hours, and still ends at 04:00', () => {
	const ends = (lastDay: string, moment: number) =>
		[moment - 1, moment].map(
			(now) => standing(onlyFirst, at(now, { assignedUntil: lastDay })).state,
		);
	expect(ends('2026-03-28', Date.UTC(2026, 2, 29, 2))).toEqual(['due', 'overdue']);
	expect(ends('2026-03-27', Date.UTC(2026, 2, 28, 3))).toEqual(['due', 'overdue']);
	expect(ends('2026-10-24', Date.UTC(2026, 9, 25, 3))).toEqual(['due', 'overdue']);
	expect(ends('2026-10-23', Date.UTC(2026, 9, 24, 2))).toEqual(['due', 'overdue']);
	expect(serviceDay(Date.UTC(2026, 2, 29, 1, 30), berlin)).toBe('2026-03-28');
});

test('a version that holds only later changes nothing yet', () => {
	const planned = thread(first, version(2, winter(20, 9)));
	const known = knows(1, winter(2, 9));
	expect(standing(planned, at(winter(19, 9), known)).state).toBe('current');
	expect(standing(planned, at(winter(20, 9), known)).state).toBe('stale');
});
