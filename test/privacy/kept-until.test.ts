import { expect, test } from 'vitest';
import { settingsSchema } from '#people/settings.ts';
import { keptUntil, kindsOver } from '#privacy/kept-until.ts';

const proposed = settingsSchema.parse({});
const zone = 'Europe/Berlin';
const left = Date.UTC(2026, 0, 31, 20);

test('every kind is kept for 24 months after leaving, until somebody decides otherwise', () => {
	const until = keptUntil(left, zone, proposed);
	const end = Date.UTC(2028, 0, 31, 3);
	expect(until).toEqual({ record: end, answers: end, messages: end, access: end });
});

test('a month that is shorter ends on its last day, by the clock where she worked', () => {
	const until = keptUntil(left, zone, { ...proposed, keepAnswersMonths: 1, keepMessagesMonths: 6 });
	expect(new Date(until.answers).toISOString()).toBe('2026-02-28T03:00:00.000Z');
	expect(new Date(until.messages).toISOString()).toBe('2026-07-31T02:00:00.000Z');
});

test('nothing keeps a name longer than the record does', () => {
	const until = keptUntil(left, zone, { ...proposed, keepRecordMonths: 3, keepAccessMonths: 60 });
	expect(until.access).toBe(until.record);
});

test('what has ended once is not over again, and the record ends last', () => {
	const until = keptUntil(left, zone, { ...proposed, keepAnswersMonths: 1 });
	expect(kindsOver(until, [], until.answers - 1)).toEqual([]);
	expect(kindsOver(until, [], until.answers)).toEqual(['answers']);
	expect(kindsOver(until, ['answers'], until.answers)).toEqual([]);
	expect(kindsOver(until, ['answers'], until.record)).toEqual(['access', 'messages', 'record']);
});
