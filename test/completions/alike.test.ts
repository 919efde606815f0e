import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { readPlaces } from '#people/places.ts';
import { expect, test } from 'vitest';
import { type Alike, peopleAlike, readAlikeGround } from '#completions/alike.ts';
import { acknowledgements, attempts, completions } from '#db/schema/completions.ts';
import { assignments, exemptions } from '#db/schema/assignments.ts';
import { lessonRevisions } from '#db/schema/lessons.ts';
import { employees } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { notePlacement } from '#people/placement.ts';
import type { Audience } from '#assignments/audience.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { beginPolicy } from '#policies/new-policy.ts';
import { readOverviews } from '#completions/standings.ts';
import { readPeople } from '#people/person.ts';
import { countTogether, peopleTogether, type TogetherReach } from '#publishing/count-together.ts';
import type { PolicyBody } from '#policies/body.ts';
import { impactOf } from '#publishing/impact.ts';
import { assignmentReach } from '#reports/assignments.ts';
import { companyReach } from '#reports/company-reach.ts';
import { policyReach, reachOf } from '#reports/reach.ts';
import { cast, castTime } from '#test/cast.ts';
import { slowAlike, slowAssignmentReach } from '#test/completions/slow-alike.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	type SmallCompany,
	smallCompany,
	withFact,
} from '#test/small-company.ts';
import { smallLesson, smallQuestion } from '#test/small-content.ts';

// People are counted in groups who are alike; held against everybody's own overview, one by one.

const policies = ['loans', 'flowers', 'keys'];

async function impactFrom(company: SmallCompany, policyId: string, all: Alike[], at: number) {
	const ground = await readAlikeGround(company.db, company.catalogue, at);
	const versions = versionsAt(await readPolicies(company.db.read), at);
	const newest = versions.get(policyId) ?? expect.fail(policyId);
	const places = await readPlaces(company.db.read);
	const around = { ...ground, places, versions, newest, people: all };
	return impactOf({ policyId, body: newest.body }, around);
}

/** Reach and impact of every policy, counted in groups and one by one. */
async function expectTheSame(company: SmallCompany, at: number): Promise<void> {
	const { db, catalogue } = company;
	const ground = await readAlikeGround(db, catalogue, at);
	for (const id of policies) {
		const slow = await slowAlike(db.read, catalogue, id, at);
		const fast = await peopleAlike(db, ground, id);
		expect(sorted(await policyReach(db, catalogue, id, at))).toEqual(
			sorted(reachOf(slow, id, catalogue)),
		);
		const [one, other] = [
			await impactFrom(company, id, fast, at),
			await impactFrom(company, id, slow, at),
		];
		expect(one).toEqual(other);
	}
	await expectTheSameTogether(company, at);
}

/** What a package says, of every two policies, and what the assignments say. */
async function expectTheSameTogether({ db, catalogue }: SmallCompany, at: number): Promise<void> {
	const everybody = await readPeople(db.read, undefined);
	const slow = (await readOverviews(db.read, catalogue, everybody, at)).map((one) => ({
		...one,
		people: 1,
	}));
	for (const left of policies) {
		const two = policies.filter((id) => id !== left);
		const asking = new Set(two.slice(1));
		const fast = await peopleTogether(db, catalogue, two, at);
		expect(byName(countTogether(two, asking, fast))).toEqual(
			byName(countTogether(two, asking, slow)),
		);
	}
	expect((await assignmentReach(db, catalogue, at)).byId).toEqual(
		await slowAssignmentReach(db.read, catalogue, at),
	);
}

function byName({ bySite, byChannel, byVendor, ...whole }: TogetherReach) {
	const all = [bySite, byChannel, byVendor];
	return [whole, ...all.map((some) => some.toSorted((a, b) => (a.name < b.name ? -1 : 1)))];
}

function sorted(reach: ReturnType<typeof reachOf>) {
	const groups = Object.entries(reach.groups).map(([name, list]) => [
		name,
		list.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
	]);
	return { ...reach, groups };
}

