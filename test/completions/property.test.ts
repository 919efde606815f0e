import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	endAssignment,
	readAssignment,
	saveAssignment,
	takeBackAssignment,
} from '#assignments/change-assignment.ts';
import { endExemption, exemptPerson } from '#assignments/exempt.ts';
import { readMyToday, readOverview } from '#completions/standings.ts';
import { pendingChanges } from '#completions/today.ts';
import type { AssignmentWords } from '#db/schema/assignments.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { readPerson } from '#people/person.ts';
import { changeSettings, settingsSchema } from '#people/settings.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime } from '#test/cast.ts';
import {
	type Place,
	type PlainAssignment,
	type PlainLesson,
	plainDay,
	PlainModel,
} from '#test/completions/plain-model.ts';
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
	{ id: 'lending', policies: ['loans'], questions: { lend: 'loans' } },
	{
		id: 'rainy-day',
		policies: ['loans', 'flowers'],
		questions: { 'rain-loan': 'loans', 'rain-flower': 'flowers' },
	},
	{
		id: 'flowers',
		policies: ['flowers'],
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

/** Where she may work: another team is another site, and there another clock. */
const places = {
	'warehouse-night': { channels: ['shop'], vendor: null, zone: 'Europe/Berlin' },
	'store-2': { channels: ['shop', 'van'], vendor: null, zone: 'Europe/Berlin' },
	northline: { channels: ['van'], vendor: 'northline', zone: 'Europe/Lisbon' },
} as const;
type TeamId = keyof typeof places;

function placeOf(team: TeamId): Place {
	return { team, ...places[team] };
}

const everywhere = () => true;

/** What may be assigned: as the product has it, and as plainly as it can be said. */
const assignable: readonly {
	readonly id: string;
	readonly words: Omit<AssignmentWords, 'title' | 'due'>;
	readonly plain: Omit<PlainAssignment, 'due'>;
}[] = [
	{
		id: 'everyone',
		words: { audience: { vendors: 'included' }, lessons: ['lending', 'rainy-day'] },
		plain: { means: everywhere, lessons: ['lending', 'rainy-day'] },
	},
	{
		id: 'everyone',
		words: { audience: {}, lessons: ['rainy-day'] },
		plain: { means: everywhere, lessons: ['rainy-day'] },
	},
	{
		id: 'everyone',
		words: { audience: { vendors: 'excluded' }, lessons: ['lending'] },
		plain: { means: ({ vendor }) => vendor === null, lessons: ['lending'] },
	},
	{
		id: 'vans',
		words: { audience: { channels: ['van'] }, lessons: ['flowers', 'lending'] },
		plain: { means: ({ channels }) => channels.includes('van'), lessons: ['flowers', 'lending'] },
	},
	{
		id: 'vans',
		words: { audience: { vendors: ['northline'] }, lessons: ['flowers'] },
		plain: { means: ({ vendor }) => vendor === 'northline', lessons: ['flowers'] },
	},
	{
		id: 'logistics',
		words: { audience: { teams: ['logistics'] }, lessons: ['flowers', { track: 'everyone' }] },
		plain: {
			means: ({ team }) => team === 'warehouse-night',
			lessons: ['flowers', 'all of everyone'],
		},
	},
];

const dueRules: readonly { words: AssignmentWords['due']; plain: PlainAssignment['due'] }[] = [
	{ words: { days: 7, after: 'start' }, plain: { days: 7, changesToo: false } },
	{ words: { days: 0, after: 'start' }, plain: { days: 0, changesToo: false } },
	{ words: { days: 3, after: 'change' }, plain: { days: 3, changesToo: true } },
	{ words: { days: 20, after: 'change' }, plain: { days: 20, changesToo: true } },
	{ words: { by: '2026-03-17' }, plain: { by: '2026-03-17' } },
	{ words: { by: '2026-03-25' }, plain: { by: '2026-03-25' } },
	{ words: { by: '2026-05-01' }, plain: { by: '2026-05-01' } },
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
	{
		weight: 2,
		arbitrary: fc.record({
			does: fc.constant('move' as const),
			to: fc.constantFrom<TeamId>('warehouse-night', 'store-2', 'northline'),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			does: fc.constantFrom('exempt' as const, 'end exemption' as const),
			policy: fc.constantFrom('loans', 'flowers'),
			time: fc.constantFrom(hour, day, 10 * day),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ does: fc.constantFrom('leave' as const, 'return' as const) }),
	},
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('return' as const) }) },
	{
		weight: 3,
		arbitrary: fc.record({
			does: fc.constant('assign' as const),
			what: fc.constantFrom(...assignable),
			due: fc.constantFrom(...dueRules),
			anew: fc.boolean(),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			does: fc.constantFrom('end' as const, 'take back' as const),
			id: fc.constantFrom('everyone', 'vans', 'logistics'),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			does: fc.constant('set' as const),
			days: fc.constantFrom(1, 7, 12),
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
	const me = amina.person.id;
	const model = new PlainModel(lessons, {
		...{ begins: castTime, validMonths: { flowers: 1 } },
		startedAt: amina.person.startedAt,
		place: { ...placeOf('warehouse-night'), channels: amina.person.channels },
	});
	const [first] = assignable;
	const [sevenDays] = dueRules;
	if (!first || !sevenDays) return expect.unreachable();
	model.assign(first.id, { ...first.plain, due: sevenDays.plain }, castTime, false);
	const by = cast.policyOwner.id;
	const revisions = new Map([['everyone', 1]]);
	let isHere = true;
	const tabs: OpenPage[] = [];
	let now = castTime;
	await move('warehouse-night');
	now += hour;
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

	async function move(to: TeamId): Promise<void> {
		const place = { teamId: to, channels: places[to].channels };
		const changed = await db.write((tx) => changeEmployee(tx, me, place, { by, at: now }));
		if (changed.length > 0) model.move(placeOf(to), now, isHere);
	}

	async function exempt(one: Extract<Step, { policy: string; time: number }>): Promise<void> {
		const about = { employeeId: me, policyId: one.policy };
		if (one.does === 'end exemption') {
			await endExemption(db, { ...about, by, at: now });
			model.endExemption(one.policy, now);
			return;
		}
		const times = { grantedAt: now, endsAt: now + one.time };
		const granted = { id: randomUUID(), reason: 'So.', grantedBy: by, ...times };
		await exemptPerson(db, { ...about, ...granted });
		model.exempt(one.policy, now, now + one.time);
	}

	async function assign({ what, due, anew }: Extract<Step, { does: 'assign' }>): Promise<void> {
		const { id } = what;
		const words = { title: id, ...what.words, due: due.words };
		const seenRevision = revisions.get(id) ?? 0;
		const save = { id, words, seenRevision, beginAnew: anew, by, at: now };
		if (model.hasEnded(id)) {
			await expect(saveAssignment(db, save)).rejects.toThrow('It has ended.');
			return;
		}
		// A list that another one takes in comes first.
		if (id === 'logistics' && model.hasEnded('everyone') !== false) return;
		const { assignment } = await saveAssignment(db, save);
		revisions.set(id, assignment.revision);
		model.assign(id, { ...what.plain, due: due.plain }, now, anew);
	}

	async function endOrTakeBack({ does, id }: Extract<Step, { id: string }>): Promise<void> {
		const ended = model.hasEnded(id);
		if (ended === undefined) return;
		const deed = { id, by, at: now };
		if (does === 'take back') {
			await takeBackAssignment(db, deed);
			model.takeBack(id);
		} else if (ended || model.end(id)) await endAssignment(db, deed);
		else await expect(endAssignment(db, deed)).rejects.toThrow('takes it in');
		revisions.set(id, (await readAssignment(db.read, id))?.revision ?? 0);
	}

	async function leaveOrReturn(leaves: boolean): Promise<void> {
		const deed = { by, at: now };
		if (leaves) await db.write((tx) => leaveWork(tx, { employeeId: me }, deed));
		else if (await db.write((tx) => returnToWork(tx, me, deed))) model.comeBack(now);
		isHere = !leaves;
	}

	/** What others do, whether she is here or not. */
	async function happen(one: Step): Promise<void> {
		if (one.does === 'wait') now += one.time;
		if (one.does === 'to the end of the day') now = endOfDay(now, one.past);
		if (one.does === 'move') await move(one.to);
		if (one.does === 'exempt' || one.does === 'end exemption') await exempt(one);
		if (one.does === 'leave' || one.does === 'return') await leaveOrReturn(one.does === 'leave');
		if (one.does === 'assign') await assign(one);
		if (one.does === 'end' || one.does === 'take back') await endOrTakeBack(one);
		if (one.does !== 'set') return;
		const values = settingsSchema.parse({ materialDueDays: one.days });
		await changeSettings(db, { values, by, at: now });
		model.daysAfterChange = one.days;
	}

	async function take(one: Step): Promise<void> {
		await happen(one);
		if (!isHere && one.does !== 'publish') return;
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
		expect(await completedBy(db.read, amina.person)).toEqual(model.completions());
		expect((await answersOf(db.read, amina.person)).length).toBe(model.answersGiven());
		const person = await readPerson(db.read, me);
		expect(person !== undefined).toBe(isHere);
		if (!person) return;
		const overview = await readOverview(db.read, catalogue, person, now);
		const states = overview.lessons.map((entry) => [entry.lesson.id, entry.state] as const);
		expect(Object.fromEntries(states)).toEqual(model.lessonStates(now));
		const policies = overview.policies.map((one) => [one.policyId, one.standing.state] as const);
		expect(Object.fromEntries(policies)).toMatchObject(model.policyStates(now));
		const changes = pendingChanges(overview, await readPolicies(db.read), now).map(
			({ before, after }) => `${after.policyId} ${before.number}→${after.number}`,
		);
		expect(changes).toEqual(model.changes(now));
		const today = await readMyToday(db.read, { ...(await around()), person });
		for (const { lesson: asked } of today.lessons) {
			expect(asked.policies.some((policy) => !model.isExempt(policy, now))).toBe(true);
		}
	}

	async function around() {
		return { catalogue, history: await readPolicies(db.read), at: now };
	}

	/** Nobody touches anything for a month: what was begun is forgotten, what was finished is not. */
	async function leaveLying(): Promise<void> {
		await leaveOrReturn(false);
		now += 31 * day;
		await compare();
		expect(Object.values(model.lessonStates(now))).not.toContain('in progress');
	}

	for (const one of steps) {
		await take(one);
		await compare();
	}
	await leaveLying();
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
