import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { recallWordings } from '#db/schema/recalls.ts';
import { employees } from '#db/schema/people.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readPolicies } from '#policies/versions.ts';
import { readAskedFirst, readAskedOf } from '#pulse/asked-of.ts';
import { readAskedPage } from '#pulse/asked-page.ts';
import { noteGone } from '#pulse/note-gone.ts';
import { toReadOf } from '#pulse/to-read.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { testDatabase } from '#test/database.ts';
import { publish, reworded } from '#test/small-company.ts';
import { answer, answersTo, ask, catalogue, drawnFor, hour, onlyAnswer, until } from './asking.ts';

// Whoever was drawn answers once, in her own words, and is judged by what held when she was asked.

const { picker, secondPicker, storeAssociate, spanishReader } = cast;
type Db = Awaited<ReturnType<typeof testDatabase>>;

async function pageOf(db: Db, pulse: { id: string }, who = picker, at = castTime + hour) {
	const person = await personOf(db, who);
	const history = await readPolicies(db.read);
	const asked = (await readAskedOf(db.read, pulse.id, person)) ?? expect.fail('not drawn');
	return readAskedPage(db.read, { person, catalogue, history, at }, asked);
}

async function waiting(db: Db, who = picker, at = castTime + hour) {
	const found = await readAskedFirst(db.read, { catalogue, at }, await personOf(db, who));
	return found.map(({ pulse }) => pulse.id);
}

test('an answer with a name says whose it is, when and how, and where she was drawn', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker, secondPicker]);
	const before = await countRows(db.read);
	expect(await answer(db, pulse, picker, { way: 'kiosk' })).toBe('recorded');
	expect(rowsAdded(before, await countRows(db.read)), 'and nothing else').toEqual({
		pulse_answers: 1,
	});
	expect(await onlyAnswer(db, pulse)).toMatchObject({
		...{ employeeId: picker.id, answeredAt: castTime + hour, way: 'kiosk', verdict: 'knows' },
		...{ stratum: 'warehouse', siteId: 'warehouse', teamId: picker.teamId, vendorId: null },
		...{ employment: 'own', channel: 'warehouse', language: 'en', toRead: null },
	});
	expect(await waiting(db), 'she is not asked again').toEqual([]);
	expect(await waiting(db, secondPicker)).toEqual([pulse.id]);
	const page = await pageOf(db, pulse);
	expect(page).toMatchObject({ state: 'answered', policy: { changed: false } });
	expect(page).toHaveProperty('answer.verdict', 'knows');
});

test('twice at once, and again later on another device, are one answer: the first', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	const outcomes = await Promise.all([
		answer(db, pulse, picker, { said: 'being fast', way: 'phone' }),
		answer(db, pulse, picker, { said: 'being nice', way: 'kiosk' }),
	]);
	expect(outcomes.toSorted()).toEqual(['before', 'recorded']);
	expect(await answer(db, pulse, picker, { at: until + hour })).toBe('before');
	expect(await onlyAnswer(db, pulse)).toMatchObject({ said: 'being fast', way: 'phone' });
});

test('whoever was not drawn finds no such question', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	await expect(answer(db, pulse, storeAssociate)).rejects.toThrow(NotFound);
	await expect(answer(db, { id: 'nothing' }, picker)).rejects.toThrow(NotFound);
	expect(await answersTo(db, pulse)).toEqual([]);
	expect(await waiting(db, storeAssociate)).toEqual([]);
});

test.each([
	['nothing', ''],
	['blanks', ' \n\t '],
	['10,000 characters', 'word '.repeat(2000)],
])('%s is no answer, and she hears what to do', async (_, said) => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	await expect(answer(db, pulse, picker, { said })).rejects.toThrow(Invalid);
	expect(await answersTo(db, pulse)).toEqual([]);
	expect(await waiting(db), 'she is asked still').toEqual([pulse.id]);
});

