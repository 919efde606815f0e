import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { castPeople } from '#db/seed/cast.ts';
import { pulsePeople } from '#db/schema/pulses.ts';
import { readPolicies } from '#policies/versions.ts';
import { readAskedOf } from '#pulse/asked-of.ts';
import { readAskedPage } from '#pulse/asked-page.ts';
import { castTime, personOf } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { testDatabase } from '#test/database.ts';
import { answer, answersTo, ask, catalogue, hour, right } from './asking.ts';

// Without a name: whoever has the whole database tries to find out who said what, and cannot.

const many = castPeople.slice(0, 60);

async function asked() {
	const db = await testDatabase();
	const pulse = await ask(db, many, { anonymous: true });
	return { db, pulse };
}

/** Each says something that only she says, so that the test, unlike anybody, knows whose it is. */
const saying = (index: number) => `${right}, number ${index}`;

test('the answer’s row has no person, no moment, no way and a key that tells nothing', async () => {
	const { db, pulse } = await asked();
	const before = await countRows(db.read);
	for (const [index, who] of many.entries())
		await answer(db, pulse, who, {
			said: saying(index),
			way: 'kiosk',
			at: castTime + index * 60_000,
		});
	expect(
		rowsAdded(before, await countRows(db.read)),
		'no card, no recall answer, no audit',
	).toEqual({
		pulse_answers: many.length,
	});
	const rows = await answersTo(db, pulse);
	for (const { employeeId, answeredAt, way, id } of rows) {
		expect([employeeId, answeredAt, way]).toEqual([null, null, null]);
		expect(id).toBeLessThan(2 ** 52);
	}
	expect(new Set(rows.map(({ grader }) => grader)).size, 'the grader tells no time').toBe(1);
	expect(rows.filter(({ id }) => id > 2 ** 40).length, '52 bits, not a count').toBeGreaterThan(50);
});

test('no order of the rows is the order in which people answered, or were drawn', async () => {
	const { db, pulse } = await asked();
	for (const [index, who] of many.entries()) await answer(db, pulse, who, { said: saying(index) });
	const answers = await db.read.all<{ said: string }>(
		sql`select said from pulse_answers where pulse_id = ${pulse.id} order by rowid`,
	);
	const people = await db.read.all<{ id: string }>(
		sql`select employee_id as id from pulse_people where pulse_id = ${pulse.id} order by rowid`,
	);
	const order = answers.map(({ said }) => Number(said.split(' ').at(-1)));
	expect(order.toSorted((a, b) => a - b)).toEqual(many.map((_, index) => index));
	const drawn = people.map(({ id }) => many.findIndex((who) => who.id === id));
	// By chance one row in sixty is in its place, and neighbours are near each other as often.
	const guessed = (guess: readonly number[]) =>
		order.filter((said, place) => said === guess[place]).length;
	for (const guess of [drawn, drawn.toReversed(), many.map((_, index) => index)])
		expect(guessed(guess)).toBeLessThan(10);
	const ascending = order.filter(
		(said, place) => place > 0 && said > (order[place - 1] ?? 0),
	).length;
	expect(ascending).toBeGreaterThan(15);
	expect(ascending).toBeLessThan(45);
});

test('nowhere in the database do her words stand beside her', async () => {
	const { db, pulse } = await asked();
	const [who] = many;
	if (!who) expect.fail();
	await answer(db, pulse, who, { said: saying(4711) });
	const tables = Object.keys(await countRows(db.read));
	const withWords: string[] = [];
	for (const table of tables) {
		const rows = await db.read.all<Record<string, unknown>>(
			sql`select * from ${sql.identifier(table)}`,
		);
		for (const row of rows) {
			const text = JSON.stringify(Object.values(row));
			if (!text.includes('number 4711')) continue;
			withWords.push(table);
			for (const said of [who.id, who.number, who.name])
				expect(text, table).not.toContain(`"${said}"`);
		}
	}
	expect(withWords).toEqual(['pulse_answers']);
	const [people] = await db.read
		.select({ took: sql<number>`sum(${pulsePeople.tookPart})` })
		.from(pulsePeople);
	expect(people?.took, 'that she took part is known').toBe(1);
});

test('what is stored of where it comes from is what at least ten of those drawn share', async () => {
	const { db, pulse } = await asked();
	for (const [index, who] of many.entries()) await answer(db, pulse, who, { said: saying(index) });
	const rows = await answersTo(db, pulse);
	const alike = Map.groupBy(rows, (row) =>
		JSON.stringify([
			row.stratum,
			row.siteId,
			row.teamId,
			row.vendorId,
			row.employment,
			row.channel,
			row.language,
		]),
	);
	expect(alike.size, 'and not nothing').toBeGreaterThan(1);
	for (const [said, crowd] of alike) expect(crowd.length, said).toBeGreaterThanOrEqual(10);
});

test('everybody reads the same thanks, whatever she said', async () => {
	const { db, pulse } = await asked();
	const [a, b] = many;
	if (!a || !b) expect.fail();
	await answer(db, pulse, a, { said: right });
	await answer(db, pulse, b, { said: 'being fast' });
	const history = await readPolicies(db.read);
	const pages = [];
	for (const who of [a, b]) {
		const person = { ...(await personOf(db, who)), language: 'en' };
		const found = (await readAskedOf(db.read, pulse.id, person)) ?? expect.fail('not drawn');
		pages.push(
			await readAskedPage(db.read, { person, catalogue, history, at: castTime + hour }, found),
		);
	}
	expect(pages[0]).toEqual(pages[1]);
	expect(pages[0]).not.toHaveProperty('answer');
});

test('a second try adds nothing and tells nothing', async () => {
	const { db, pulse } = await asked();
	const [who] = many;
	if (!who) expect.fail();
	const outcomes = await Promise.all([1, 2, 3].map(() => answer(db, pulse, who)));
	expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
	expect(await answersTo(db, pulse)).toHaveLength(1);
});