const content = {
	'policies/flowers.md': `---
id: flowers
title: A flower for a wait
owner: Stores
touchpoints: [rain]
statement: Who has waited gets a flower.
why: A wait is a debt.
how: { shop: Keep them by the door., van: Take a bunch along. }
validMonths: 1
---
`,
	'lessons/keys/en.mdx': smallLesson('Keys', 'keys', [smallQuestion('which-key', 'keys')]).replace(
		'minutes: 2',
		'minutes: 4\nrevision: 3',
	),
};

const audience: fc.Arbitrary<Audience> = fc.record(
	{
		channels: fc.subarray(['warehouse', 'store', 'phone', 'delivery'], { minLength: 1 }),
		sites: fc.subarray(['dc-north', 'nowhere', 'hq'], { minLength: 1 }),
		teams: fc.subarray(['logistics', 'warehouse-night', 'stores', 'northline'], { minLength: 1 }),
		vendors: fc.constantFrom('included', 'excluded', 'only'),
		startedWithin: fc.integer({ min: 0, max: 40 }),
		languages: fc.constant(['en']),
		roles: fc.subarray(['employee', 'manager'], { minLength: 1 }),
	},
	{ requiredKeys: [] },
);

const given = fc.record({
	audience,
	lessons: fc.subarray(['lending', 'rainy-day', 'flowers', 'keys'], { minLength: 1 }),
	days: fc.integer({ min: 0, max: 30 }),
	beginsAt: fc.integer({ min: -40, max: 3 }),
});

const done = fc.record({
	lesson: fc.constantFrom('lending', 'rainy-day', 'flowers', 'keys'),
	version: fc.integer({ min: 1, max: 3 }),
	// Around a month it matters how long the month is.
	ago: fc.oneof(fc.integer({ min: 0, max: 45 * 24 }), fc.integer({ min: 27 * 24, max: 33 * 24 })),
	renewed: fc.boolean(),
	revision: fc.constantFrom(null, 1, 2, 3),
});

/** Around a day's beginning it matters which one a move belongs to. */
const move = fc.record({
	to: fc.constantFrom('warehouse-night', 'swiftway', 'store-2', 'northline'),
	channels: fc.subarray(['warehouse', 'store', 'phone'], { minLength: 1 }),
	ago: fc.integer({ min: 0, max: 40 * 24 }),
});

const life = fc.record({
	startedAgo: fc.integer({ min: -2 * 24, max: 60 * 24 }),
	done: fc.array(done, { maxLength: 4 }),
	exempt: fc.option(fc.constantFrom(...policies)),
	left: fc.boolean(),
	signs: fc.option(fc.integer({ min: 1, max: 3 })),
	moves: fc.oneof(
		{ weight: 2, arbitrary: fc.constant([]) },
		{ weight: 1, arbitrary: fc.array(move, { minLength: 1, maxLength: 3 }) },
	),
});

test('counted in groups or one by one, reach and impact are the same', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(given, { minLength: 1, maxLength: 3 }),
			fc.array(life, { minLength: 1, maxLength: 25 }),
			fc.uniqueArray(fc.integer({ min: -30, max: 2 }), { maxLength: 2 }),
			fc.record({
				hours: fc.integer({ min: 0, max: 23 }),
				days: fc.constantFrom(0, 30, 60),
			}),
			async (rules, lives, changes, { hours, days }) => {
				const company = await smallCompany(content);
				const at = castTime + hours * hour + days * day;
				for (const ago of changes.toSorted((a, b) => a - b)) {
					const deposit = withFact('deposit', 50 + ago, 'EUR');
					const signed = (body: PolicyBody) => ({ ...deposit(body), acknowledge: true as const });
					await publish(company, 'loans', signed, {
						at: Math.max(castTime + 1, at + ago * day),
					});
				}
				await live(company, rules, lives, at);
				await expectTheSame(company, at);
				await expectTheSame(company, at + 8 * day);
			},
		),
		{ numRuns: 25 },
	);
}, 60_000);

