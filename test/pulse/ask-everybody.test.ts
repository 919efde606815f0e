import { eq, isNotNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { deputies } from '#db/schema/placements.ts';
import { employees } from '#db/schema/people.ts';
import { practiceCards, practiceParameters } from '#db/schema/practice.ts';
import { pulseLists, pulsePeople, pulses, pulseStrata } from '#db/schema/pulses.ts';
import type { Transaction } from '#db/writer.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { retrievabilityAt } from '#practice/memory.ts';
import { isBeingAsked } from '#pulse/being-asked.ts';
import { endPulse } from '#pulse/end-pulse.ts';
import { lookAtSample } from '#pulse/look-at-sample.ts';
import { readPulses } from '#pulse/read-pulses.ts';
import { repeatDraw } from '#pulse/verify-draw.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour, publish, reworded } from '#test/small-company.ts';
import { ask, catalogue, readDrawn, termsAt } from './asking-terms.ts';

const at = castTime + day;
const later = { changeSettings: { by: cast.administrator.id, at } };

test('a question, its strata, the people who were drawn and the record are written together, once', async () => {
	const db = await testDatabase();
	const before = await countRows(db.read);
	const drawn = await ask(db, { at });
	const added = rowsAdded(before, await countRows(db.read));
	const strata = await db.read.select().from(pulseStrata);
	const mail = await db.read.select().from(employees).where(isNotNull(employees.email));
	const withMail = new Set(mail.map(({ id }) => id));
	expect(added).toEqual({
		...{ pulses: 1, pulse_people: 60, pulse_strata: strata.length, pulse_lists: strata.length },
		...{ audit_entries: 1, audit_payloads: 1 },
		// Whoever has an address is told.
		outbox: drawn.filter(({ employeeId }) => withMail.has(employeeId)).length,
	});
	expect(strata.reduce((sum, { drawn: some }) => sum + some, 0)).toBe(60);
	expect(strata.every(({ drawn: some }) => some >= 5)).toBe(true);
	const [pulse] = await db.read.select().from(pulses);
	expect(pulse).toMatchObject({
		...{ population: 153, size: 60, margin: null, confidence: 0.95, policyVersion: 1 },
		...{ askedBy: cast.chiefExecutive.id, endedAt: null, anonymous: false },
	});
	for (const stratum of strata) {
		const places = drawn.filter((person) => person.stratum === stratum.stratum);
		expect(places.map(({ place }) => place)).toEqual(places.map((_, place) => place));
		if (stratum.stratum !== '(elsewhere)') {
			expect(places.every(({ siteId }) => siteId === stratum.stratum)).toBe(true);
		}
	}
	const picked = drawn.find(({ vendorId }) => vendorId === 'northline');
	expect(picked).toMatchObject({ siteId: 'northline-lisbon', teamId: 'northline' });

	// The same form once more, with whatever seed: nobody else is asked.
	await ask(db, { at: at + 5, seed: 'cd' });
	expect(await readDrawn(db, 'one')).toEqual(drawn);
	expect(rowsAdded(before, await countRows(db.read))).toEqual(added);
});

test('two taps at the same time ask once, and two leaders never ask the same person', async () => {
	const db = await testDatabase();
	await Promise.all([ask(db, { at }), ask(db, { at }), ask(db, { id: 'two', at, seed: 'x' })]);
	const [one, two] = [await readDrawn(db, 'one'), await readDrawn(db, 'two')];
	expect([one.length, two.length]).toEqual([60, 60]);
	const people = new Set([...one, ...two].map(({ employeeId }) => employeeId));
	expect(people.size).toBe(120);
});

test('whoever was drawn lately, is away or has not begun is passed over, and counted', async () => {
	const db = await testDatabase();
	const first = await ask(db, { at });
	const drawn = new Set(first.map(({ employeeId }) => employeeId));
	const others = (await db.read.select().from(employees)).filter(({ id }) => !drawn.has(id));
	const [manager = '', comes = '', exempt = '', past = ''] = others.map(({ id }) => id);
	await db.write(async (tx) => {
		const stands = { deputyId: cast.shiftLead.id, namedBy: past, namedAt: at };
		await tx.insert(deputies).values([
			{ id: 'now', managerId: manager, since: at, until: at + 9 * day, ...stands },
			{ id: 'over', managerId: past, since: at, until: at + hour, ...stands },
		]);
		const begins = { startedAt: at + 5 * day };
		await tx.update(employees).set(begins).where(eq(employees.id, comes));
	});
	await exemptPerson(db, {
		...{ id: 'leave', employeeId: exempt, policyId: 'standard', grantedBy: manager },
		...{ grantedAt: at, endsAt: at + 9 * day, reason: 'On leave' },
	});
	const second = await ask(db, { id: 'two', at: at + 2 * hour, terms: { wish: { number: 200 } } });
	const ids = new Set(second.map(({ employeeId }) => employeeId));
	expect(ids.size).toBe(153 - 60 - 3);
	for (const { employeeId } of first) expect(ids.has(employeeId)).toBe(false);
	for (const id of [manager, comes, exempt]) expect(ids.has(id)).toBe(false);
	expect(ids.has(past)).toBe(true);
	const strata = await db.read.select().from(pulseStrata).where(eq(pulseStrata.pulseId, 'two'));
	const sum = (of: 'away' | 'askedLately' | 'population') =>
		strata.reduce((all, stratum) => all + stratum[of], 0);
	expect([sum('population'), sum('askedLately'), sum('away')]).toEqual([153, 60, 3]);
	expect(await repeatDraw(db.read, 'two')).toMatchObject({ holds: true, people: 90 });

	// After the days of the setting they may be drawn again; at 0 there is no such rule.
	const month = await lookAtSample({ db, catalogue }, termsAt(at), at + 29 * day);
	expect(month.askedLately).toBe(0);
	const values = { ...(await readSettings(db.read)), askedAgainDays: 0 };
	await changeSettings(db, { values, ...later.changeSettings });
	const off = await lookAtSample({ db, catalogue }, termsAt(at), at + 3 * hour);
	expect(off.askedLately).toBe(0);
});

test('what practice predicts is frozen at the draw: of cards that still count, and per person only with names', async () => {
	const db = await testDatabase();
	const warehouse = { audience: { sites: ['warehouse'] }, wish: { number: 500 } } as const;
	await publish({ db, catalogue }, 'standard', reworded('Gladly.'), { at: castTime + hour });
	const card = (employeeId: string, policyVersion: number) => ({
		...{ employeeId, policyId: 'standard', stability: 4, difficulty: 5, reviewedAt: castTime },
		...{ dueAt: at, reviews: 1, lapses: 0, policyVersion, questionId: 'standard' },
	});
	await db.write(async (tx) => {
		await tx.insert(practiceCards).values([
			{ ...card(cast.picker.id, 2), format: 'recall' },
			{ ...card(cast.secondPicker.id, 1), format: 'recall' },
			{ ...card(cast.thirdPicker.id, 2), format: 'recognition' },
		]);
	});
	const named = await ask(db, { at, terms: warehouse });
	const recall = retrievabilityAt({ stability: 4, reviewedAt: castTime }, at);
	const predicted = named.filter((person) => person.predicted !== null);
	expect(predicted.map(({ employeeId }) => employeeId)).toEqual([cast.picker.id]);
	expect(predicted[0]?.predicted).toBeCloseTo(recall, 12);
	const stratum = await db.read.select().from(pulseStrata);
	expect(stratum).toMatchObject([{ stratum: 'warehouse', predictedPeople: 1 }]);
	expect(stratum[0]?.predictedRecall).toBeCloseTo(recall, 12);

	// Fitted parameters that are used count; the sums of an anonymous question are kept, and nobody's figure.
	const fitted = Array.from({ length: 20 }, () => 0.5).concat(0.3);
	const made = { fitted: 1, heldBack: 1, logLoss: 0.3, logLossBefore: 0.4 };
	await db.write((tx) =>
		tx.insert(practiceParameters).values([
			{ id: 'better', madeAt: at, parameters: fitted, used: true, ...made },
			{
				id: 'worse',
				madeAt: at + 1,
				parameters: fitted.slice(1).concat(0.1),
				used: false,
				...made,
			},
		]),
	);
	const month = at + 30 * day;
	await ask(db, { id: 'two', at: month, terms: { ...warehouse, anonymous: true } });
	const anonymous = await readDrawn(db, 'two');
	expect(anonymous.every((person) => person.predicted === null)).toBe(true);
	const sums = await db.read.select().from(pulseStrata).where(eq(pulseStrata.pulseId, 'two'));
	const then = retrievabilityAt({ stability: 4, reviewedAt: castTime }, month, fitted);
	expect(sums).toMatchObject([{ predictedPeople: 1 }]);
	expect(sums[0]?.predictedRecall).toBeCloseTo(then, 12);
});

test('an auditor repeats the draw, and finds whatever was changed since', async () => {
	const db = await testDatabase();
	const drawn = await ask(db, { at });
	await db.write((tx) =>
		tx
			.update(employees)
			.set({ leftAt: at + hour })
			.where(eq(employees.id, drawn[0]?.employeeId ?? '')),
	);
	expect(await repeatDraw(db.read, 'one')).toMatchObject({ holds: true, people: 60 });
	const broken = async (change: (tx: Transaction) => Promise<unknown>): Promise<string> => {
		const undone = new Error('as it was');
		let found = '';
		await db
			.write(async (tx) => {
				await change(tx);
				const repeated = await repeatDraw(tx, 'one');
				found = repeated.holds ? 'nothing' : repeated.broken;
				throw undone;
			})
			.catch((error: unknown) => expect(error).toBe(undone));
		return found;
	};
	const third = drawn[2]?.employeeId ?? '';
	const others = drawn.map(({ employeeId }) => employeeId);
	expect(await broken((tx) => tx.update(pulses).set({ seed: 'another' }))).toMatch(
		'somebody else was drawn as number',
	);
	const longer = { list: sql`${pulseLists.list} || ' nobody'` };
	expect(await broken((tx) => tx.update(pulseLists).set(longer))).toMatch(
		'not those in the record',
	);
	const hers = eq(pulsePeople.employeeId, third);
	const somebodyElse = { employeeId: sql`(select id from employees where id not in ${others})` };
	expect(await broken((tx) => tx.update(pulsePeople).set(somebodyElse).where(hers))).toMatch(
		'somebody else was drawn',
	);
	expect(await broken((tx) => tx.delete(pulsePeople).where(hers))).toMatch(
		'somebody else was drawn',
	);
	expect(await broken((tx) => tx.update(pulses).set({ population: 152 }))).toMatch('not those of');
	const hidden = { away: sql`${pulseStrata.away} + 1` };
	expect(await broken((tx) => tx.update(pulseStrata).set(hidden))).toMatch('passed over');
	expect(await repeatDraw(db.read, 'one')).toMatchObject({ holds: true });
});

test('a question that nothing would be shown of is refused, and says what to do', async () => {
	const db = await testDatabase();
	const refused = (terms: Parameters<typeof termsAt>[1]) =>
		ask(db, { id: 'none', at, ...(terms ? { terms } : {}) }).then(
			() => ({}),
			(error: { problems?: object }) => error.problems ?? error,
		);
	const few = { audience: { teams: ['web'], languages: ['xx'] } };
	expect(await refused(few)).toEqual({ audience: 'Nobody fits this now. Choose less.' });
	expect(await refused({ wish: { number: 4 } })).toMatchObject({
		number: expect.stringContaining('at least 5'),
	});
	expect(await refused({ wish: { number: 9 }, anonymous: true })).toMatchObject({
		number: expect.stringContaining('at least 10'),
	});
	expect(await db.read.select().from(pulses)).toEqual([]);
});

test('whoever is asked is not asked that policy by practice until she answers or it is over', async () => {
	const db = await testDatabase();
	const [her] = await ask(db, { at });
	const id = her?.employeeId ?? '';
	expect([...(await isBeingAsked(db.read, id, at + day))]).toEqual(['standard']);
	expect((await isBeingAsked(db.read, id, at + 3 * day)).size).toBe(0);
	await db.write((tx) =>
		tx.update(pulsePeople).set({ tookPart: true }).where(eq(pulsePeople.employeeId, id)),
	);
	expect((await isBeingAsked(db.read, id, at + day)).size).toBe(0);
});

test('a question ends by the clock, or before its time and then for good', async () => {
	const db = await testDatabase();
	const drawn = await ask(db, { at });
	const other = drawn[1]?.employeeId ?? '';
	const by = cast.chiefExecutive.id;
	await endPulse(db, { id: 'one', by, at: at + day });
	await endPulse(db, { id: 'one', by, at: at + 2 * day });
	const [pulse] = await readPulses(db.read, at + day);
	expect(pulse).toMatchObject({ endedAt: at + day, endedBy: by, drawn: 60, answered: 0 });
	// A clock that was moved back opens nothing again.
	expect((await isBeingAsked(db.read, other, at + hour)).size).toBe(0);
	const deeds = await db.read
		.select({ action: auditEntries.action })
		.from(auditEntries)
		.where(eq(auditEntries.objectId, 'one'));
	expect(deeds.map(({ action }) => action)).toEqual(['pulse.asked', 'pulse.ended']);
	await expect(endPulse(db, { id: 'none', by, at })).rejects.toThrow('no such question');
});
