import { expect, test } from 'vitest';
import { type Assignment, assignedLessons } from '#assignments/assigned.ts';
import {
	type Audience,
	type AudienceMember,
	audienceSchema,
	isInAudience,
} from '#assignments/audience.ts';
import { assignmentDueDay, dueRuleSchema } from '#assignments/due.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour } from '#test/small-company.ts';

const picker: AudienceMember = {
	roles: [],
	channels: ['warehouse', 'delivery'],
	siteId: 'warehouse',
	teamPath: '/company/logistics/night/',
	vendorId: null,
	language: 'en',
	startedAt: castTime,
	timeZone: 'Europe/Berlin',
};
const agent: AudienceMember = {
	...picker,
	channels: ['phone'],
	roles: ['manager'],
	siteId: 'lisbon',
	teamPath: '/company/contact/night-calls/',
	vendorId: 'northline',
	language: 'pt',
};

const cases: readonly [Audience, boolean, boolean][] = [
	[{}, true, true],
	[{ channels: ['delivery'] }, true, false],
	[{ channels: ['store', 'phone'] }, false, true],
	[{ sites: ['warehouse'] }, true, false],
	[{ vendors: 'included' }, true, true],
	[{ vendors: 'excluded' }, true, false],
	[{ vendors: 'only' }, false, true],
	[{ vendors: 'only', channels: ['warehouse'] }, false, false],
	[{ sites: ['lisbon'], channels: ['phone'], vendors: 'only' }, false, true],
	[{ vendors: ['northline', 'other'] }, false, true],
	[{ vendors: ['other'] }, false, false],
	[{ roles: ['employee'] }, true, false],
	[{ roles: ['leader', 'manager'] }, false, true],
	[{ roles: ['employee', 'manager'] }, true, true],
	[{ roles: ['administrator'] }, false, false],
	[{ teams: ['company'] }, true, true],
	[{ teams: ['night'] }, true, false],
	[{ teams: ['calls', 'logistics'] }, true, false],
	[{ languages: ['pt', 'es'] }, false, true],
	[{ startedFrom: '2026-03-18' }, true, true],
	[{ startedFrom: '2026-03-19' }, false, false],
	[{ startedWithin: 3, startedFrom: '2026-03-01', languages: ['en'] }, true, false],
];

test.each(cases)(
	'%o means a picker of ours: %o, a vendor’s agent: %o',
	(audience, ours, theirs) => {
		expect(isInAudience(audience, picker, castTime)).toBe(ours);
		expect(isInAudience(audience, agent, castTime)).toBe(theirs);
	},
);

test('who started within 30 days is meant to the end of the thirtieth day at the site', () => {
	const audience = { startedWithin: 30 };
	const means = (at: number, member = picker) => isInAudience(audience, member, at);
	const midnight = castTime - (castTime % day);
	// The clocks go forward on the way: at 04:00 in Berlin it is 02:00 in UTC.
	const ends = midnight + 31 * day + 2 * hour;
	expect(means(castTime)).toBe(true);
	expect(means(ends - 1)).toBe(true);
	expect(means(ends)).toBe(false);
	expect(means(ends, { ...picker, timeZone: 'Europe/Lisbon' })).toBe(true);
});

test('an audience as authors write it', () => {
	expect(audienceSchema.parse({ channels: ['store'], startedWithin: '30 days' })).toEqual({
		...{ channels: ['store'], startedWithin: 30 },
	});
	expect(audienceSchema.parse({ startedWithin: '1 day' })).toEqual({ startedWithin: 1 });
	const more = {
		...{ roles: ['employee'], sites: ['altona'], teams: ['night'], vendors: ['northline'] },
		...{ languages: ['pt-BR'], startedFrom: '2026-12-01' },
	};
	expect(audienceSchema.parse(more)).toEqual(more);
	const wrongs = [
		...[{ channel: ['store'] }, { channels: [] }, { startedWithin: 'a month' }, { teams: [] }],
		...[{ roles: ['boss'] }, { vendors: 'some' }, { vendors: [] }, { languages: ['gibberish'] }],
		...[{ startedFrom: '2026-02-30' }, { startedFrom: 'soon' }],
	];
	for (const wrong of wrongs) {
		expect(audienceSchema.safeParse(wrong).success).toBe(false);
	}
});