type Rule = typeof given extends fc.Arbitrary<infer T> ? T : never;
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/** Puts the lives of some people on record by plain inserts. */
async function live(
	{ db }: SmallCompany,
	rules: readonly Rule[],
	lives: readonly Life[],
	at: number,
): Promise<void> {
	const published = (await readPolicies(db.read)).byId.get('loans')?.versions.length ?? 1;
	await db.write(async (tx) => {
		await tx.update(assignments).set({ endedAt: 1 });
		await tx.insert(assignments).values(
			rules.map(({ audience, lessons, days, beginsAt }, index) => ({
				id: `rule-${index}`,
				title: `Rule ${index}`,
				...{ audience: { ...audience }, lessons, due: { days, after: 'start' as const } },
				beginsAt: at + beginsAt * day,
			})),
		);
		await tx
			.insert(lessonRevisions)
			.values([
				{ lessonId: 'keys', revision: 1, firstSeenAt: castTime - 90 * day, hash: '' },
				{ lessonId: 'keys', revision: 2, firstSeenAt: at - 9 * day, hash: '' },
				{ lessonId: 'keys', revision: 3, firstSeenAt: at - 3 * day, hash: '' },
			])
			.onConflictDoUpdate({
				target: [lessonRevisions.lessonId, lessonRevisions.revision],
				set: { firstSeenAt: sql`excluded.first_seen_at` },
			});
		const people = await tx.select().from(employees).orderBy(employees.number);
		for (const [index, one] of lives.entries()) {
			// Spread over the company, so that vendors and several zones are among them.
			const id = people[(index * 37) % people.length]?.id ?? expect.fail();
			const startedAt = at - one.startedAgo * hour;
			const leftAt = one.left && index % 5 === 0 ? at : null;
			await tx
				.update(employees)
				.set({ startedAt, leftAt })
				.where(sql`id = ${id}`);
			const attempt = { id: `a-${id}`, employeeId: id, kind: 'lesson' as const, subject: 'x' };
			await tx
				.insert(attempts)
				.values({ ...attempt, beganAt: 1, contentHash: '', finishedAt: 2 })
				.onConflictDoNothing();
			for (const { lesson: lessonId, version, ago, renewed, revision } of one.done) {
				for (const policyId of lessonId === 'rainy-day'
					? ['loans', 'flowers']
					: [{ lending: 'loans', flowers: 'flowers', keys: 'keys' }[lessonId] ?? '']) {
					await tx
						.insert(completions)
						.values({
							...{ employeeId: id, lessonId, policyId, policyVersion: version, revision },
							...{ attemptId: `a-${id}`, contentHash: '', rightFirst: 1, questions: 1 },
							completedAt: at - ago * hour,
							renewedAt: renewed ? at - (ago * hour) / 2 : null,
						})
						.onConflictDoNothing();
				}
			}
			await tx.delete(placements).where(eq(placements.employeeId, id));
			await notePlacement(tx, id, { since: startedAt, by: null });
			for (const { ago, to: teamId, channels } of one.moves.toSorted((a, b) => b.ago - a.ago)) {
				const moved = Math.max(startedAt + 1, at - ago * hour);
				await changeEmployee(tx, id, { teamId, channels }, { by: null, at: moved });
			}
			if (one.signs !== null) {
				const version = Math.min(one.signs, published);
				const signature = { id: `s-${index}`, policyId: 'loans', version };
				await tx
					.insert(acknowledgements)
					.values({ ...signature, employeeId: id, wording: '', at: castTime })
					.onConflictDoNothing();
			}
			if (one.exempt) {
				await tx.insert(exemptions).values({
					...{ id: `e-${index}`, employeeId: id, policyId: one.exempt, reason: 'x' },
					...{ grantedBy: cast.shiftLead.id, grantedAt: at - day, endsAt: at + 7 * day },
				});
			}
		}
	});
}

