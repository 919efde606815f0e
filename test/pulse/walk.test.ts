import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { badgeKey } from '#auth/badges/key.ts';
import { giveBadges } from '#auth/badges/give.ts';
import { readBadges } from '#auth/badges/read.ts';
import { badgeToken } from '#auth/badges/token.ts';
import type { Database } from '#db/connection.ts';
import { auditPayloads } from '#db/schema/audit.ts';
import { employees } from '#db/schema/people.ts';
import { walkAnswers } from '#db/schema/walks.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { readCopy } from '#privacy/copy.ts';
import { erasePerson } from '#privacy/erase-person.ts';
import { answerOnFloor, type Spoken, takeOutAnswer } from '#pulse/walk/answer-on-floor.ts';
import { goOnTalking } from '#pulse/walk/conversation.ts';
import { readLastWalk, readOwnAnswer } from '#pulse/walk/last-walk.ts';
import { floorQuestions } from '#pulse/walk/question.ts';
import { proposeSomebody, whoseNumber } from '#pulse/walk/whom.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { testDatabase } from '#test/database.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const day = 24 * 3_600_000;
const whole = 'The whole order goes the way the customer expects.';

async function floor() {
	const db = await testDatabase();
	const leader = await personOf(db, cast.chiefExecutive);
	const picker = await personOf(db, cast.picker);
	let count = 0;
	async function hear(said: string, changes: Partial<Spoken> = {}, at = castTime): Promise<string> {
		count += 1;
		const spoken = {
			...{ id: `answer-${count}`, questionId: 'standard', siteId: picker.siteId, language: 'en' },
			...{ employeeId: picker.id, named: true, said, shownAt: at, ...changes },
		};
		const history = await readPolicies(db.read);
		await answerOnFloor(db, { leader, catalogue, history, at }, spoken);
		return spoken.id;
	}
	return { db, leader, picker, hear };
}

async function everybodyAt(db: Database, siteId: string, leader: string): Promise<string[]> {
	const people = await readPeople(db.read, undefined);
	return people.flatMap((each) => (each.siteId === siteId && each.id !== leader ? each.id : []));
}

test('the service standard is asked first, and every policy in force can be', async () => {
	const { db } = await floor();
	const history = await readPolicies(db.read);
	const questions = floorQuestions(catalogue, history, castTime);
	expect(questions[0]?.question.id).toBe('standard');
	expect(questions).toHaveLength(history.policies.length);
	expect(floorQuestions(catalogue, history, 0)).toEqual([]);
});

test('what was said is graded and kept, and nothing else but the record of who asked', async () => {
	const { db, leader, picker, hear } = await floor();
	const before = await countRows(db.read);
	const id = await hear(whole);
	const added = rowsAdded(before, await countRows(db.read));
	expect(added).toEqual({ walk_answers: 1, audit_entries: 1, audit_payloads: 1 });
	const answer = await readOwnAnswer(db.read, leader, id);
	expect(answer).toMatchObject({ verdict: 'knows', employeeId: picker.id, siteId: picker.siteId });
	const payloads = await db.read.select().from(auditPayloads);
	const written = payloads.map(({ payload }) => payload).join(' ');
	expect(written).toContain('"question":"standard"');
	expect(written).not.toContain('"knows"');
});

test('the name is kept only if it is wished for', async () => {
	const { db, leader, hear } = await floor();
	const unnamed = await hear(whole, { named: false });
	const nobody = await hear(whole, { employeeId: undefined });
	for (const id of [unnamed, nobody]) {
		expect((await readOwnAnswer(db.read, leader, id)).employeeId).toBeNull();
	}
});

test('a form sent twice counts once', async () => {
	const { db, leader, hear } = await floor();
	await hear(whole, { id: 'twice' });
	await hear('Something else', { id: 'twice' });
	expect(await db.read.select().from(walkAnswers)).toHaveLength(1);
	expect((await readOwnAnswer(db.read, leader, 'twice')).said).toBe(whole);
});

test('nothing said, too much said, a question that is none and a stranger are refused', async () => {
	const { leader, hear } = await floor();
	await expect(hear('  ')).rejects.toThrow('Say it in your own words');
	await expect(hear('x'.repeat(301))).rejects.toThrow('301 characters');
	await expect(hear(whole, { questionId: 'nothing' })).rejects.toThrow('no such question');
	await expect(hear(whole, { employeeId: 'nobody' })).rejects.toThrow('nobody here');
	await expect(hear(whole, { employeeId: leader.id })).rejects.toThrow('nobody here');
});

