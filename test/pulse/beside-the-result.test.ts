import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { answers, attempts } from '#db/schema/completions.ts';
import { nudges, outbox } from '#db/schema/notifications.ts';
import { huddleTopics } from '#db/schema/huddles.ts';
import { pulseAnswers } from '#db/schema/pulses.ts';
import { castPeople, siteOf, teamOf } from '#db/seed/cast.ts';
import { lookAgain } from '#completions/look-again.ts';
import { readAnswersToRead } from '#pulse/answers-to-read.ts';
import { readTopics, takeBackTopic } from '#practice/huddle-topics.ts';
import { putResultIntoHuddle } from '#pulse/result-into-huddle.ts';
import { readPart } from '#pulse/people-in-group.ts';
import { predictionOf } from '#pulse/prediction.ts';
import { readAsked, requirePulse } from '#pulse/read-asked.ts';
import { readPulseRecord } from '#pulse/record.ts';
import { reachOf, readReach, sendRemedy } from '#pulse/remedy.ts';
import { resultCsv } from '#pulse/result-csv.ts';
import { readTrend } from '#pulse/trend.ts';
import { readWholeResult } from '#pulse/whole-result.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { flatters, predictionInWords, sinceLastTime } from '../../src/layouts/ask/words.ts';
import { day, hour, type Planted, plantPulse } from './planted.ts';

type Person = (typeof castPeople)[number];

const soon = castTime + 3 * hour;
const atSite = (id: string) => castPeople.filter((person) => siteOf(person).id === id);
const northline = castPeople.filter((person) => teamOf(person).vendorId === 'northline');
const warehouse = atSite('warehouse');
const saying = (pattern: string) => (person: Person) => ({ person, pattern });
const vendorPart = { kind: 'vendor', key: 'northline' } as const;

async function planted(what: Planted) {
	const db = await testDatabase();
	const pulse = await requirePulse(db.read, await plantPulse(db, what));
	return { db, pulse };
}

const twoGroups: Planted = {
	people: [...northline, ...warehouse.slice(0, 20)],
	answers: [...northline.map(saying('-++')), ...warehouse.slice(0, 20).map(saying('+++'))],
};

test('the prediction is held against the answers of the same people, with the same weights', async () => {
	const practised = new Set(warehouse.slice(0, 12));
	const { db, pulse } = await planted({
		people: warehouse.slice(0, 20),
		predicted: (person) => (practised.has(person) ? 0.9 : null),
		answers: [
			...warehouse.slice(0, 3).map(saying('+++')),
			...warehouse.slice(3, 12).map(saying('-++')),
			...warehouse.slice(12, 20).map(saying('+++')),
		],
	});
	const prediction = predictionOf(await readAsked(db.read, pulse), 5);
	expect(prediction).toMatchObject({ practised: 12, without: 8, samePeople: true });
	expect(prediction?.predicted).toBeCloseTo(0.9, 5);
	expect(prediction?.measured.share).toBeCloseTo(3 / 12, 5);
	if (!prediction) return;
	expect(predictionInWords(prediction)).toContain('predicted 90 of 100');
	expect(predictionInWords(prediction)).toContain('8 of 20 had no practice of it');
	expect(flatters(prediction)).toContain('measured 65 points below');
	expect(flatters(prediction)).toContain('Practice flatters here.');
});

test('of an anonymous question the prediction comes from the sums of the strata', async () => {
	const people = [...warehouse.slice(0, 15), ...northline];
	const { db, pulse } = await planted({
		people,
		predicted: () => 0.5,
		answers: people.map(saying('+++')),
		more: { anonymous: true },
	});
	const prediction = predictionOf(await readAsked(db.read, pulse), 10);
	expect(prediction?.predicted).toBeCloseTo(0.5, 5);
	expect(prediction).toMatchObject({ practised: people.length, samePeople: false });
	expect(prediction && flatters(prediction)).toContain('above what practice predicted');
});

test('the record holds every ended question with a prediction, and no running one', async () => {
	const { db } = await planted({ ...twoGroups, predicted: () => 0.8 });
	await plantPulse(db, {
		...{ ...twoGroups, id: 'running', predicted: () => 0.8 },
		more: { drawnAt: castTime + 6 * day },
	});
	await plantPulse(db, { ...twoGroups, id: 'nobody practised' });
	const record = await readPulseRecord(db.read, castTime + 8 * day);
	expect(record.map(({ pulse }) => pulse.id)).toEqual(['asked']);
});

