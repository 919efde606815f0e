import { expect, test } from 'vitest';
import { createHeld } from '#lib/held.ts';

test('things are held for their time, the newest of them, and can be dropped', () => {
	const held = createHeld<string>({ most: 2, lasts: 100 });
	held.hold('a', 'one', 0);
	held.hold('b', 'two', 10);
	expect(held.look('a', 99)).toBe('one');
	expect(held.look('a', 100), 'its time is over').toBeUndefined();
	held.hold('a', 'one again', 20);
	held.hold('c', 'three', 30);
	expect(held.look('b', 30), 'the oldest made room').toBeUndefined();
	expect([held.look('a', 30), held.look('c', 30)]).toEqual(['one again', 'three']);
	held.drop('c');
	expect(held.look('c', 30)).toBeUndefined();
	// A clock that was set back far does not hold things for ever.
	expect(held.look('a', -500)).toBeUndefined();
});
