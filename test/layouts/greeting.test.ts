import { expect, test } from 'vitest';
import type { Today } from '#completions/today.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { greeting } from '../../src/layouts/today/greeting.ts';

const nothing: Today = {
	changes: [],
	lessons: [],
	done: [],
	toSign: [],
	nudges: [],
	policiesCurrent: 13,
	policies: 13,
};

test('nobody is told that nothing is waiting while somebody waits for her answer', async () => {
	const person = await personOf(await testDatabase(), cast.chiefExecutive);
	expect(greeting(nothing, castTime, person, false)).toMatch(/Nothing is waiting for you\.$/);
	expect(greeting(nothing, castTime, person, true)).toMatch(
		/morning\. Somebody is waiting for your answer\.$/,
	);
});
