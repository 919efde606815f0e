import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { pulseAnswers, pulseReadings } from '#db/schema/pulses.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readPolicies } from '#policies/versions.ts';
import { markAnswer, readLastMark, takeBackMark } from '#pulse/mark-answer.ts';
import { readToMark } from '#pulse/read-to-mark.ts';
import { type Mark, readingFrom, readingsOf } from '#pulse/readings.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { type Made, makePulse } from './pulses-made.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const { administrator, chiefExecutive, policyOwner } = cast;
type Reader = { readonly id: string };

const two: Made['answers'] = [
	{ id: 11, by: cast.picker, said: 'bring it back and we sort it' },
	{ id: 12, by: cast.storeAssociate, said: 'thirty days, any channel' },
];

async function asked(made: Partial<Made> = {}) {
	const db = await testDatabase();
	await makePulse({ db, catalogue }, { answers: two, ...made });
	const around = { catalogue, history: await readPolicies(db.read) };
	let at = castTime + 3_600_000;
	return {
		db,
		mark: ({ id }: Reader, answerId: number, mark: Mark) =>
			markAnswer(db, { answerId, readerId: id, mark, at: (at += 1000) }),
		takeBack: ({ id }: Reader, answerId: number) =>
			takeBackMark(db, { answerId, readerId: id, at: (at += 1000) }),
		waiting: ({ id }: Reader, after = '') => readToMark(db.read, around, { readerId: id, after }),
		last: ({ id }: Reader, later = 0) => readLastMark(db.read, id, at + later),
		decided: async (answerId: number, pulse = 'a-pulse') =>
			(await readingsOf(db.read, pulse)).get(answerId)?.decided,
	};
}

test('two who agree decide; between two who differ a third does, and a fourth is not asked', async () => {
	const { mark, decided, waiting } = await asked();
	await mark(administrator, 11, 'knows');
	expect(await decided(11)).toBe('open');
	expect(await mark(policyOwner, 11, 'knows')).toBe('marked');
	expect(await decided(11)).toBe('knows');
	expect(await mark(chiefExecutive, 11, 'not yet')).toBe('decided');
	expect(await decided(11)).toBe('knows');
	await mark(administrator, 12, 'knows');
	await mark(policyOwner, 12, 'not yet');
	expect(await decided(12)).toBe('open');
	expect((await waiting(chiefExecutive)).next?.answerId).toBe(12);
	expect(await waiting(policyOwner)).toMatchObject({ next: undefined, forHer: 0, forOthers: 1 });
	await mark(chiefExecutive, 12, 'not yet');
	expect(await decided(12)).toBe('not yet');
	expect((await waiting(chiefExecutive)).forHer).toBe(0);
});

test('a double tap, and a second tab with the other mark, change nothing', async () => {
	const { mark, decided, db } = await asked();
	const outcomes = await Promise.all([
		mark(administrator, 11, 'knows'),
		mark(administrator, 11, 'knows'),
		mark(administrator, 11, 'not yet'),
	]);
	expect(outcomes).toEqual(['marked', 'before', 'before']);
	expect(await decided(11)).toBe('open');
	expect(await db.read.select().from(pulseReadings)).toHaveLength(1);
});

test('nobody reads her own answer; of an anonymous question nobody who took part reads any', async () => {
	const mine: Made['answers'] = [...two, { id: 13, by: policyOwner, said: 'in any channel' }];
	const named = await asked({ answers: mine });
	await expect(named.mark(policyOwner, 13, 'knows')).rejects.toThrow(NotFound);
	expect((await named.waiting(policyOwner)).forHer).toBe(2);
	const anonymous = await asked({ answers: mine, anonymous: true });
	await expect(anonymous.mark(policyOwner, 11, 'knows')).rejects.toThrow(NotFound);
	expect(await anonymous.waiting(policyOwner)).toMatchObject({ forHer: 0, forOthers: 3 });
	expect((await anonymous.waiting(administrator)).forHer).toBe(3);
});

test('only what people read can be marked, and not where the words are gone', async () => {
	const { db, mark, waiting } = await asked({
		answers: [...two, { id: 13, by: cast.secondPicker, said: 'any way', toRead: null }],
	});
	await db.write((tx) =>
		tx.update(pulseAnswers).set({ said: '…', employeeId: null }).where(eq(pulseAnswers.id, 12)),
	);
	await expect(mark(administrator, 13, 'knows')).rejects.toThrow(NotFound);
	await expect(mark(administrator, 12, 'knows')).rejects.toThrow(NotFound);
	await expect(mark(administrator, 999, 'knows')).rejects.toThrow(NotFound);
	expect((await waiting(administrator)).forHer).toBe(1);
});

test('a reader sees the words, the question, the policy’s sentence and the ideas, and nothing else', async () => {
	const { waiting } = await asked();
	const { next } = await waiting(administrator);
	expect(Object.keys(next ?? {}).toSorted()).toEqual([
		'answerId',
		'cursor',
		'ideas',
		'language',
		'question',
		'said',
		'sentence',
		'sentenceLanguage',
	]);
	expect(next?.sentence).toMatch(/30\sdays/);
	expect(next?.ideas).toHaveLength(3);
});

test('whoever skips an answer sees it again after the others', async () => {
	const { waiting } = await asked();
	const first = (await waiting(administrator)).next;
	const second = (await waiting(administrator, first?.cursor)).next;
	const third = (await waiting(administrator, second?.cursor)).next;
	expect([first, second, third].map((one) => one?.answerId)).toEqual([11, 12, 11]);
});

test('the last mark can be taken back within an hour, an earlier one not', async () => {
	const { mark, takeBack, decided, waiting, last } = await asked();
	await mark(policyOwner, 11, 'knows');
	await mark(administrator, 11, 'knows');
	await mark(administrator, 12, 'not yet');
	await expect(takeBack(administrator, 11)).rejects.toThrow(Invalid);
	await expect(takeBack(chiefExecutive, 12)).rejects.toThrow(Invalid);
	const before = (await last(administrator))?.before;
	await takeBack(administrator, 12);
	expect((await waiting(administrator, before)).next?.answerId).toBe(12);
	await takeBack(administrator, 11);
	expect(await decided(11)).toBe('open');
	await mark(administrator, 11, 'not yet');
	expect(await last(administrator, 3_600_000)).toBeUndefined();
});

test('the record says who marked and not how: the other reader may read it', async () => {
	const { db, mark, takeBack } = await asked();
	await mark(administrator, 11, 'knows');
	await takeBack(administrator, 11);
	const entries = await db.read
		.select({ action: auditEntries.action, payload: auditPayloads.payload })
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(eq(auditEntries.objectType, 'answer'));
	expect(entries).toEqual([
		{ action: 'answer.marked', payload: '{}' },
		{ action: 'mark.taken back', payload: '{}' },
	]);
});

test('what three marks come to does not depend on who was first', () => {
	expect(readingFrom(['knows', 'not yet', 'knows'])).toEqual({ decided: 'knows', agreed: false });
	expect(readingFrom(['not yet', 'not yet', 'knows'])).toEqual({
		decided: 'not yet',
		agreed: false,
	});
	expect(readingFrom(['knows', 'knows'])).toEqual({ decided: 'knows', agreed: true });
	expect(readingFrom([])).toEqual({ decided: 'open', agreed: false });
});