test('a lesson is due so many days after the first day, or after the assignment if that was later', () => {
	const rule = dueRuleSchema.parse('7 days after start');
	const dueDay = (startedAt: number, assignedAt: number) =>
		assignmentDueDay(rule, { startedAt, assignedAt }, 'Europe/Berlin');
	const [monday, friday] = [Date.UTC(2026, 2, 16, 9), Date.UTC(2026, 2, 20, 9)];
	expect(dueDay(monday, friday)).toBe('2026-03-27');
	expect(dueDay(friday, monday)).toBe('2026-03-27');
	expect(dueDay(Date.UTC(2026, 2, 17, 2, 59), 0)).toBe('2026-03-23');
});

test('a day for everybody is the last one, and who comes later than that has a week', () => {
	const rule = dueRuleSchema.parse('by 2026-12-01');
	const dueDay = (startedAt: number) =>
		assignmentDueDay(rule, { startedAt, assignedAt: castTime }, 'Europe/Berlin');
	expect(dueDay(castTime)).toBe('2026-12-01');
	expect(dueDay(Date.UTC(2026, 11, 1, 9))).toBe('2026-12-01');
	expect(dueDay(Date.UTC(2026, 11, 2, 2, 59))).toBe('2026-12-01');
	expect(dueDay(Date.UTC(2026, 11, 2, 3))).toBe('2026-12-09');
});

test.each(['by 2026-02-30', 'by Christmas', 'a week after start', '7 days after the start', '7'])(
	'“%s” is no due rule, and the author reads what is',
	(text) => {
		expect(dueRuleSchema.safeParse(text).error?.issues[0]?.message).toMatch(/Write/);
	},
);

test('an assignment may give other days after a change than the organisation, the fewest win', async () => {
	const amina = await personOf(await testDatabase(), cast.picker);
	const short = [assignment('a', ['x'], { due: dueRuleSchema.parse('3 days after the change') })];
	const long = [assignment('b', ['x'], { due: dueRuleSchema.parse('20 days after the change') })];
	const daysOf = (all: readonly Assignment[]) =>
		assignedLessons(all, amina, castTime, 7).get('x')?.changeDays;
	expect(daysOf(short)).toBe(3);
	expect(daysOf(long)).toBe(20);
	expect(daysOf([...long, ...short])).toBe(3);
	expect(daysOf([...long, assignment('c', ['x'])])).toBe(7);
});

function assignment(id: string, lessons: string[], more: Partial<Assignment> = {}): Assignment {
	const due = { days: 7, after: 'start' } as const;
	const times = { beginsAt: castTime, endedAt: null };
	return { id, title: id, audience: {}, lessons, due, ...times, ...more };
}

test('a lesson that two assignments name is due when the first of them is, and keeps its place', async () => {
	const amina = await personOf(await testDatabase(), cast.picker);
	const month = { due: { days: 28, after: 'start' } } as const;
	const all = [assignment('a', ['x', 'y'], month), assignment('b', ['y', 'z'])];
	const dayAfter = (days: number) => new Date(castTime + days * day).toISOString().slice(0, 10);
	const [first, month28] = [dayAfter(7), dayAfter(28)];
	const days = (some: readonly Assignment[]) =>
		[...assignedLessons(some, amina, castTime, 7)].map(([lesson, { day }]) => [lesson, day]);
	expect(days(all)).toEqual([
		['x', month28],
		['y', first],
		['z', first],
	]);
	expect(days(all.toReversed())).toContainEqual(['y', first]);
});

test('an assignment counts from when it begins', async () => {
	const amina = await personOf(await testDatabase(), cast.picker);
	const later = [assignment('a', ['x'], { beginsAt: castTime + day })];
	expect(assignedLessons(later, amina, castTime + day - 1, 7).size).toBe(0);
	expect(assignedLessons(later, amina, castTime + day, 7).size).toBe(1);
});
