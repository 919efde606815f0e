import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOverview } from '#completions/standings.ts';
import { pendingChanges } from '#completions/today.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime } from '#test/cast.ts';
import { type PlainLesson, plainDay, PlainModel } from '#test/completions/plain-model.ts';
import { answersOf, completedBy } from '#test/completions/rows.ts';
import {
	day,
	hour,
	learner,
	lesson,
	minute,
	type OpenPage,
	publish,
	smallCompany,
	update,
} from '#test/small-company.ts';
import { smallLesson, smallQuestion } from '#test/small-content.ts';

const lessons: readonly PlainLesson[] = [
	{ id: 'lending', policies: ['loans'], assigned: true, questions: { lend: 'loans' } },
	{
		id: 'rainy-day',
		policies: ['loans', 'flowers'],
		assigned: true,
		questions: { 'rain-loan': 'loans', 'rain-flower': 'flowers' },
	},
	{
		id: 'flowers',
		policies: ['flowers'],
		assigned: false,
		questions: { 'which-flower': 'flowers' },
	},
];

const files = {
	'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [smallQuestion('lend', 'loans')]),
	'lessons/keys/en.mdx': null,
	'policies/keys.md': null,
	'tracks/everyone.yaml':
		'id: everyone\ntitle: x\nlessons: [lending, rainy-day]\ndue: 7 days after start\n',
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
};

const subjects = [
	...lessons.map(({ id }) => lesson(id)),
	...['loans', 'flowers'].map((policy) => update(policy)),
];

const waits = [
	1,
	minute,
	29 * minute,
	30 * minute,
	31 * minute,
	8 * hour,
	day,
	3 * day,
	7 * day,
	8 * day,
	31 * day,
];
const subject = fc.constantFrom(...subjects);
const right = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(true) },
	{ weight: 1, arbitrary: fc.constant(false) },
);

const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ does: fc.constant('sit' as const), subject, right }),
	},
	{ weight: 2, arbitrary: fc.record({ does: fc.constant('open' as const), subject }) },
	{
		weight: 2,
		arbitrary: fc.record({ does: fc.constant('answer' as const), tab: fc.nat(3), right }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			does: fc.constant('publish' as const),
			policy: fc.constantFrom('loans', 'flowers'),
			change: fc.constantFrom('material' as const, 'material' as const, 'editorial' as const),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({ does: fc.constant('wait' as const), time: fc.constantFrom(...waits) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			does: fc.constant('to the end of the day' as const),
			past: fc.boolean(),
		}),
	},
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The first millisecond of the next day in Berlin, or the last one of this day. */
function endOfDay(now: number, past: boolean): number {
	const today = plainDay(now);
	let at = now - (now % (15 * minute));
	while (plainDay(at) === today) at += 15 * minute;
	return past ? at : Math.max(now, at - 1);
}

async function play(steps: readonly Step[]): Promise<void> {
	const company = await smallCompany(files);
	const { db, catalogue } = company;
	const amina = await learner(company, cast.picker);
	const model = new PlainModel(lessons, { begins: castTime, validMonths: { flowers: 1 } });
	const tabs: OpenPage[] = [];
	let now = castTime + hour;
	let publications = 0;

	/** The page of an update sends whoever has nothing to catch up on to the policy itself. */
	function isOffered({ kind, id }: (typeof subjects)[number]): boolean {
		return kind === 'lesson' || model.changes(now).some((change) => change.startsWith(`${id} `));
	}

	async function open(about: (typeof subjects)[number]): Promise<OpenPage> {
		const page = await amina.open(about, now);
		const { shownAt, restarted } = page.sitting;
		const expected = model.shows(about, now);
		expect(shownAt).toBe(expected.shownAt);
		if (expected.restarted) expect(restarted).toBe(true);
		tabs.unshift(page);
		return page;
	}

	async function answer(page: OpenPage, isRight: boolean): Promise<void> {
		const { sitting, question } = page;
		const outcome = await amina.give(page, isRight ? 'right' : 'wrong', now);
		const { subject, attemptId, shownAt } = sitting;
		const form = { subject, attemptId, shownAt, questionId: question.id, round: question.round };
		expect(outcome).toEqual(model.answer(form, isRight, now, outcome.attemptId));
	}

	async function take(one: Step): Promise<void> {
		if (one.does === 'wait') now += one.time;
		if (one.does === 'to the end of the day') now = endOfDay(now, one.past);
		if ('subject' in one && !isOffered(one.subject)) return;
		if (one.does === 'open') await open(one.subject);
		if (one.does === 'sit') await answer(await open(one.subject), one.right);
		const tab = one.does === 'answer' ? tabs[one.tab] : undefined;
		if (one.does === 'answer' && tab) await answer(tab, one.right);
		if (one.does !== 'publish') return;
		now += 1;
		publications += 1;
		const statement = `It is the ${publications}th time.`;
		const { policy, change } = one;
		await publish(company, policy, (body) => ({ ...body, statement }), { at: now, change });
		model.publish(policy, change === 'material', now);
	}

	async function compare(): Promise<void> {
		const { person } = amina;
		expect(await completedBy(db.read, person)).toEqual(model.completions());
		expect((await answersOf(db.read, person)).length).toBe(model.answersGiven());
		const overview = await readOverview(db.read, catalogue, person, now);
		const states = overview.lessons.map((entry) => [entry.lesson.id, entry.state] as const);
		expect(Object.fromEntries(states)).toEqual(model.lessonStates(now));
		const policies = overview.policies.map((one) => [one.policyId, one.standing.state] as const);
		expect(Object.fromEntries(policies)).toMatchObject(model.policyStates(now));
		const changes = pendingChanges(overview, await readPolicies(db.read), now).map(
			({ before, after }) => `${after.policyId} ${before.number}→${after.number}`,
		);
		expect(changes).toEqual(model.changes(now));
	}

	for (const one of steps) {
		await take(one);
		await compare();
	}
}

const runs = Number(process.env['PROPERTY_RUNS'] ?? 40);

test(
	'whatever is published, answered and waited for, the product says what the plain rules say',
	{ timeout: 600_000 },
	async () => {
		const script = fc.array(step, { minLength: 5, maxLength: 40, size: 'max' });
		await fc.assert(fc.asyncProperty(script, play), { numRuns: runs });
	},
);
