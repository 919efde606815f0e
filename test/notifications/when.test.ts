import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isHopeless, pauseAfter } from '#notifications/retry.ts';
import { afterQuiet, firstMoment, sendAt } from '#notifications/when.ts';

const hour = 3_600_000;
const night = { from: '20:00', until: '07:00' };
const siesta = { from: '13:00', until: '15:30' };
const never = { from: '00:00', until: '00:00' };

function at(wall: string, zone = 'Europe/Berlin'): number {
	return Temporal.ZonedDateTime.from(`${wall}[${zone}]`).epochMilliseconds;
}

test.each([
	['2026-03-18T19:59', night, '2026-03-18T19:59'],
	['2026-03-18T20:00', night, '2026-03-19T07:00'],
	['2026-03-18T23:59', night, '2026-03-19T07:00'],
	['2026-03-19T00:00', night, '2026-03-19T07:00'],
	['2026-03-19T06:59', night, '2026-03-19T07:00'],
	['2026-03-19T07:00', night, '2026-03-19T07:00'],
	['2026-03-18T12:59', siesta, '2026-03-18T12:59'],
	['2026-03-18T13:00', siesta, '2026-03-18T15:30'],
	['2026-03-18T15:30', siesta, '2026-03-18T15:30'],
	['2026-03-18T03:00', never, '2026-03-18T03:00'],
	// The clock goes forward in the first night and back in the second.
	['2026-03-28T22:00', night, '2026-03-29T07:00'],
	['2026-10-24T22:00', night, '2026-10-25T07:00'],
])('what is ready at %s goes out, with %o, at %s', (wall, quiet, expected) => {
	expect(afterQuiet(at(wall), 'Europe/Berlin', quiet)).toBe(at(expected));
});

test('the quiet hours are those of the place where the person works', () => {
	const moment = at('2026-03-18T20:30');
	expect(afterQuiet(moment, 'Europe/London', night)).toBe(moment);
	expect(afterQuiet(moment, 'Asia/Tokyo', night)).toBe(at('2026-03-19T07:00', 'Asia/Tokyo'));
});

test('around the nights when the clock changes nothing goes out in quiet hours, and nothing waits a day too long', () => {
	const quiets = [night, { from: '23:00', until: '02:30' }, { from: '02:15', until: '02:45' }];
	for (const start of ['2026-03-28T18:00', '2026-10-24T18:00']) {
		for (const quiet of quiets) {
			for (let passed = 0; passed < 15 * hour; passed += 5 * 60_000) {
				const moment = at(start) + passed;
				const sent = afterQuiet(moment, 'Europe/Berlin', quiet);
				expect(sent).toBeGreaterThanOrEqual(moment);
				expect(sent - moment).toBeLessThan(14 * hour);
				expect(afterQuiet(sent, 'Europe/Berlin', quiet), 'a moment that is not quiet').toBe(sent);
			}
		}
	}
});

test('a digest goes out once a day, and sooner where somebody waits for an answer', () => {
	const now = at('2026-03-18T10:00');
	const ready = (lastSentAt: number | null, kinds: Parameters<typeof sendAt>[3]['kinds']) =>
		sendAt(now, 'Europe/Berlin', night, { lastSentAt, kinds });
	expect(ready(null, ['policy.published'])).toBe(now);
	expect(ready(now - 2 * hour, ['policy.published'])).toBe(now + 22 * hour);
	expect(ready(now - 2 * hour, ['policy.published', 'approval.asked'])).toBe(now);
	expect(ready(now - hour / 2, ['approval.asked'])).toBe(now + hour / 2);
	expect(ready(now - 26 * hour, ['nudge', 'remark.answered'])).toBe(now);
	expect(ready(now - 15 * hour, ['nudge']), 'and never in quiet hours').toBe(
		at('2026-03-18T19:00'),
	);
	expect(ready(now - 13 * hour, ['nudge'])).toBe(at('2026-03-19T07:00'));
});

test('a clock that was set back holds up no mail for longer than a day', () => {
	const now = at('2026-03-18T10:00');
	const sent = { lastSentAt: now + 365 * 24 * hour, kinds: ['nudge'] } as const;
	expect(sendAt(now, 'Europe/Berlin', night, sent)).toBe(now + 24 * hour);
});

test('what can wait gathers for ten minutes; what somebody waits for does not', () => {
	const now = at('2026-03-18T10:00');
	const place = { timeZone: 'Europe/Berlin', quiet: night };
	const moment = (kind: Parameters<typeof firstMoment>[0], since: number, at = since) =>
		firstMoment(kind, { since, now: at }, place);
	expect(moment('policy.published', now)).toBe(now + 600_000);
	expect(moment('policy.published', now, now + 400_000)).toBe(now + 600_000);
	expect(moment('policy.published', now, now + hour)).toBe(now + hour);
	expect(moment('approval.asked', now)).toBe(now);
	const evening = at('2026-03-18T21:00');
	expect(moment('approval.asked', evening)).toBe(at('2026-03-19T07:00'));
});

test('tries are further and further apart, up to six hours, for about five days', () => {
	const minutes = [1, 2, 3, 4, 5, 6].map((failures) => pauseAfter(failures, 0.5) / 60_000);
	expect(minutes).toEqual([1, 5, 25, 125, 360, 360]);
	expect([pauseAfter(1, 0), pauseAfter(1, 1)]).toEqual([48_000, 72_000]);
	let passed = 0;
	let failures = 0;
	while (!isHopeless(failures)) passed += pauseAfter((failures += 1), 0.5);
	expect(passed / 24 / hour).toBeGreaterThan(4.5);
	expect(passed / 24 / hour).toBeLessThan(5.5);
});
