import { desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readAssignments } from '#assignments/assigned.ts';
import {
	type AssignmentSave,
	endAssignment,
	readAssignment,
	saveAssignment,
	takeBackAssignment,
} from '#assignments/change-assignment.ts';
import { readChanges } from '#assignments/assignment-changes.ts';
import type { Database } from '#db/connection.ts';
import { auditPayloads } from '#db/schema/audit.ts';
import { employeeChannels, employees } from '#db/schema/people.ts';
import { readOverview } from '#completions/standings.ts';
import { changeSettings, settingsSchema } from '#people/settings.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	smallCompany,
} from '#test/small-company.ts';

const by = cast.policyOwner.id;
const words: AssignmentSave['words'] = {
	title: 'Keys',
	audience: { channels: ['warehouse'] },
	lessons: ['keys'],
	due: { days: 5, after: 'start' },
};
const save: AssignmentSave = {
	...{ id: 'new', words, seenRevision: 0, beginAnew: false, by, at: castTime },
};

async function lastAudit(db: Database): Promise<string> {
	const [row] = await db.read
		.select()
		.from(auditPayloads)
		.orderBy(desc(auditPayloads.seq))
		.limit(1);
	return row?.payload ?? '';
}

test('an assignment is saved once however often it is sent, with who did it and what it says', async () => {
	const db = await testDatabase();
	const before = await countRows(db.read);
	await Promise.all([saveAssignment(db, save), saveAssignment(db, save)]);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({
		...{ assignments: 1, assignment_changes: 1, audit_entries: 1, audit_payloads: 1 },
	});
	expect(await readChanges(db.read, 'new')).toMatchObject([{ deed: 'begun', by, said: words }]);
});

test('a change keeps the day from which it counts, unless it is to begin anew; before and after are on record', async () => {
	const db = await testDatabase();
	await saveAssignment(db, save);
	const wider = { ...words, audience: { channels: ['warehouse', 'delivery'] } };
	const at = castTime + day;
	await saveAssignment(db, { ...save, words: wider, seenRevision: 1, at });
	expect(await readAssignment(db.read, 'new')).toMatchObject({ beginsAt: castTime, revision: 2 });
	const audit: unknown = JSON.parse(await lastAudit(db));
	expect(audit).toMatchObject({ before: { audience: words.audience }, after: wider });
	await saveAssignment(db, { ...save, words: wider, seenRevision: 2, at, beginAnew: true });
	expect(await readAssignment(db.read, 'new')).toMatchObject({ beginsAt: at, revision: 3 });
	const rows = await countRows(db.read);
	await saveAssignment(db, { ...save, words: wider, seenRevision: 3, at: at + day });
	expect(await countRows(db.read), 'what says the same leaves no trace').toEqual(rows);
});

test('of two who save from the same one, the later overwrites nothing', async () => {
	const db = await testDatabase();
	await saveAssignment(db, save);
	const mine = { ...save, words: { ...words, title: 'Mine' }, seenRevision: 1 };
	const yours = { ...save, words: { ...words, title: 'Yours' }, seenRevision: 1 };
	const outcomes = await Promise.all([saveAssignment(db, mine), saveAssignment(db, yours)]);
	expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'overtaken']);
	expect(outcomes[1]?.assignment.title).toBe('Mine');
	expect((await readAssignment(db.read, 'new'))?.title).toBe('Mine');
	expect((await saveAssignment(db, { ...yours, seenRevision: 2 })).kind).toBe('saved');
});