test('small strata of an anonymous question count as the one that their answers are stored under', async () => {
	const people = [...atSite('depot').slice(0, 4), ...northline, ...warehouse.slice(0, 20)];
	const { db, pulse } = await planted({
		people,
		answers: people.map(saying('+++')),
		more: { anonymous: true },
	});
	const together = { stratum: '(together)' };
	for (const stratum of ['depot', 'northline-lisbon']) {
		await db.write((tx) =>
			tx.update(pulseAnswers).set(together).where(eq(pulseAnswers.stratum, stratum)),
		);
	}
	const { result } = await readWholeResult(db.read, pulse, castTime + 8 * day);
	const counted = result.strata.map(({ stratum, drawn, answered }) => [stratum, drawn, answered]);
	const lost = result.answered - counted.reduce((sum, row) => sum + Number(row[2]), 0);
	expect(lost, 'answers of no stratum').toBe(0);
});

test('repeats of a question make a line, and the difference has its interval', async () => {
	const people = [...warehouse, ...atSite('depot')];
	const { db } = await planted({
		people,
		answers: people.map((person, at) => ({ person, pattern: at % 3 === 0 ? '+++' : '-++' })),
		more: { confidence: 0.95 },
	});
	const again = {
		...{ id: 'again', people, more: { drawnAt: castTime + 28 * day } },
		answers: people.slice(0, 40).map((person, at) => ({
			...{ person, pattern: at % 10 === 0 ? '-++' : '+++' },
		})),
	};
	await plantPulse(db, again);
	await plantPulse(db, {
		...{ id: 'others', people: northline, answers: northline.map(saying('+++')) },
		more: { audience: { vendors: 'only' }, drawnAt: castTime + 10 * day },
	});
	const pulse = await requirePulse(db.read, 'again');
	const trend = await readTrend(db.read, pulse, castTime + 40 * day);
	expect(trend?.points.map((point) => point.pulse.id)).toEqual(['asked', 'again']);
	expect(trend).toMatchObject({ otherAudiences: 1, graders: 1 });
	expect(trend?.difference?.low).toBeGreaterThan(0);
	expect(trend && sinceLastTime(trend)).toMatch(
		/^\d+ points more than four weeks before, between \d+ and \d+\.$/,
	);
	const first = await requirePulse(db.read, 'asked');
	expect(await readTrend(db.read, first, castTime + 40 * day)).toBeUndefined();
});

test('answers are read without names; by verdict, missing idea and group; fifty a page', async () => {
	const { db, pulse } = await planted(twoGroups);
	const read = (wanted: object) => readAnswersToRead(db.read, pulse, { page: 1, ...wanted }, soon);
	expect((await read({}))?.found).toBe(northline.length + 20);
	expect((await read({ outcome: 'knows' }))?.found).toBe(20);
	expect((await read({ missing: 0 }))?.found).toBe(northline.length);
	expect((await read({ part: vendorPart, outcome: 'knows' }))?.found).toBe(0);
	expect((await read({ part: vendorPart }))?.answers[0]?.group?.key).toBe('northline');
	const people = castPeople.slice(0, 60);
	await plantPulse(db, { id: 'many', people, answers: people.map(saying('+++')) });
	const many = await requirePulse(db.read, 'many');
	const second = await readAnswersToRead(db.read, many, { page: 2 }, soon);
	expect(second).toMatchObject({ found: 60, pages: 2 });
	expect(second?.answers).toHaveLength(10);
});

test('anonymous answers have no group to choose and are shown after the end only', async () => {
	const { db, pulse } = await planted({ ...twoGroups, more: { anonymous: true } });
	expect(await readAnswersToRead(db.read, pulse, { page: 1 }, soon)).toBeUndefined();
	const ended = castTime + 8 * day;
	const read = await readAnswersToRead(db.read, pulse, { page: 1, part: vendorPart }, ended);
	expect(read?.groups).toEqual([]);
	expect(read?.found, 'a group that cannot be chosen finds nothing').toBe(0);
	const all = await readAnswersToRead(db.read, pulse, { page: 1 }, ended);
	expect(all?.answers.every(({ group }) => group === undefined)).toBe(true);
});

test('a word goes to everybody of the group, drawn or not, and within a day to nobody again', async () => {
	const asked = northline.slice(0, 6);
	const { db, pulse } = await planted({
		people: [...asked, ...warehouse.slice(0, 20)],
		answers: [...asked.map(saying('-++')), ...warehouse.slice(0, 20).map(saying('+++'))],
	});
	const reach = await readReach(db.read, pulse, soon);
	expect(reachOf(vendorPart, reach)).toBe(northline.length);
	const remedy = { pulseId: pulse.id, part: vendorPart, by: cast.policyOwner.id, at: soon };
	expect(await sendRemedy(db, remedy)).toBe(northline.length);
	const sent = await db.read.select().from(nudges).where(eq(nudges.pulseId, pulse.id));
	expect(new Set(sent.map(({ employeeId }) => employeeId))).toEqual(
		new Set(northline.map(({ id }) => id)),
	);
	const told = await db.read.select().from(outbox);
	expect(told.filter(({ news }) => news.kind === 'nudge')).toHaveLength(northline.length);
	expect(reachOf(vendorPart, await readReach(db.read, pulse, soon + hour))).toBe(0);
	expect(await sendRemedy(db, { ...remedy, at: soon + hour })).toBe(0);
	const deeds = await db.read
		.select()
		.from(auditEntries)
		.where(and(eq(auditEntries.action, 'remedy.sent'), eq(auditEntries.objectId, pulse.id)));
	expect(deeds).toHaveLength(1);
	expect([...(await lookAgain(db.read, cast.vendorAgent.id, soon + day))]).toEqual(['returns']);
	expect((await lookAgain(db.read, cast.vendorAgent.id, soon + 15 * day)).size).toBe(0);
});

