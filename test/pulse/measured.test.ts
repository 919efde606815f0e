import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { pulseAnswers, pulseReadings } from '#db/schema/pulses.ts';
import { recallWordings } from '#db/schema/recalls.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readPolicies } from '#policies/versions.ts';
import { countsByGroup, countsOf } from '#pulse/counts.ts';
import { errorOfPulse, graderErrorOf } from '#pulse/grader-error.ts';
import { isMeasured } from '#pulse/measured.ts';
import { readingsOf } from '#pulse/readings.ts';
import { regrade } from '#pulse/regrade.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, publish, withFact } from '#test/small-company.ts';
import { type Given, makePulse } from './pulses-made.ts';

// Without the labelled answers that we ship: here each test brings its own.
const files = new Map(
	[...readContentFiles('content')].filter(([path]) => !path.startsWith('labelled/')),
);
const content = readCatalogue(files);
const right =
	'anything can come back within 30 days in any channel and the customer chooses how we settle it';
const wrong = 'they can never bring it back';

/** The content with so many labelled answers to the recall about returns. */
function labelled(lines: readonly (readonly [text: string, knows: boolean])[]): Catalogue {
	const source = lines.map(([text, knows]) => JSON.stringify({ text, knows })).join('\n');
	return readCatalogue(new Map([...files, ['labelled/returns.en.jsonl', `${source}\n`]]));
}

function times<T>(count: number, one: T): T[] {
	return Array.from({ length: count }, () => one);
}

type World = {
	readonly db: Awaited<ReturnType<typeof testDatabase>>;
	readonly catalogue: Catalogue;
};

async function world(catalogue = content): Promise<World> {
	return { db: await testDatabase(), catalogue };
}

async function around({ db, catalogue }: World) {
	return { catalogue, history: await readPolicies(db.read) };
}

/** Two readers mark every answer of a list alike. */
async function readAll({ db }: World, ids: readonly number[], mark: 'knows' | 'not yet') {
	const rows = ids.flatMap((answerId) =>
		[cast.administrator.id, cast.policyOwner.id].map((readerId) => ({
			...{ answerId, readerId, mark, readAt: castTime },
		})),
	);
	await db.write((tx) => tx.insert(pulseReadings).values(rows));
}

function given(count: number, from: number, one: Partial<Given> & { said: string }): Given[] {
	return times(count, one).map((each, place) => ({ by: cast.picker, ...each, id: from + place }));
}

test('a hundred labelled answers measure the grader for a recall in a language, and for no other', async () => {
	const { db } = await world();
	const ninetyNine = labelled(times(99, [right, true]));
	const hundred = labelled(times(100, [right, true]));
	expect(await isMeasured(db.read, ninetyNine, 'returns', 'en')).toBe(false);
	expect(await isMeasured(db.read, hundred, 'returns', 'en')).toBe(true);
	expect(await isMeasured(db.read, hundred, 'returns', 'es')).toBe(false);
	expect(await isMeasured(db.read, hundred, 'authority', 'en')).toBe(false);
});

test('answers whose two readers agreed count too, and those they differed on do not', async () => {
	const here = await world(labelled(times(97, [right, true])));
	const { db, catalogue } = here;
	await makePulse(here, { answers: given(4, 1, { said: right, toRead: 'unmeasured' }) });
	await readAll(here, [1, 2], 'knows');
	const marks = [cast.administrator, cast.policyOwner, cast.chiefExecutive].map(
		({ id: readerId }, place) => ({
			...{ answerId: 3, readerId, readAt: castTime },
			mark: place === 0 ? ('not yet' as const) : ('knows' as const),
		}),
	);
	await db.write((tx) => tx.insert(pulseReadings).values(marks));
	expect(await isMeasured(db.read, catalogue, 'returns', 'en')).toBe(false);
	await readAll(here, [4], 'knows');
	expect(await isMeasured(db.read, catalogue, 'returns', 'en')).toBe(true);
});

test('the grader’s mistakes are counted where it decides: on labelled answers, and on the tenth that was read', async () => {
	const here = await world(
		labelled([
			...times(30, [right, true] as const),
			...times(20, [wrong, false] as const),
			// What the readers say counts: here the grader passes two wrong ones and fails one right one.
			...times(2, [right, false] as const),
			[wrong, true],
		]),
	);
	const of = { questionId: 'returns', language: 'en' };
	const shipped = { rightRead: 31, rightFailed: 1, wrongRead: 22, wrongPassed: 2 };
	expect(await graderErrorOf(here.db.read, await around(here), of)).toEqual(shipped);
	const pulseId = await makePulse(here, {
		answers: [
			...given(3, 1, { said: right, toRead: 'tenth' }),
			...given(2, 11, { said: right, toRead: null }),
		],
	});
	await readAll(here, [1, 2], 'knows');
	await readAll(here, [3], 'not yet');
	expect(await graderErrorOf(here.db.read, await around(here), { ...of, pulseId })).toEqual({
		...{ rightRead: 33, rightFailed: 1, wrongRead: 23, wrongPassed: 3 },
	});
});