test('what somebody finishes or leadership publishes is counted at once', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const reach = async (at: number) => (await companyReach(db, catalogue, at)).byPolicy.get('loans');
	const before = await reach(castTime);
	expect(before).toMatchObject({ current: 0, stale: 0 });
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('lending'), castTime);
	await amina.finish(lesson('rainy-day'), castTime);
	expect(await reach(castTime)).toMatchObject({ current: 1, concerned: before?.concerned });
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + hour });
	expect(await reach(castTime + hour)).toMatchObject({ current: 0, stale: 1 });
	expect(await reach(castTime + 9 * day)).toMatchObject({ stale: 0 });
});

test('people who are alike are one group, however many they are', async () => {
	const { db, catalogue } = await smallCompany();
	const ground = await readAlikeGround(db, catalogue, castTime);
	const groups = await peopleAlike(db, ground, 'loans');
	const everybody = await slowAlike(db.read, catalogue, 'loans', castTime);
	expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(everybody.length);
	expect(groups.length).toBeLessThan(everybody.length);
});

test('a policy that was never published concerns nobody', async () => {
	const company = await smallCompany();
	const title = { title: 'Gift cards', owner: 'Stores', id: '' };
	const id = await beginPolicy(company.db, { ...title, by: cast.policyOwner.id, at: castTime });
	const ground = await readAlikeGround(company.db, company.catalogue, castTime);
	expect(await peopleAlike(company.db, ground, id)).toEqual([]);
});

test('what a whole company knows is asked again of each of them', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const people = await readPeople(db.read, undefined);
	await knowing(company, people, ['lending', 'loans']);
	const groups = await peopleTogether(db, catalogue, ['loans', 'flowers'], castTime);
	expect(groups.length).toBeLessThan(people.length);
	expect(countTogether(['loans', 'flowers'], new Set(['loans']), groups)).toMatchObject({
		...{ people: people.length, askedAgain: people.length, minutes: people.length },
	});
});

test('an assignment is done when every policy of its lessons is known', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const people = await readPeople(db.read, undefined);
	await db.write(async (tx) => {
		await tx.update(assignments).set({ endedAt: 1 });
		await tx.insert(assignments).values({
			...{ id: 'rain', title: 'Rain', audience: {}, lessons: ['rainy-day'] },
			...{ due: { days: 7, after: 'start' as const }, beginsAt: castTime - day },
		});
	});
	const current = async () => (await assignmentReach(db, catalogue, castTime)).byId.get('rain');
	await knowing(company, people, ['rainy-day', 'loans']);
	expect(await current()).toEqual({ people: people.length, current: 0 });
	await knowing(company, people, ['rainy-day', 'flowers']);
	expect(await current()).toEqual({ people: people.length, current: people.length });
});

test('a signature counts until a material change', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const asking = (body: PolicyBody) => ({ ...body, acknowledge: true as const });
	await publish(company, 'loans', asking, { at: castTime + 1 });
	const signature = { id: 's', policyId: 'loans', version: 2, wording: '', at: castTime + 2 };
	await db.write((tx) =>
		tx.insert(acknowledgements).values({ ...signature, employeeId: cast.picker.id }),
	);
	const signed = async (at: number) => (await policyReach(db, catalogue, 'loans', at)).signed;
	expect(await signed(castTime + hour)).toBe(1);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + hour });
	expect(await signed(castTime + 2 * hour)).toBe(0);
});

/** Everybody has finished a lesson, as concerns one policy, under the first version. */
async function knowing(
	{ db }: SmallCompany,
	people: readonly { readonly id: string }[],
	[lessonId, policyId]: readonly [string, string],
): Promise<void> {
	await db.write(async (tx) => {
		for (const { id } of people) {
			const attempt = { id: `k-${id}`, employeeId: id, kind: 'lesson' as const, subject: 'x' };
			await tx
				.insert(attempts)
				.values({ ...attempt, beganAt: 1, contentHash: '', finishedAt: 2 })
				.onConflictDoNothing();
			await tx.insert(completions).values({
				...{ employeeId: id, lessonId, policyId, policyVersion: 1, completedAt: castTime - day },
				...{ attemptId: `k-${id}`, contentHash: '', rightFirst: 1, questions: 1 },
			});
		}
	});
}
