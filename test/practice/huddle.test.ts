import { expect, test } from 'vitest';
import { insertRows } from '#db/many-rows.ts';
import type { Database } from '#db/connection.ts';
import { practiceCards } from '#db/schema/practice.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { putIntoHuddle, readTopics, takeBackTopic } from '#practice/huddle-topics.ts';
import { makeCard } from '#practice/huddle/card.ts';
import { holdHuddle, readHeld, undoHuddle } from '#practice/huddle/held.ts';
import { readLineUp } from '#practice/huddle/line-up.ts';
import { secondsToSay } from '#practice/huddle/seconds-to-say.ts';
import { type LedTeam, teamLed, teamsLed } from '#practice/huddle/team.ts';
import { whyInWords } from '#practice/huddle/why-in-words.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { testDatabase } from '#test/database.ts';
import { publish, reworded } from '#test/small-company.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const dayMs = 24 * 3_600_000;
const today = '2026-03-18';
const tomorrow = '2026-03-19';

async function nightShift(who = cast.shiftLead) {
	const db = await testDatabase();
	const manager = await personOf(db, who);
	const team = await teamLed(db.read, manager, cast.picker.teamId);
	const lineUp = async (day = today, at = castTime) => {
		const found = await readLineUp(db.read, catalogue, { team, day, manager, at });
		return found ?? expect.fail('there is no card');
	};
	return { db, manager, team, lineUp };
}

type Kept = { readonly people: number; readonly days?: number; readonly stability?: number };

/** Some of a team practised a policy so many days ago. */
async function practised(
	db: Database,
	{ people: all }: LedTeam,
	policyId: string,
	{ people, days = 1, stability = 10 }: Kept,
): Promise<void> {
	const rows = all.slice(0, people).map(({ id: employeeId }) => ({
		...{ employeeId, policyId, format: 'recall' as const, stability, difficulty: 5 },
		...{ reviewedAt: castTime - days * dayMs, dueAt: castTime, reviews: 1, lapses: 0 },
		...{ policyVersion: 1, questionId: policyId },
	}));
	await db.write((tx) => insertRows(tx, practiceCards, rows));
}

const topic = {
	...{ id: 'a-topic', policyId: 'returns', day: tomorrow, teamIds: [], idea: 'any channel' },
	...{ by: cast.policyOwner.id, at: castTime, today },
};

test('the policy that five or more of the team recall least is on the card', async () => {
	const { db, team, lineUp } = await nightShift();
	await practised(db, team, 'returns', { people: 5, days: 2 });
	await practised(db, team, 'authority', { people: 5, days: 40 });
	await practised(db, team, 'problems', { people: 4, days: 300 });
	const { subject } = await lineUp();
	expect(subject).toMatchObject({ policyId: 'authority', why: { kind: 'forgotten', days: 40 } });
	expect(whyInWords(subject.why, today, team.timeZone)).toMatch('It is a while');
});

test('of two cards of one person the one in her own words counts', async () => {
	const { db, team, lineUp } = await nightShift();
	await practised(db, team, 'returns', { people: 5, days: 20 });
	await practised(db, team, 'authority', { people: 5, days: 10 });
	const seen = (await db.read.select().from(practiceCards))
		.filter(({ policyId }) => policyId === 'authority')
		.map((card) => ({ ...card, format: 'recognition' as const, stability: 0.01 }));
	await db.write((tx) => insertRows(tx, practiceCards, seen));
	expect((await lineUp()).subject.policyId).toBe('returns');
});

test('a change that most have not taken in comes first; what is known of before it counts no more', async () => {
	const { db, team, lineUp } = await nightShift();
	await practised(db, team, 'authority', { people: 6, days: 40 });
	await practised(db, team, 'returns', { people: 6, days: 90 });
	const at = castTime + dayMs;
	await publish({ db, catalogue }, 'returns', reworded('Gladly.'), { at });
	const { subject } = await lineUp(tomorrow, at + 3_600_000);
	expect(subject).toMatchObject({ policyId: 'returns', why: { kind: 'changed', taken: 0 } });
	const words = whyInWords(subject.why, '2026-03-23', team.timeZone);
	expect(words).toBe(`The change of Thursday: 0 of ${team.people.length} have taken it in.`);
	const { subject: later } = await lineUp('2026-04-20', castTime + 33 * dayMs);
	expect(later.policyId).toBe('authority');
});

test('a team of which nothing is known talks about what is open, and else takes turns', async () => {
	const { team, lineUp } = await nightShift();
	const { subject } = await lineUp();
	expect(subject.why.kind).toBe('behind');
	const few = { kind: 'behind', of: 4, behind: 1 } as const;
	expect(whyInWords(few, today, team.timeZone)).not.toMatch(/\d/);
});