test('of a whole pulse the grader errs only in what it decides alone', async () => {
	const here = await world(labelled([...times(50, [right, true] as const), [right, false]]));
	const pulseId = await makePulse(here, {
		answers: [
			...given(4, 1, { said: right, toRead: null }),
			...given(5, 11, { said: right, toRead: 'unsure', verdict: 'unsure' }),
			{ id: 21, by: cast.picker, said: '', toRead: null, verdict: 'not yet' },
		],
	});
	await readAll(here, [11, 12, 13, 14, 15], 'knows');
	const error = await errorOfPulse(here.db.read, await around(here), pulseId);
	// Half of the nine who know were graded alone, with one more of each kind: (4 + 1) of (9 + 1).
	expect(error).toEqual({ rightRead: 100, rightFailed: 0, wrongRead: 1 / (1 / 2), wrongPassed: 1 });
	const read = await makePulse(here, {
		...{ id: 'read', answers: given(3, 31, { said: right, toRead: 'unmeasured' }) },
	});
	expect(await errorOfPulse(here.db.read, await around(here), read)).toBeNull();
});

test('a trend is regraded under today’s grader and the policy as it was asked; what is stored stays', async () => {
	const here = await world();
	const { db } = here;
	const pulseId = await makePulse(here, {
		answers: [
			{ id: 1, by: cast.picker, said: right, verdict: 'not yet' },
			{ id: 2, by: cast.picker, said: wrong, verdict: 'knows' },
			{ id: 3, by: cast.picker, said: 'in any channel, within 30 days, however blorps fancy' },
		],
	});
	await db.write((tx) => tx.update(pulseAnswers).set({ grader: 'of old' }));
	const publishing = { at: castTime + day };
	await publish(here, 'returns', withFact('window', 45, 'day'), publishing);
	const stored = await db.read.select().from(pulseAnswers);
	const before = await regrade(db.read, await around(here), [pulseId]);
	expect([1, 2].map((id) => before.get(id)?.verdict)).toEqual(['knows', 'not yet']);
	expect(before.get(3)?.verdict).not.toBe('knows');
	const idea = content.questionById.get('returns')?.question;
	const required = idea?.kind === 'recall' ? idea.recall.required : [];
	await db.write((tx) =>
		tx.insert(recallWordings).values({
			...{
				id: 'w',
				questionId: 'returns',
				idea: required.length - 1,
				ideaName: 'settled their way',
			},
			...{ wording: 'however blorps fancy', proposedBy: cast.policyOwner.id },
			...{ proposedAt: castTime, decision: 'taken up', decidedAt: castTime },
		}),
	);
	const after = await regrade(db.read, await around(here), [pulseId]);
	expect(after.get(3)?.verdict).toBe('knows');
	expect(after.get(3)?.grader).not.toBe(before.get(3)?.grader);
	expect(await db.read.select().from(pulseAnswers)).toEqual(stored);
});

test('an answer whose words the law has taken keeps its verdict', async () => {
	const here = await world();
	const pulseId = await makePulse(here, { answers: given(1, 1, { said: right }) });
	await here.db.write((tx) =>
		tx.update(pulseAnswers).set({ said: '…', grader: 'of old' }).where(eq(pulseAnswers.id, 1)),
	);
	const verdicts = await regrade(here.db.read, await around(here), [pulseId]);
	expect(verdicts.get(1)).toEqual({ verdict: 'knows', grader: 'of old' });
});

test('answers are counted by stratum: what people read counts as they decided, the tenth as it was graded', async () => {
	const here = await world();
	const pulseId = await makePulse(here, {
		answers: [
			...given(3, 1, { said: right, toRead: null }),
			...given(2, 11, { said: wrong, toRead: 'tenth' }),
			...given(3, 21, { said: 'x', toRead: 'unsure', verdict: 'unsure' }),
			...given(1, 31, { said: wrong, toRead: 'unmeasured' }),
		],
	});
	await readAll(here, [11, 21, 22], 'knows');
	const answers = await here.db.read.select().from(pulseAnswers);
	const readings = await readingsOf(here.db.read, pulseId);
	const strata = [{ stratum: 'all', population: 153 }];
	const counted = { population: 153, answered: 9, knows: 5, notYet: 2, open: 2 };
	expect(countsOf(answers, readings, strata)).toEqual([{ stratum: 'all', ...counted }]);
});

test('a group’s part of a stratum is its part of those drawn', () => {
	const answers = [1, 2, 3].map((id) => ({
		...{ id, stratum: 'a', verdict: 'knows' as const, toRead: null },
		site: id < 3 ? 'x' : 'y',
	}));
	const drawn = ['x', 'x', 'x', 'y'].map((site) => ({ stratum: 'a', site }));
	const strata = [
		{ stratum: 'a', population: 80 },
		{ stratum: 'b', population: 20 },
	];
	const groups = countsByGroup({ answers, drawn }, new Map(), strata, ({ site }) => site);
	expect(groups.map(({ key, people, strata }) => [key, people, strata])).toEqual([
		['x', 2, [expect.objectContaining({ population: 60, answered: 2, knows: 2 })]],
		['y', 1, [expect.objectContaining({ population: 20, answered: 1, knows: 1 })]],
	]);
});
