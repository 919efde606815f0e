import { expect, test } from 'vitest';
import { beforeEnding, finishEverything } from '#lib/ending.ts';
import { repeat } from '#lib/repeat.ts';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('work is done again and again, never twice at once, and what stops it waits for the work in hand', async () => {
	let [atOnce, most, times] = [0, 0, 0];
	const work = async () => {
		most = Math.max(most, (atOnce += 1));
		await wait(10);
		atOnce -= 1;
		times += 1;
	};
	const stop = repeat(work, { pause: 1, onError: () => expect.fail('nothing went wrong') });
	while (times < 3 || atOnce === 0) await wait(1);
	await stop();
	expect([atOnce, most]).toEqual([0, 1]);
	const done = times;
	await wait(30);
	expect(times).toBe(done);
});

test('an error is told and ends that time only', async () => {
	const errors: unknown[] = [];
	let times = 0;
	const work = () =>
		(times += 1) === 1 ? Promise.reject(new Error('once')) : wait(1).then(() => {});
	const stop = repeat(work, { pause: 1, onError: (error) => errors.push(error) });
	while (times < 2) await wait(1);
	await stop();
	expect(errors).toEqual([new Error('once')]);
});

test('before the process ends, everything that asked for it is finished, whatever one of them does', async () => {
	const finished: string[] = [];
	beforeEnding(async () => {
		await wait(5);
		finished.push('mail');
	});
	beforeEnding(() => Promise.reject(new Error('cannot')));
	await finishEverything();
	expect(finished).toEqual(['mail']);
});
