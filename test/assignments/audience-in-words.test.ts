import { expect, test } from 'vitest';
import type { Audience } from '#assignments/audience.ts';
import { audienceInWords } from '#assignments/audience-in-words.ts';
import { dueRuleInWords, dueRuleSchema } from '#assignments/due.ts';

const titled = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
const names = { channel: titled, site: titled, team: titled, vendor: titled };

const cases: readonly [Audience, string][] = [
	[{}, 'Everybody, vendors included'],
	[
		{ channels: ['warehouse', 'delivery'], vendors: 'included', startedWithin: 30 },
		'Warehouse and delivery, vendors included, who started in the last 30 days',
	],
	[
		{ vendors: 'excluded', startedWithin: 1 },
		'Everybody, vendors left out, who started in the last day',
	],
	[{ vendors: 'only' }, 'Everybody, vendors’ people only'],
	[{ vendors: ['northline', 'swiftway'] }, 'Everybody, from Northline or Swiftway only'],
	[
		{ roles: ['manager', 'leader'], channels: ['store'] },
		'Managers and leaders in store, vendors included',
	],
	[{ roles: ['employee'] }, 'People without another role, vendors included'],
	[
		{ teams: ['logistics'], sites: ['bremen', 'depot'], languages: ['pl'] },
		'Everybody, at Bremen or Depot, in Logistics and the teams below, vendors included, who read Polish',
	],
	[
		{ startedFrom: '2026-12-01' },
		'Everybody, vendors included, who started on 1 December 2026 or later',
	],
];

test.each(cases)('%o in words', (audience, words) => {
	expect(audienceInWords(audience, names)).toBe(words);
});

test.each([
	['7 days after start', '7 days after the first day here'],
	['1 day after the change', '1 day after it is given, and 1 day after every change'],
	['by 2026-12-01', 'by 1 December 2026'],
])('“%s” in words', (written, words) => {
	expect(dueRuleInWords(dueRuleSchema.parse(written))).toBe(words);
});
