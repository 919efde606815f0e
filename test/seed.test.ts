import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinProblem } from '#auth/pin.ts';
import type { Overview } from '#completions/overview.ts';
import { readOverviews } from '#completions/standings.ts';
import { type Database, openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { nudges } from '#db/schema/notifications.ts';
import { castPeople, castPerson, demonstrationPin, demonstrationSignIns } from '#db/seed/cast.ts';
import { castTeams } from '#db/seed/cast-places.ts';
import { seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { type Person, readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { castTime } from '#test/cast.ts';

// One history for all of this file: it takes some seconds, and nothing here changes it.
const day = 24 * 3_600_000;
const now = castTime;
const folder = mkdtempSync(join(tmpdir(), 'touchstone-seed-'));
const progress: string[] = [];
let db: Database;
let catalogue: Catalogue;
let everybody: { person: Person; overview: Overview }[];

beforeAll(async () => {
	const url = `file:${join(folder, 'seed.db')}`;
	await migrateDatabase(url);
	db = await openDatabase(url);
	catalogue = readCatalogue(readContentFiles('content'));
	expect(await seedIfEmpty(db, catalogue, now, (line) => progress.push(line))).toBe(true);
	const people = await readPeople(db.read, undefined);
	everybody = await readOverviews(db.read, catalogue, people, now);
}, 120_000);

afterAll(async () => {
	await db.close();
	rmSync(folder, { recursive: true, force: true });
});

/** A person's policies with their states; an exempt one says so. */
function statesOf(number: string): Record<string, string> {
	const found = everybody.find(({ person }) => person.number === number);
	const entries = (found?.overview.policies ?? []).map((policy) => {
		return [policy.policyId, policy.exemption ? 'exempt' : policy.standing.state] as const;
	});
	return Object.fromEntries(entries);
}

function lessonState(number: string, lessonId: string): string | undefined {
	const found = everybody.find(({ person }) => person.number === number);
	return found?.overview.lessons.find(({ lesson }) => lesson.id === lessonId)?.state;
}

/** How many policies of how many people are in each state. */
function tally(belongs: (person: Person) => boolean = () => true): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { person } of everybody.filter((one) => belongs(one.person))) {
		for (const state of Object.values(statesOf(person.number))) {
			counts[state] = (counts[state] ?? 0) + 1;
		}
	}
	return counts;
}

function shareOf(state: string, teamId: string): number {
	const counts = tally(({ team }) => team.id === teamId);
	return (counts[state] ?? 0) / Object.values(counts).reduce((a, b) => a + b, 0);
}

test('the cast has about 150 people, nobody twice, everybody with a channel that exists', () => {
	expect(castPeople.length).toBeGreaterThanOrEqual(140);
	expect(new Set(castPeople.map(({ number }) => number)).size).toBe(castPeople.length);
	expect(new Set(castPeople.map(({ name }) => name)).size).toBe(castPeople.length);
	const channels = new Set(catalogue.channels.map(({ id }) => id));
	for (const person of castPeople) {
		expect(person.channels.length, person.name).toBeGreaterThan(0);
		expect(
			person.channels.filter((id) => !channels.has(id)),
			person.name,
		).toEqual([]);
	}
	expect(new Set(castPeople.flatMap((person) => person.channels))).toEqual(channels);
});

test('the cast has the people whom the README names, with their jobs and teams', () => {
	expect(castPerson('4417')).toMatchObject({ name: 'Amina Yusuf', teamId: 'warehouse-night' });
	expect(castPerson('2108')).toMatchObject({ name: 'Piotr Wysocki', leads: ['warehouse-night'] });
	expect(castPerson('2100').leads).toEqual(['logistics']);
	expect(castPerson('1001')).toMatchObject({ name: 'Ingrid Halden', roles: ['leader'] });
	expect(castPerson('1002')).toMatchObject({ name: 'Tomas Lund', roles: ['leader'] });
	expect(castPerson('1003').roles.toSorted()).toEqual(['administrator', 'leader']);
	const agents = castPeople.filter((one) => one.teamId === 'northline' && one.leads.length === 0);
	expect(agents.map(({ number }) => number)).toHaveLength(11);
	expect(demonstrationSignIns.length).toBeGreaterThan(5);
	expect(pinProblem(demonstrationPin)).toBeUndefined();
});

test('every team has a lead or a team above that has one', () => {
	const led = new Set(castPeople.flatMap((person) => person.leads));
	const withPeople = castTeams.filter(({ id }) => castPeople.some((one) => one.teamId === id));
	const unled = withPeople.filter(({ id }) => !led.has(id)).map(({ id }) => id);
	expect(unled).toEqual(['halden-lund']);
});

test('about twelve started within eight weeks, three of them within five days', () => {
	const within = (days: number) =>
		everybody.filter((one) => one.person.startedAt > now - days * day);
	expect(within(56)).toHaveLength(12);
	expect(within(5)).toHaveLength(3);
	expect(everybody).toHaveLength(castPeople.length);
});

test('loading tells its progress, and loading again changes nothing', async () => {
	expect(progress).toContain('week 3 of 8');
	const rows = () =>
		db.read.all(sql`select count(*) as rows, max(hash) as hash from audit_entries`);
	const before = await rows();
	expect(await seedIfEmpty(db, catalogue, now + day, () => {})).toBe(false);
	expect(await rows()).toEqual(before);
});

test('the record is in the order in which things happened, and nothing happened after now', async () => {
	const backwards = await db.read.all(
		sql`select b.seq from audit_entries a join audit_entries b on b.seq = a.seq + 1 where b.at < a.at`,
	);
	expect(backwards).toEqual([]);
	const later = await db.read.all(
		sql`select id from attempts where began_at > ${now} or finished_at > ${now}`,
	);
	expect(later).toEqual([]);
});

test('nobody practises outside her shift: the night shift at night, the office by day', async () => {
	const hours = await db.read.all<{ team: string; hour: number }>(
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
	const counts = tally();
	const all = Object.values(counts).reduce((a, b) => a + b, 0);
	expect((counts['current'] ?? 0) / all).toBeGreaterThan(0.75);
	for (const state of ['due', 'overdue', 'stale', 'in progress']) {
		expect(counts[state], state).toBeGreaterThan(1);
	}
	expect(counts['exempt']).toBe(2);
});

test('the night shift and the vendor’s call centre lag behind; one store is exemplary', () => {
	const usual = Math.max(
		...['store-1', 'store-3', 'contact-team'].map((id) => shareOf('overdue', id)),
	);
	expect(shareOf('overdue', 'warehouse-night')).toBeGreaterThan(2 * usual);
	expect(shareOf('overdue', 'northline')).toBeGreaterThan(2 * usual);
	expect(shareOf('overdue', 'store-2')).toBe(0);
	expect(shareOf('current', 'store-2')).toBeGreaterThan(0.9);
});

test('Amina has returns due, not overdue, and has done the rest of her first week', () => {
	expect(lessonState('4417', 'returns')).toBe('due');
	expect(statesOf('4417')['returns']).toBe('due');
	expect(lessonState('4417', 'the-service-standard')).toBe('current');
	expect(lessonState('4417', 'the-first-order-is-a-test')).toBe('current');
	expect(Object.values(statesOf('4417'))).not.toContain('overdue');
});

test('the people in the README are where it says', () => {
	expect(statesOf('4423')['be-there']).toBe('overdue');
	expect(statesOf('4423')['one-answer']).toBe('overdue');
	expect(Object.values(statesOf('4423')).filter((state) => state === 'current').length).toBe(10);
	expect(statesOf('3117')['tell-first']).toBe('stale');
	expect(statesOf('5107')['paying']).toBe('exempt');
	expect(statesOf('7016')['who-judges']).toBe('exempt');
	for (const leader of ['1001', '1002', '1003', '2108', '7001']) {
		expect(Object.values(statesOf(leader)), leader).not.toContain('overdue');
	}
});

test('the vendor lead’s agents are mixed', () => {
	const agents = everybody.filter(({ person }) => /^70[12]\d$/.test(person.number));
	const behind = agents.filter(({ person }) =>
		Object.values(statesOf(person.number)).includes('overdue'),
	);
	expect(agents).toHaveLength(11);
	expect(behind.length).toBeGreaterThanOrEqual(3);
	expect(behind.length).toBeLessThanOrEqual(8);
});

test('two material changes and an editorial one were published by the policy owner', async () => {
	const history = await readPolicies(db.read);
	const later = history.policies.flatMap(({ versions }) => versions.slice(1));
	const about = later.map(({ policyId, change, publishedBy, effectiveAt }) => {
		return { policyId, change, publishedBy, daysAgo: Math.round((now - effectiveAt) / day) };
	});
	expect(about.toSorted((a, b) => b.daysAgo - a.daysAgo)).toMatchObject([
		{ policyId: 'paying', change: 'editorial', publishedBy: 'e1002' },
		{ policyId: 'one-answer', change: 'material', publishedBy: 'e1002' },
		{ policyId: 'tell-first', change: 'material', publishedBy: 'e1002' },
	]);
	for (const { policyId, body } of later) {
		const first = history.byId.get(policyId)?.versions[0];
		expect(body.facts).toEqual(first?.body.facts);
		expect(body.statement).not.toBe(first?.body.statement);
	}
});

test('most have passed the older change, several are overdue; of the newer one many are stale', () => {
	const on = (policyId: string, state: string) =>
		everybody.filter(({ person }) => statesOf(person.number)[policyId] === state).length;
	expect(on('one-answer', 'current')).toBeGreaterThan(castPeople.length * 0.6);
	expect(on('one-answer', 'overdue')).toBeGreaterThan(10);
	expect(on('tell-first', 'stale')).toBeGreaterThan(30);
	expect(on('tell-first', 'current')).toBeGreaterThan(20);
});

test('three people have a nudge about something that they have not done yet', async () => {
	const sent = await db.read.select().from(nudges);
	expect(sent).toHaveLength(3);
	for (const { employeeId, policyId } of sent) {
		expect(statesOf(employeeId.slice(1))[policyId]).toBe('overdue');
	}
});

test('answers are sometimes wrong at first, and nobody finished without being right in the end', async () => {
	const [first] = await db.read.all<{ share: number }>(
		sql`select avg("right") as share from answers where round = 1`,
	);
	expect(first?.share).toBeGreaterThan(0.7);
	expect(first?.share).toBeLessThan(0.95);
	const [scores] = await db.read.all<{ perfect: number; rows: number }>(
		sql`select sum(right_first = questions) as perfect, count(*) as rows from completions`,
	);
	expect(scores?.perfect).toBeLessThan((scores?.rows ?? 0) * 0.8);
});