test.each([
	['only signs', '👍👍👍'],
	['another language', 'die ganze Bestellung läuft so, wie die Kundin es erwartet'],
	['HTML', '<script>alert(1)</script><b>the customer</b>'],
])('%s is kept as it is, and never passes', async (_, said) => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	expect(await answer(db, pulse, picker, { said })).toBe('recorded');
	const row = await onlyAnswer(db, pulse);
	expect(row.said).toBe(said);
	expect(row.verdict).not.toBe('knows');
	expect(row.toRead).toBe(row.verdict === 'unsure' ? 'unsure' : null);
});

test('the policy pasted is graded, and noted', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	const { byId } = await readPolicies(db.read);
	const said = byId.get('standard')?.versions.at(-1)?.body.statement ?? '';
	await answer(db, pulse, picker, { said });
	const { grading, verdict } = await onlyAnswer(db, pulse);
	expect(verdict).toBe(grading.verdict);
	expect(grading.notes).toContain('from the policy');
});

test('"I don’t know" is an answer that nobody has to read', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	await answer(db, pulse, picker, { said: undefined, isMeasured: () => false });
	const row = await onlyAnswer(db, pulse);
	expect(row).toMatchObject({ said: '', verdict: 'not yet', toRead: null });
	expect(row.grading.required.map(({ outcome }) => outcome)).toEqual(['missing', 'missing']);
});

test('people read what the grader was unsure of, what it is not measured for, and a tenth of the rest', () => {
	const measured = { measured: true, random: 0.5 };
	expect(toReadOf('knows', measured)).toBe(null);
	expect(toReadOf('not yet', { ...measured, random: 0.09 })).toBe('tenth');
	expect(toReadOf('knows', { ...measured, random: 0.1 })).toBe(null);
	expect(toReadOf('unsure', { measured: false, random: 0 })).toBe('unsure');
	expect(toReadOf('knows', { measured: false, random: 0 })).toBe('unmeasured');
});

test('a policy published in mid-pulse does not change how answers are judged; both are shown', async () => {
	const db = await testDatabase();
	const asking = { questionId: 'returns', policyId: 'returns' };
	const pulse = await ask(db, [picker, secondPicker], asking);
	await publish(
		{ db, catalogue },
		'returns',
		(body) => ({
			...reworded('Gladly.')(body),
			facts: { ...body.facts, window: { value: 45, unit: 'day' } },
		}),
		{ at: castTime + 1 },
	);
	const old = 'bring it back anywhere within 30 days and the customer chooses refund or exchange';
	await answer(db, pulse, picker, { said: old });
	expect(await onlyAnswer(db, pulse)).toMatchObject({ verdict: 'knows' });
	await answer(db, pulse, secondPicker, { said: old.replace('30', '45') });
	const verdicts = (await answersTo(db, pulse)).map(({ employeeId, verdict }) => [
		employeeId,
		verdict,
	]);
	expect(new Map(verdicts.map(([id, verdict]) => [id, verdict])).get(secondPicker.id)).toBe(
		'not yet',
	);
	const page = await pageOf(db, pulse);
	if (page.state !== 'answered') expect.fail(page.state);
	expect(page.policy.changed).toBe(true);
	expect(page.policy.sentence.html).toMatch(/30\sdays/);
	expect(page.policy.since?.html).toMatch(/45\sdays/);
});

test('what the grader is taught in mid-pulse does not count in it', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker, secondPicker]);
	const ideaName = 'what the customer expects';
	await answer(db, pulse, picker, { said: 'zugzwang for the whole order' });
	await db.write((tx) =>
		tx.insert(recallWordings).values({
			...{ id: 'w', questionId: 'standard', idea: 0, ideaName, wording: 'zugzwang' },
			...{ proposedBy: picker.id, proposedAt: castTime + 1, decision: 'taken up' },
			...{ decidedBy: picker.id, decidedAt: castTime + 1 },
		}),
	);
	await answer(db, pulse, secondPicker, { said: 'zugzwang for the whole order' });
	const later = await ask(db, [picker], { drawnAt: castTime + 2 });
	await answer(db, later, picker, { said: 'zugzwang for the whole order' });
	const [a, b] = await answersTo(db, pulse);
	expect([a?.verdict, b?.verdict]).toEqual(['not yet', 'not yet']);
	expect(a?.grader, 'a grader that tells nothing of when').toBe(b?.grader);
	expect(await onlyAnswer(db, later)).toMatchObject({ verdict: 'knows' });
});