test('leadership’s topic comes before all, the newest first, for its teams and its day alone', async () => {
	const { db, manager, team, lineUp } = await nightShift();
	await practised(db, team, 'authority', { people: 5, days: 40 });
	await putIntoHuddle(db, topic);
	await putIntoHuddle(db, { ...topic, id: 'b', policyId: 'problems', at: castTime + 1, idea: '' });
	await putIntoHuddle(db, { ...topic, id: 'c', policyId: 'paying', teamIds: ['store-1'] });
	expect((await lineUp()).subject.policyId).toBe('authority');
	const { subject } = await lineUp(tomorrow);
	expect(subject).toMatchObject({ policyId: 'problems', others: ['returns'], idea: '' });
	await takeBackTopic(db, { id: 'b', by: manager.id, at: castTime });
	expect((await lineUp(tomorrow)).subject).toMatchObject({
		policyId: 'returns',
		idea: 'any channel',
	});
	const above = team.path.split('/').filter(Boolean).at(0) ?? '';
	await putIntoHuddle(db, {
		...topic,
		id: 'd',
		policyId: 'paying',
		at: castTime + 2,
		teamIds: [above],
	});
	expect((await lineUp(tomorrow)).subject.policyId).toBe('paying');
});

test('a topic is put there once, for a day that is to come, and leaves its trace', async () => {
	const { db } = await nightShift();
	const before = await countRows(db.read);
	await putIntoHuddle(db, topic);
	await putIntoHuddle(db, topic);
	const added = rowsAdded(before, await countRows(db.read));
	expect(added).toEqual({ huddle_topics: 1, audit_entries: 1, audit_payloads: 1 });
	for (const [changes, sentence] of [
		[{ day: '2026-03-17' }, 'is over'],
		[{ day: '2026-02-30' }, 'Choose a day'],
		[{ day: '2027-03-17' }, 'within the next 60'],
		[{ idea: 'x'.repeat(121) }, 'Shorten it'],
		[{ policyId: 'nothing' }, 'no such policy'],
	] as const) {
		await expect(putIntoHuddle(db, { ...topic, id: 'x', ...changes })).rejects.toThrow(sentence);
	}
	await expect(takeBackTopic(db, { id: 'x', by: 'e1002', at: 0 })).rejects.toThrow('no such topic');
	expect(await readTopics(db.read, today, 'returns')).toHaveLength(1);
	expect(await readTopics(db.read, '2026-03-20')).toEqual([]);
});

test('a line-up that was held is noted once and can be undone, and is nobody’s practice', async () => {
	const { db, manager, team, lineUp } = await nightShift();
	const before = await countRows(db.read);
	const holding = { teamId: team.id, policyId: 'returns', day: today, today, by: manager.id };
	await holdHuddle(db, { ...holding, at: castTime });
	await holdHuddle(db, { ...holding, at: castTime + 1 });
	const added = rowsAdded(before, await countRows(db.read));
	expect(added).toEqual({ huddles_held: 1, audit_entries: 1, audit_payloads: 1 });
	// What was talked about stays on the card.
	expect(await lineUp()).toMatchObject({ subject: { policyId: 'returns' }, held: { day: today } });
	const early = holdHuddle(db, { ...holding, day: tomorrow, at: castTime });
	await expect(early).rejects.toThrow('Only today’s');
	await undoHuddle(db, { teamId: team.id, day: today, by: manager.id, at: castTime });
	expect(await readHeld(db.read, team.id, today)).toBeUndefined();
});

test('a manager has the cards of her own teams, and a vendor’s lead of that vendor’s', async () => {
	const { db } = await nightShift();
	const vendor = await personOf(db, cast.vendorLead);
	expect((await teamsLed(db.read, vendor)).map(({ id }) => id)).not.toContain(cast.picker.teamId);
	await expect(teamLed(db.read, vendor, cast.picker.teamId)).rejects.toThrow('not a team of yours');
	const logistics = await personOf(db, cast.logisticsManager);
	expect((await teamsLed(db.read, logistics)).length).toBeGreaterThan(1);
});

test('every policy’s card has words for every team, and is said within a minute and a half', async () => {
	const { db } = await nightShift();
	const history = await readPolicies(db.read);
	const seconds: number[] = [];
	for (const who of [cast.logisticsManager, cast.storeManager, cast.vendorLead]) {
		const manager = await personOf(db, who);
		for (const team of await teamsLed(db.read, manager)) {
			for (const { id } of history.policies) {
				const card = makeCard({ catalogue, history, at: castTime, team, manager }, id);
				expect(card?.ask?.ideas.length, id).toBeGreaterThan(0);
				expect(card?.why.html, id).not.toMatch(/[{}\ue000]/);
				seconds.push(card?.seconds ?? 0);
			}
		}
	}
	expect(Math.min(...seconds)).toBeGreaterThanOrEqual(50);
	expect(Math.max(...seconds)).toBeLessThanOrEqual(90);
	expect(secondsToSay(['<p>one two <b>three</b></p>'], false)).toBe(5);
	expect(secondsToSay(['word '.repeat(140)], true)).toBe(80);
});