test('the word stays on Today of who is up to date until she has answered a question about it', async () => {
	const { db, pulse } = await planted(twoGroups);
	const { id: employeeId } = cast.vendorAgent;
	await sendRemedy(db, {
		...{ pulseId: pulse.id, part: vendorPart, by: cast.policyOwner.id, at: soon },
	});
	const answer = (policyId: string, at: number) =>
		db.write(async (tx) => {
			const kind = { kind: 'practice', contentHash: '', subject: `${policyId} ${at}` } as const;
			const attempt = { id: `${policyId}-${at}`, employeeId, ...kind, beganAt: at, finishedAt: at };
			await tx.insert(attempts).values(attempt);
			await tx.insert(answers).values({
				...{ attemptId: attempt.id, questionId: 'x', round: 1, step: 1, policyId },
				...{ policyVersion: 1, choice: [], right: true, answeredAt: at },
			});
		});
	await answer('returns', soon - hour);
	await answer('standard', soon + hour);
	expect((await lookAgain(db.read, employeeId, soon + day)).has('returns')).toBe(true);
	await answer('returns', soon + 2 * hour);
	expect((await lookAgain(db.read, employeeId, soon + day)).size).toBe(0);
});

test('a group that the result does not show cannot be written to, or put into a huddle', async () => {
	const { db, pulse } = await planted({
		people: [...northline.slice(0, 3), ...warehouse.slice(0, 20)],
		answers: [...northline.slice(0, 3), ...warehouse.slice(0, 20)].map(saying('+++')),
	});
	const remedy = { pulseId: pulse.id, part: vendorPart, by: cast.policyOwner.id, at: soon };
	await expect(sendRemedy(db, remedy)).rejects.toThrow('no such group');
	expect(readPart('nonsense')).toBeUndefined();
});

test('a policy is put into huddles of the group’s teams once, and taken back', async () => {
	const { db, pulse } = await planted(twoGroups);
	const topic = {
		...{ id: 'topic', pulseId: pulse.id, part: vendorPart, day: '2026-03-19' },
		...{ idea: 'any channel', by: cast.policyOwner.id, at: soon, today: '2026-03-18' },
	};
	await putResultIntoHuddle(db, topic);
	await putResultIntoHuddle(db, topic);
	const [planned, ...more] = await readTopics(db.read, '2026-03-18', 'returns');
	expect(more).toEqual([]);
	expect(planned).toMatchObject({ teamIds: ['northline'], idea: 'any channel', day: '2026-03-19' });
	await expect(putResultIntoHuddle(db, { ...topic, id: 'b', day: '2026-03-17' })).rejects.toThrow(
		'This day is over',
	);
	await expect(putResultIntoHuddle(db, { ...topic, id: 'c', day: 'soon' })).rejects.toThrow(
		'Choose a day',
	);
	await putResultIntoHuddle(db, { ...topic, id: 'all', part: 'all' });
	expect((await db.read.select().from(huddleTopics)).map(({ teamIds }) => teamIds)).toContain(null);
	const back = { id: 'topic', by: cast.policyOwner.id, at: soon };
	await takeBackTopic(db, back);
	await takeBackTopic(db, back);
	expect((await readTopics(db.read, '2026-03-18', 'returns')).map(({ id }) => id)).toEqual(['all']);
	await expect(takeBackTopic(db, { ...back, id: 'none' })).rejects.toThrow('no such topic');
});

test('the file has what the page shows and no small group', async () => {
	const { db, pulse } = await planted({
		people: [...northline.slice(0, 3), ...warehouse.slice(0, 20)],
		answers: [...northline.slice(0, 3), ...warehouse.slice(0, 20)].map(saying('-++')),
	});
	const whole = await readWholeResult(db.read, pulse, soon);
	const csv = resultCsv(whole, ({ key }) => key);
	expect(csv).toContain('left out: any channel');
	expect(csv).toMatch(/everyone,Everyone,23,23,0,/);
	expect(csv).not.toContain('northline');
});
