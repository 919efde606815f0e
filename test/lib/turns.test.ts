import { expect, test } from 'vitest';
import { createTurns } from '#lib/turns.ts';

test('so many run at once, the others in the order they came', async () => {
	const turns = createTurns(2);
	const began: number[] = [];
	let running = 0;
	let most = 0;
	const work = (name: number) => async () => {
		began.push(name);
		running += 1;
		most = Math.max(most, running);
		await new Promise((resolve) => setTimeout(resolve, 5));
		running -= 1;
		return name;
	};
	const done = await Promise.all([1, 2, 3, 4, 5].map((name) => turns(work(name))));
	expect(done).toEqual([1, 2, 3, 4, 5]);
	expect(began).toEqual([1, 2, 3, 4, 5]);
	expect(most).toBe(2);
});

test('work that fails gives its turn on', async () => {
	const turns = createTurns(1);
	const fails = turns(async () => Promise.reject(new Error('no')));
	const works = turns(async () => 'yes');
	await expect(fails).rejects.toThrow('no');
	expect(await works).toBe('yes');
});
