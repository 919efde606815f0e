import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Database } from '#db/connection.ts';
import { testDatabase } from '#test/database.ts';

/** Writes, and writes again so many turns after the first one was said to be done. */
async function writeTwice(db: Database, turns: number): Promise<string> {
	await db.write(async () => {});
	for (let turn = 0; turn < turns; turn += 1) await undefined;
	await db.write(async () => {});
	return 'written';
}

test('a write that comes while the writer stops to work is not left lying', async () => {
	const db = await testDatabase();
	for (let turns = 0; turns < 10; turns += 1) {
		const outcome = await Promise.race([writeTwice(db, turns), sleep(2000, 'left lying')]);
		expect(outcome, `${turns} turns later`).toBe('written');
	}
});

test('writes take effect in the order in which they were asked for', async () => {
	const db = await testDatabase();
	const order: number[] = [];
	const numbers = Array.from({ length: 200 }, (_, number) => number);
	await Promise.all(numbers.map((number) => db.write(async () => void order.push(number))));
	expect(order).toEqual(numbers);
});