test('a pulse that is over, or was ended, takes no answer; she reads that it is', async () => {
	const db = await testDatabase();
	const [over, ended] = [await ask(db, [picker]), await ask(db, [picker])];
	await db.write((tx) =>
		tx
			.update(pulses)
			.set({ endedAt: castTime + 2 * hour })
			.where(eq(pulses.id, ended.id)),
	);
	expect(await answer(db, over, picker, { at: until })).toBe('over');
	// A clock that was set back does not begin it again.
	expect(await answer(db, ended, picker, { at: castTime + hour })).toBe('over');
	expect([...(await answersTo(db, over)), ...(await answersTo(db, ended))]).toEqual([]);
	expect(await pageOf(db, over, picker, until)).toEqual({ state: 'over', why: 'ended' });
	expect(await waiting(db, picker, until)).toEqual([]);
});

test('a clock that was set back behind the draw: the answer is of the moment of the draw', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	expect(await answer(db, pulse, picker, { at: castTime - 24 * hour })).toBe('recorded');
	expect(await onlyAnswer(db, pulse)).toMatchObject({ answeredAt: castTime, verdict: 'knows' });
});

test('whoever moved since the draw counts where she was drawn', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker]);
	await db.write((tx) =>
		tx.update(employees).set({ teamId: storeAssociate.teamId }).where(eq(employees.id, picker.id)),
	);
	await answer(db, pulse, picker);
	expect(await onlyAnswer(db, pulse)).toMatchObject({
		...{ siteId: 'warehouse', teamId: picker.teamId },
	});
});

test('whoever leaves in mid-pulse is counted as gone, and one who leaves afterwards is not', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [picker, secondPicker, storeAssociate, spanishReader]);
	await answer(db, pulse, secondPicker);
	const leave = (who: { id: string }, leftAt: number) =>
		db.write((tx) => tx.update(employees).set({ leftAt }).where(eq(employees.id, who.id)));
	await leave(picker, castTime + hour);
	await leave(secondPicker, castTime + hour);
	await leave(storeAssociate, until + hour);
	await noteGone(db);
	await noteGone(db);
	const rows = await db.read.select().from(pulsePeople).where(eq(pulsePeople.pulseId, pulse.id));
	expect(new Map(rows.map(({ employeeId, goneAt }) => [employeeId, goneAt]))).toEqual(
		new Map([
			[picker.id, castTime + hour],
			[secondPicker.id, null],
			[storeAssociate.id, null],
			[spanishReader.id, null],
		]),
	);
	expect(await drawnFor(db, pulse, secondPicker)).toMatchObject({ tookPart: true });
	// Back again while it runs: she was counted as gone, and stays so.
	await db.write((tx) => tx.update(employees).set({ leftAt: null }));
	expect(await waiting(db, picker)).toEqual([]);
	expect(await answer(db, pulse, picker)).toBe('over');
});

test('the question is shown in her language where it is translated, and so graded', async () => {
	const db = await testDatabase();
	const pulse = await ask(db, [spanishReader], { questionId: 'returns', policyId: 'returns' });
	expect(await pageOf(db, pulse, spanishReader)).toMatchObject({
		question: { language: 'es', html: expect.stringContaining('¿Qué prometemos') },
	});
	await answer(db, pulse, spanishReader, {
		said: 'en cualquier canal, 30 días, como quiera el cliente',
	});
	expect(await onlyAnswer(db, pulse)).toMatchObject({ language: 'es' });
});
