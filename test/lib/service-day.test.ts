import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	dayInWords,
	daysBetween,
	dueInWords,
	hourOfDay,
	serviceDay,
	startOfDay,
} from '#lib/service-day.ts';

const berlin = 'Europe/Berlin';
const zones = [
	...[berlin, 'Europe/Lisbon', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
	...['Pacific/Apia', 'America/Sao_Paulo', 'UTC', 'Africa/Casablanca', 'Pacific/Chatham'],
];

test('a day begins at 04:00 on the wall', () => {
	expect(serviceDay(Date.UTC(2026, 0, 15, 2, 59, 59, 999), berlin)).toBe('2026-01-14');
	expect(serviceDay(Date.UTC(2026, 0, 15, 3), berlin)).toBe('2026-01-15');
	expect(serviceDay(Date.UTC(2026, 6, 15, 1, 59), berlin)).toBe('2026-07-14');
	expect(serviceDay(Date.UTC(2026, 6, 15, 2), berlin)).toBe('2026-07-15');
	expect(serviceDay(Date.UTC(2026, 0, 14, 22, 14, 59), 'Asia/Kathmandu')).toBe('2026-01-14');
	expect(serviceDay(Date.UTC(2026, 0, 14, 22, 15), 'Asia/Kathmandu')).toBe('2026-01-15');
});

test('a night shift is one day, also when the clocks change in it', () => {
	const shift = (from: number) => {
		const hours = Array.from({ length: 6 }, (_, index) => from + index * 3_600_000);
		return new Set(hours.map((at) => serviceDay(at, berlin)));
	};
	expect(shift(Date.UTC(2026, 2, 28, 20))).toEqual(new Set(['2026-03-28']));
	expect(shift(Date.UTC(2026, 9, 24, 20))).toEqual(new Set(['2026-10-24']));
	expect(startOfDay('2026-03-29', berlin)).toBe(Date.UTC(2026, 2, 29, 2));
	expect(startOfDay('2026-10-25', berlin)).toBe(Date.UTC(2026, 9, 25, 3));
});

const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2032, 0, 1) });
const zone = fc.constantFrom(...zones);

/** Another way to the same answer: the wall clock as Intl shows it, four hours back. */
function wallDay(at: number, timeZone: string): string {
	const format = new Intl.DateTimeFormat('en-CA', {
		...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
		...{ hour: '2-digit', minute: '2-digit' },
	});
	const parts = Object.fromEntries(
		format.formatToParts(at).map(({ type, value }) => [type, value]),
	);
	const wall = Date.UTC(
		...([Number(parts['year']), Number(parts['month']) - 1, Number(parts['day'])] as const),
		...[Number(parts['hour']), Number(parts['minute'])],
	);
	return new Date(wall - 4 * 3_600_000).toISOString().slice(0, 10);
}

test('the day of any moment in any zone is the one that the wall clock says', () => {
	fc.assert(
		fc.property(moment, zone, (at, timeZone) => {
			expect(serviceDay(at, timeZone)).toBe(wallDay(at, timeZone));
		}),
		{ numRuns: 2000 },
	);
});

test('a day begins at its start and not a millisecond before', () => {
	fc.assert(
		fc.property(moment, zone, (at, timeZone) => {
			const day = serviceDay(at, timeZone);
			const start = startOfDay(day, timeZone);
			expect(start).toBeLessThanOrEqual(at);
			expect(serviceDay(start, timeZone)).toBe(day);
			expect(serviceDay(start - 1, timeZone) < day).toBe(true);
			expect(startOfDay(day, timeZone, { daysLater: 1 })).toBeGreaterThan(at);
		}),
		{ numRuns: 1000 },
	);
});

test('days and months are counted on the calendar', () => {
	expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
	expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
	expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
	expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
	expect(daysBetween('2026-12-31', '2025-12-31')).toBe(-365);
});

test('a day as people say it', () => {
	const today = '2026-03-18';
	const said = (distance: number) => dayInWords(addDays(today, distance), today);
	expect([-1, 0, 1].map(said)).toEqual(['yesterday', 'today', 'tomorrow']);
	expect([-6, 2, 6].map(said)).toEqual(['Thursday', 'Friday', 'Tuesday']);
	expect([-7, 7].map(said)).toEqual(['11 March', '25 March']);
	expect(said(300)).toBe('12 January 2027');
	expect(dueInWords('2026-03-16', today)).toBe('since Monday');
	expect(dueInWords(today, today)).toBe('by today');
});

test('the hour is the one at the site', () => {
	expect(hourOfDay(Date.UTC(2026, 6, 15, 22, 30), berlin)).toBe(0);
	expect(hourOfDay(Date.UTC(2026, 0, 15, 22, 30), berlin)).toBe(23);
});
