import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Audience, audienceRoles, isInAudience } from '#assignments/audience.ts';
import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import { compareAudiences, countAudience, peopleIn } from '#assignments/count-audience.ts';
import { assignmentDueDay, type DueRule } from '#assignments/due.ts';
import { serviceDay } from '#lib/service-day.ts';
import type { Database } from '#db/connection.ts';
import { employeeRoles, employees, sites } from '#db/schema/people.ts';
import { cameAt } from '#assignments/came.ts';
import { memberOf } from '#assignments/assigned.ts';
import { placements } from '#db/schema/placements.ts';
import type { Transaction } from '#db/writer.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { readPeople } from '#people/person.ts';
import { notePlacement } from '#people/placement.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour } from '#test/small-company.ts';

const zones = ['Europe/Berlin', 'Europe/Lisbon', 'America/St_Johns', 'Pacific/Auckland', 'UTC'];
const languages = ['en', 'pl', 'es'];

/** The cast, at sites all over the world, with first days around the change of the clocks. */
async function scattered(seed: number): Promise<Database> {
	const db = await testDatabase();
	const zoneCases = sql.join(
		zones.map((zone, place) => sql`when ${place} then ${zone}`),
		sql` `,
	);
	await db.write(async (tx) => {
		await tx.update(sites).set({ timeZone: sql`case (rowid + ${seed}) % 5 ${zoneCases} end` });
		await tx.update(employees).set({
			language: sql`case rowid % 4 when 0 then 'pl' when 1 then 'es' else 'en' end`,
			startedAt: sql`${castTime} - ((rowid * 7919 + ${seed}) % 1600) * ${hour} - rowid * 1000`,
			leftAt: sql`case when (rowid + ${seed}) % 13 = 0 then ${castTime} end`,
		});
		for (const id of ['e4417', 'e4423', 'e7011'])
			await tx.insert(employeeRoles).values({ employeeId: id, role: 'administrator' });
		await moveSome(tx);
	});
	return db;
}

const goTo = ['warehouse-night', 'northline', 'store-2', 'swiftway'];

/** Every third has moved, some twice, some to another vendor or channel. */
async function moveSome(tx: Transaction): Promise<void> {
	await tx.delete(placements);
	const people = await tx.select().from(employees).orderBy(employees.number);
	for (const [place, { id, startedAt }] of people.entries()) {
		await notePlacement(tx, id, { since: startedAt, by: null });
		for (let moves = place % 3; moves > 0 && place % 2 === 0; moves -= 1) {
			const at = Math.max(startedAt + 1, castTime - moves * 17 * day - place * hour);
			const teamId = goTo[(place + moves) % goTo.length] ?? '';
			const channels = place % 4 === 0 ? ['store', 'phone'] : ['warehouse'];
			await changeEmployee(tx, id, { teamId, channels }, { by: null, at });
		}
	}
}

const listOf = (ids: readonly string[]) => fc.subarray([...ids], { minLength: 1, maxLength: 3 });
/** Most parts of a rule are left out, or it would mean nobody. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
	fc.oneof(
		{ weight: 2, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: arbitrary.map((one): T | undefined => one) },
	);
const rule: fc.Arbitrary<Audience> = fc.record({
	roles: optional(fc.subarray([...audienceRoles], { minLength: 1 })),
	channels: optional(listOf(['store', 'warehouse', 'delivery', 'phone', 'nowhere'])),
	sites: optional(listOf(['warehouse', 'head-office', 'store-altona', 'northline-lisbon'])),
	teams: optional(listOf(['logistics', 'stores', 'store-2', 'store', 'warehouse-night', '%'])),
	vendors: optional(
		fc.oneof(
			fc.constantFrom('included' as const, 'excluded' as const, 'only' as const),
			listOf(['northline', 'swiftway', 'nobody']),
		),
	),
	languages: optional(listOf(languages)),
	startedWithin: optional(fc.nat(70)),
	startedFrom: optional(fc.constantFrom('2026-01-20', '2026-03-01', '2026-03-18', '2027-01-01')),
});
const due: fc.Arbitrary<DueRule> = fc.oneof(
	fc.record({ days: fc.nat(40), after: fc.constantFrom('start' as const, 'change' as const) }),
	fc.record({ by: fc.constantFrom('2026-02-15', '2026-03-17', '2026-03-18', '2026-12-01') }),
);

test(
	'the database counts exactly those whom the rule means, whoever they are and whatever it says',
	{ timeout: 120_000 },
	async () => {
		const db = await scattered(3);
		const people = await readPeople(db.read, undefined);
		const timeZones = timeZonesOf(await readAudienceChoices(db.read));
		let arrivals = 0;
		const moment = fc.tuple(
			fc.integer({ min: -day, max: 40 * day }).map((after) => castTime + after),
			fc.integer({ min: 0, max: 60 * day }),
		);
		const check = async (
			one: Audience,
			other: Audience,
			due: DueRule,
			[at, ago]: readonly [number, number],
		) => {
			const beginsAt = at - ago;
			const clock = { at, timeZones };
			const means = (audience: Audience) =>
				new Set(people.filter((person) => isInAudience(audience, memberOf(person), at)));
			const [was, is] = [means(one), means(other)];
			const groups = await countAudience(db, { audience: one, due, beginsAt }, clock);
			expect(peopleIn(groups)).toBe(was.size);
			const days = [...was].map((person) => {
				const { timeZone } = person;
				const startedAt = cameAt(one, { ...memberOf(person), earlier: person.earlier }, at);
				if (startedAt > person.startedAt) arrivals += 1;
				const dueDay = assignmentDueDay(due, { startedAt, assignedAt: beginsAt }, timeZone);
				return { dueDay, late: dueDay < serviceDay(at, timeZone) };
			});
			const late = groups.reduce((sum, group) => sum + group.late, 0);
			expect(late).toBe(days.filter((each) => each.late).length);
			const dueDays = days.map(({ dueDay }) => dueDay).sort();
			const ends = groups.flatMap(({ firstDue, lastDue }) => [firstDue, lastDue]).sort();
			expect([ends[0], ends.at(-1)]).toEqual([dueDays[0], dueDays.at(-1)]);
			expect(await compareAudiences(db, one, other, clock)).toEqual({
				comeIn: is.difference(was).size,
				fallOut: was.difference(is).size,
				stay: was.intersection(is).size,
			});
		};
		await fc.assert(fc.asyncProperty(rule, rule, due, moment, check), { numRuns: 300 });
		expect(arrivals).toBeGreaterThan(300);
	},
);
