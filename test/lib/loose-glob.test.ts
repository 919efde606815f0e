import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { looseGlob } from '#lib/loose-glob.ts';

const db = createClient({ url: ':memory:' });

async function finds(word: string, name: string): Promise<boolean> {
	const { rows } = await db.execute({
		sql: 'select ? glob ? as found',
		args: [name, looseGlob(word)],
	});
	return rows[0]?.['found'] === 1;
}

test.each([
	['muller', 'Anna Müller'],
	['MÜLLER', 'anna muller'],
	['lukasz', 'Łukasz Żak'],
	['Łukasz', 'lukasz zak'],
	['thi', 'Nguyễn Thị Ánh'],
	['duc', 'Trương Văn Đức'],
	['sahin', 'Dilara Şahin'],
	['ilkay', 'İlkay'],
	['soren', 'Søren'],
	['محمد', 'محمد الخطيب'],
	['жанна', 'Жанна'],
	["o'neil", "Tara O'Neil"],
])('“%s” finds %s', async (word, name) => {
	expect(await finds(word, name)).toBe(true);
});

test.each([
	['*', 'Anna'],
	['?', 'Anna'],
	['[a-z]', 'Anna'],
	['a*a', 'Anna'],
	['^', 'Anna'],
	['mueller', 'Müller'],
	['anna', 'Ana'],
])('“%s” does not find %s', async (word, name) => {
	expect(await finds(word, name)).toBe(false);
});

test.each(['*', '?', '[', ']', '^', '-', '[x]', 'a^b', '\\', '%'])(
	'the sign %s is found as itself',
	async (sign) => {
		expect(await finds(sign, `before ${sign} after`)).toBe(true);
	},
);
