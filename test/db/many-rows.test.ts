import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { among, insertRows, takeOver } from '#db/many-rows.ts';
import { employees } from '#db/schema/people.ts';
import { rosterLines, rosterProblems } from '#db/schema/roster.ts';
import { cast } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

test('rows come out as they went in: any text, numbers, nothing, yes and no, lists', async () => {
	const db = await testDatabase();
	const body = { employeeId: 'x', why: '“quoted”, 100 %, \\n' };
	const lines = ['Łucja "Żak"', "O'Brien", '12', '', 'محمد\n\t', '🙂 {"a":[1]}'].map((name, at) => {
		const row = at === 0 ? null : 2 ** 31 + at;
		return { importId: 'i', seq: at, kind: 'leaving' as const, row, number: '007', name, body };
	});
	const said = { column: '', value: '0', problem: 'null', remedy: '1e3' };
	const problems = [true, false].map((leftOut, seq) => {
		return { importId: 'i', seq, row: null, ...said, leftOut };
	});
	await db.write(async (tx) => {
		await insertRows(tx, rosterLines, lines);
		await insertRows(tx, rosterProblems, problems);
		await insertRows(tx, rosterProblems, []);
	});
	expect(await db.read.select().from(rosterLines).orderBy(rosterLines.seq)).toEqual(lines);
	expect(await db.read.select().from(rosterProblems).orderBy(rosterProblems.seq)).toEqual(problems);
});

test('a row that is there takes what is named, and nothing else', async () => {
	const db = await testDatabase();
	const { id } = cast.administrator;
	const those = () =>
		db.read
			.select()
			.from(employees)
			.where(among(employees.id, [id, 'nobody']));
	const [before] = await those();
	if (!before) throw new Error('There is no administrator.');
	const row = { ...before, name: 'New Name', job: 'New job' };
	await db.write((tx) =>
		insertRows(
			tx,
			employees,
			[row],
			sql`on conflict (id) do update set ${takeOver(employees.name)}`,
		),
	);
	expect(await those()).toEqual([{ ...before, name: 'New Name' }]);
});

test('a very large write is in the file afterwards, and the log is emptied by itself again', async () => {
	const db = await testDatabase();
	const name = (to: string) => async () => {
		await db.writeMuch(async (tx) => {
			await tx.update(employees).set({ name: to }).where(eq(employees.id, cast.administrator.id));
			if (to === 'Refused') throw new Error('No.');
		});
		return db.write((tx) => tx.get<{ pages: number }>(sql`pragma wal_autocheckpoint`));
	};
	expect(Object.values({ ...(await name('Written')()) })).toEqual([1000]);
	await expect(name('Refused')()).rejects.toThrow('No.');
	const pages = await db.write((tx) => tx.get<object>(sql`pragma wal_autocheckpoint`));
	expect(Object.values({ ...pages })).toEqual([1000]);
	const [{ name: now = '' } = {}] = await db.read
		.select({ name: employees.name })
		.from(employees)
		.where(eq(employees.id, cast.administrator.id));
	expect(now).toBe('Written');
});
