import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { nudges, outbox } from '#db/schema/notifications.ts';
import { castPeople } from '#db/seed/cast.ts';
import { seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { readDraft, readDrafts } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { readRemarks } from '#remarks/read-remarks.ts';
import { buildSeed, type Seed } from '#test/seed-history.ts';

// One history for all of this file: it takes some seconds, and nothing here changes it.
const day = 24 * 3_600_000;
let seed: Seed;

beforeAll(async () => {
	seed = await buildSeed();
	return () => seed.end();
}, 120_000);

test('about twelve started within eight weeks, three of them within five days', () => {
	const within = (days: number) =>
		seed.everybody.filter((one) => one.person.startedAt > seed.now - days * day);
	expect(within(56)).toHaveLength(12);
	expect(within(5)).toHaveLength(3);
	expect(seed.everybody).toHaveLength(castPeople.length);
});

test('loading tells its progress, and loading again changes nothing', async () => {
	expect(seed.progress).toContain('week 3 of 8');
	const rows = () =>
		seed.db.read.all(sql`select count(*) as rows, max(hash) as hash from audit_entries`);
	const before = await rows();
	expect(await seedIfEmpty(seed.db, seed.catalogue, seed.now + day, () => {})).toBe(false);
	expect(await rows()).toEqual(before);
});

test('one draft waits half-written, with the one number that it still lacks', async () => {
	const draft = await readDraft(seed.db.read, 'authority');
	expect(draft?.typed?.problems).toBe(1);
	expect(draft?.typed?.fields['why']).toContain('{answer}');
	expect(await readDrafts(seed.db.read)).toEqual(new Set(['authority']));
});

test('the record is in the order in which things happened, and nothing happened after now', async () => {
	const backwards = await seed.db.read.all(
		sql`select b.seq from audit_entries a join audit_entries b on b.seq = a.seq + 1 where b.at < a.at`,
	);
	expect(backwards).toEqual([]);
	const times = sql`select at from audit_entries union all select answered_at from answers`;
	const later = await seed.db.read.all(sql`select at from (${times}) where at > ${seed.now}`);
	expect(later).toEqual([]);
});

test('nobody practises outside her shift: the night shift at night, the office by day', async () => {
	const hours = await seed.db.read.all<{ team: string; hour: number }>(
		sql`select distinct team_id as team, cast(strftime('%H', began_at / 1000, 'unixepoch') as integer) as hour
			from attempts join employees on employees.id = attempts.employee_id`,
	);
	const of = (team: string) => hours.filter((row) => row.team === team).map(({ hour }) => hour);
	// UTC: Berlin's summer and winter time are within these.
	expect(of('warehouse-night').filter((hour) => hour >= 4 && hour < 20)).toEqual([]);
	expect(of('purchasing').filter((hour) => hour < 6 || hour > 17)).toEqual([]);
	expect(of('store-1').filter((hour) => hour < 7 || hour > 19)).toEqual([]);
});

test('most people are current on most things; some are due, overdue, stale or in progress', () => {
	const counts = seed.tally();
	expect(seed.share('current')).toBeGreaterThan(0.75);
	for (const state of ['due', 'overdue', 'stale', 'in progress']) {
		expect(counts[state], state).toBeGreaterThan(1);
	}
	expect(counts['exempt']).toBe(2);
});

test('the night shift and the vendor’s call centre lag behind; one store is exemplary', () => {
	const usual = seed.share('overdue', 'store-1', 'store-3', 'contact-team', 'web', 'warehouse-day');
	expect(seed.share('overdue', 'warehouse-night')).toBeGreaterThan(2 * usual);
	expect(seed.share('overdue', 'northline')).toBeGreaterThan(2 * usual);
	expect(seed.share('overdue', 'store-2')).toBe(0);
	expect(seed.share('current', 'store-2')).toBeGreaterThan(0.9);
});

test('Amina has returns due, not overdue, and has done the rest of her first week', () => {
	expect(seed.lessonState('4417', 'returns')).toBe('due');
	expect(seed.lessonState('4417', 'the-service-standard')).toBe('current');
	expect(seed.lessonState('4417', 'the-first-order-is-a-test')).toBe('current');
	expect(Object.values(seed.statesOf('4417'))).not.toContain('overdue');
});

test('the people in the README are where it says', () => {
	expect(seed.statesOf('4423')['be-there']).toBe('overdue');
	expect(seed.statesOf('4423')['one-answer']).toBe('overdue');
	const stanislaw = Object.values(seed.statesOf('4423'));
	expect(stanislaw.filter((state) => state === 'current')).toHaveLength(10);
	expect(seed.statesOf('3117')['tell-first']).toBe('stale');
	expect(seed.statesOf('5107')['paying']).toBe('exempt');
	expect(seed.statesOf('7016')['who-judges']).toBe('exempt');
	for (const leader of ['1001', '1002', '1003', '2108', '7001']) {
		expect(Object.values(seed.statesOf(leader)), leader).not.toContain('overdue');
	}
});

test('the vendor lead’s agents are mixed', () => {
	const agents = seed.everybody.filter(({ person }) => /^70[12]\d$/.test(person.number));
	const states = agents.map(({ person }) => Object.values(seed.statesOf(person.number)));
	const behind = states.filter((of) => of.includes('overdue'));
	expect(agents).toHaveLength(11);
	expect(behind.length).toBeGreaterThanOrEqual(3);
	expect(behind.length).toBeLessThanOrEqual(8);
});

test('two material changes and an editorial one were published by the policy owner', async () => {
	const history = await readPolicies(seed.db.read);
	const later = history.policies.flatMap(({ versions }) => versions.slice(1));
	const daysAgo = (at: number) => Math.round((seed.now - at) / day);
	const told = later
		.toSorted((a, b) => a.effectiveAt - b.effectiveAt)
		.map((v) => [v.policyId, v.change, v.publishedBy, daysAgo(v.effectiveAt)]);
	expect(told).toEqual([
		['paying', 'editorial', 'e1002', 30],
		['one-answer', 'material', 'e1002', 12],
		['tell-first', 'material', 'e1002', 2],
	]);
	for (const { policyId, body } of later) {
		const first = history.byId.get(policyId)?.versions[0];
		expect(body.facts).toEqual(first?.body.facts);
		expect(body.statement).not.toBe(first?.body.statement);
	}
});

test('most have passed the older change, several are overdue; of the newer one many are stale', () => {
	const on = (policyId: string, state: string) =>
		seed.everybody.filter(({ person }) => seed.statesOf(person.number)[policyId] === state).length;
	expect(on('one-answer', 'current')).toBeGreaterThan(castPeople.length * 0.6);
	expect(on('one-answer', 'overdue')).toBeGreaterThan(10);
	expect(on('tell-first', 'stale')).toBeGreaterThan(30);
	expect(on('tell-first', 'current')).toBeGreaterThan(20);
});

test('three people have a nudge about something that they have not done yet', async () => {
	const sent = await seed.db.read.select().from(nudges);
	expect(sent).toHaveLength(3);
	const states = sent.map(({ employeeId: id, policyId }) => seed.statesOf(id.slice(1))[policyId]);
	expect(states).toEqual(['overdue', 'overdue', 'overdue']);
});

test('answers are sometimes wrong at first, and right in the end where a lesson is finished; what is said is asked twice at most', async () => {
	const [first] = await seed.db.read.all<{ share: number }>(
		sql`select avg("right") as share from answers where round = 1`,
	);
	expect(first?.share).toBeGreaterThan(0.7);
	expect(first?.share).toBeLessThan(0.95);
	const unsolved = await seed.db.read.all(
		sql`select a.id from attempts a join answers w on w.attempt_id = a.id and w."right" = 0
				and w.verdict is null and a.kind <> 'practice'
			where a.finished_at is not null and not exists (select 1 from answers n
			where n.attempt_id = a.id and n.question_id = w.question_id and n.round > w.round)`,
	);
	expect(unsolved).toEqual([]);
});

test('everybody has heard of what happened in the story: a mail server that is set up tells only what is new', async () => {
	const rows = await seed.db.read.select().from(outbox);
	expect(rows.length).toBeGreaterThan(3);
	expect(rows.filter(({ expandedAt }) => expandedAt === null)).toEqual([]);
});

test('a dozen people said what does not fit, from many channels, and several were answered', async () => {
	const said = await readRemarks(seed.db.read);
	expect(said.length).toBeGreaterThanOrEqual(12);
	expect(new Set(said.map(({ remark }) => remark.channel)).size).toBeGreaterThanOrEqual(5);
	const states = said.map(({ state }) => state);
	expect(new Set(states)).toEqual(new Set(['open', 'answered', 'noted', 'published']));
	expect(said.filter(({ name }) => name === null).length).toBeGreaterThanOrEqual(5);
});