test('what ended asks nobody, and can be taken back with the days that it had', async () => {
	const { db } = await smallCompany();
	await saveAssignment(db, save);
	const deed = { id: 'new', by, at: castTime + day };
	const holds = async () => (await readAssignments(db.read)).some(({ id }) => id === 'new');
	await endAssignment(db, deed);
	const rows = await countRows(db.read);
	await endAssignment(db, { ...deed, at: castTime + 2 * day });
	expect(await countRows(db.read)).toEqual(rows);
	expect(await holds()).toBe(false);
	await expect(
		saveAssignment(db, { ...save, words: { ...words, title: 'x' }, seenRevision: 2 }),
	).rejects.toThrow('It has ended.');
	await takeBackAssignment(db, deed);
	expect(await holds()).toBe(true);
	expect(await readAssignment(db.read, 'new')).toMatchObject({ beginsAt: castTime, revision: 3 });
	const deeds = (await readChanges(db.read, 'new')).map((change) => change.deed);
	expect(deeds).toEqual(['taken back', 'ended', 'begun']);
});

test('a list that another one takes in is not ended, and no list leads back to itself', async () => {
	const { db } = await smallCompany();
	await saveAssignment(db, save);
	const around = { ...words, title: 'Around', lessons: ['lending', { track: 'new' }] };
	await saveAssignment(db, { ...save, id: 'around', words: around });
	const lessons = (await readAssignments(db.read)).find(({ id }) => id === 'around')?.lessons;
	expect(lessons).toEqual(['lending', 'keys']);
	await expect(endAssignment(db, { id: 'new', by, at: castTime })).rejects.toThrow('“Around”');
	const circle = { ...words, lessons: [{ track: 'around' }] };
	await expect(saveAssignment(db, { ...save, words: circle, seenRevision: 1 })).rejects.toThrow(
		'“Keys” takes in “Around” takes in “Keys”',
	);
	await saveAssignment(db, { ...save, words: { ...words, lessons: ['flowers'] }, seenRevision: 1 });
	const now = (await readAssignments(db.read)).find(({ id }) => id === 'around')?.lessons;
	expect(now, 'what is taken in follows').toEqual(['lending', 'flowers']);
});

test('who moves or leaves falls under the rules at once, and nobody does anything', async () => {
	const { db, catalogue } = await smallCompany();
	await saveAssignment(db, save);
	const stateOf = async () => {
		const person = await personOf(db, cast.storeAssociate);
		const { lessons } = await readOverview(db.read, catalogue, person, castTime + hour);
		return lessons.find((entry) => entry.lesson.id === 'keys')?.state;
	};
	expect(await stateOf()).toBe('not due');
	const channelsOf = eq(employeeChannels.employeeId, cast.storeAssociate.id);
	await db.write((tx) =>
		tx.update(employeeChannels).set({ channel: 'warehouse' }).where(channelsOf),
	);
	expect(await stateOf()).toBe('due');
	await db.write((tx) => tx.update(employeeChannels).set({ channel: 'store' }).where(channelsOf));
	expect(await stateOf()).toBe('not due');
	const night = { audience: { teams: ['warehouse-night'] } };
	await saveAssignment(db, { ...save, words: { ...words, ...night }, seenRevision: 1 });
	await db.write((tx) =>
		tx
			.update(employees)
			.set({ teamId: 'warehouse-night' })
			.where(eq(employees.id, cast.storeAssociate.id)),
	);
	expect(await stateOf()).toBe('due');
});

test('a change is due after the organisation’s days, or after those of the assignment', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const elif = await learner(company, cast.storeAssociate);
	await elif.finish(lesson('lending'), castTime + hour);
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + 2 * hour });
	const dueDay = async () => {
		const { policies } = await readOverview(db.read, catalogue, elif.person, castTime + day);
		return policies.find(({ policyId }) => policyId === 'loans')?.standing;
	};
	const learn = async () => (await dueDay())?.dueDay;
	await elif.finish(lesson('rainy-day'), castTime + 3 * hour);
	expect(await learn()).toBe('2026-03-25');
	const values = settingsSchema.parse({ materialDueDays: 12 });
	await changeSettings(db, { values, by, at: castTime });
	expect(await learn()).toBe('2026-03-30');
	const due = { days: 4, after: 'change' } as const;
	const own = { ...words, audience: {}, lessons: ['lending'], due };
	await saveAssignment(db, { ...save, words: own });
	expect(await learn()).toBe('2026-03-22');
});