test('whoever is proposed works there, was not passed over and not asked in the last 28 days', async () => {
	const { db, leader, picker, hear } = await floor();
	const all = await everybodyAt(db, picker.siteId, leader.id);
	const offered = async (at: number, passed: readonly string[] = []) => {
		const ids = new Set<string>();
		const place = { leader, siteId: picker.siteId, passed, at };
		let among = 1;
		for (let next = 0; next < among; next += 1) {
			const id = await proposeSomebody(db.read, place, (count) => ((among = count), next));
			if (id !== undefined) ids.add(id);
		}
		return [...ids].toSorted();
	};
	expect(await offered(castTime)).toEqual(all.toSorted());
	await hear(whole);
	await hear(whole, { employeeId: all.find((id) => id !== picker.id), named: false });
	const others = all.filter((id) => id !== picker.id).toSorted();
	expect(await offered(castTime + 27 * day)).toEqual(others);
	expect(await offered(castTime + 29 * day)).toEqual(all.toSorted());
	expect(await offered(castTime, others.slice(1))).toEqual(others.slice(0, 1));
	expect(await offered(castTime, others)).toEqual([]);
	const [gone] = others;
	await db.write((tx) =>
		tx
			.update(employees)
			.set({ leftAt: castTime })
			.where(eq(employees.id, gone ?? '')),
	);
	expect(await offered(castTime)).toEqual(others.slice(1));
});

test('somebody is found by her number and by her badge, and nobody by anything else', async () => {
	const { db, leader, picker } = await floor();
	const asked = { leader, at: castTime };
	expect((await whoseNumber(db, ` ${picker.number} `, asked)).id).toBe(picker.id);
	await giveBadges(db, [picker.id], { by: leader.id, at: castTime });
	const [badge] = await readBadges(db.read, [picker.id]);
	const id = badge?.id ?? expect.fail('she has no badge');
	const text = badgeToken(await badgeKey(db, castTime), id);
	expect((await whoseNumber(db, text, asked)).id).toBe(picker.id);
	await expect(whoseNumber(db, '0000', asked)).rejects.toThrow('Nobody who works here');
	await expect(whoseNumber(db, '', asked)).rejects.toThrow('Type the number');
	await expect(whoseNumber(db, leader.number, asked)).rejects.toThrow('That is you');
});

test('a walk in counts and words: what was missing most, in no order that tells who', async () => {
	const { db, leader, hear } = await floor();
	await hear('zebra, being friendly and quick');
	await hear(whole);
	await hear('She gets what she expects.');
	const { heard, ...walk } = await readLastWalk(db.read, leader, castTime + 3_600_000);
	expect(walk).toMatchObject({ asked: 3, knew: 1, day: '2026-03-18' });
	expect(walk.missing[0]).toMatchObject({ idea: 'for the whole transaction', count: 2 });
	expect(heard.map(({ said }) => said.slice(0, 5))).toEqual(['She g', 'The w', 'zebra']);
	expect(JSON.stringify({ heard, walk })).not.toContain(cast.picker.id);
	const later = await readLastWalk(db.read, leader, castTime + 2 * day);
	expect(later).toMatchObject({ asked: 3, day: '2026-03-18' });
	await hear(whole, {}, castTime + 2 * day);
	expect(await readLastWalk(db.read, leader, castTime + 2 * day)).toMatchObject({ asked: 1 });
});

test('an answer is its leader’s: another finds none, and only she takes it out', async () => {
	const { db, leader, hear } = await floor();
	const other = await personOf(db, cast.policyOwner);
	const id = await hear(whole);
	await expect(readOwnAnswer(db.read, other, id)).rejects.toThrow('no such answer');
	const taking = { id, at: castTime };
	await expect(takeOutAnswer(db, { ...taking, by: other.id })).rejects.toThrow('no such answer');
	expect(await readLastWalk(db.read, other, castTime)).toMatchObject({ asked: 0 });
	await takeOutAnswer(db, { ...taking, by: leader.id });
	expect(await db.read.select().from(walkAnswers)).toEqual([]);
});

test('a line for the talk: what is wrong first, then what was missing', () => {
	const idea = (name: string, outcome: 'found' | 'missing' | 'denied') => ({
		...{ name, outcome, shownBy: [] },
	});
	const graded = (required: ReturnType<typeof idea>[], wrong: string[] = []) => {
		const forbidden = wrong.map((name) => ({ name, shownBy: [] }));
		const said = goOnTalking('not yet', { verdict: 'not yet', required, forbidden, notes: [] });
		return `${said.before}${said.idea}${said.after}`;
	};
	expect(graded([idea('any channel', 'missing')])).toBe('Ask about “any channel”.');
	expect(graded([idea('any channel', 'missing')], ['only with a receipt'])).toBe(
		'Talk about “only with a receipt”: we don’t say this.',
	);
	expect(graded([idea('a', 'missing'), idea('b', 'denied')])).toContain('together: “b”');
});

test('what she said with her name is in her own copy, and nobody’s once she is erased', async () => {
	const { db, leader, picker, hear } = await floor();
	const id = await hear(whole);
	expect(JSON.stringify(await readCopy(db, picker.id, 'herself'))).toContain(whole);
	const erasure = { employeeId: picker.id, number: picker.number, why: 'wish' as const };
	await erasePerson(db, erasure, { by: cast.administrator.id, at: castTime });
	const answer = await readOwnAnswer(db.read, leader, id);
	expect(answer).toMatchObject({ said: '…', employeeId: null, verdict: 'knows' });
	expect(await readLastWalk(db.read, leader, castTime)).toMatchObject({ asked: 1, knew: 1 });
});
