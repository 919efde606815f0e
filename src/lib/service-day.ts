import { Temporal } from 'temporal-polyfill';

/** A day begins at 04:00 in the site's time zone, so that a night shift is one day. */
const dayBegins = { hours: 4 } as const;

/** A calendar date as `2026-03-29`; dates compare as texts. */
export type Day = string;

const remembered = new Map<string, Day>();

/** The day that a moment (UTC milliseconds) belongs to at a site. */
export function serviceDay(at: number, timeZone: string): Day {
	// Days are asked for again and again for the same few hours; a zone's rules are slow to read.
	const quarter = Math.floor(at / 900_000);
	const key = `${quarter} ${timeZone}`;
	let day = remembered.get(key);
	if (day === undefined) {
		if (remembered.size > 20_000) remembered.clear();
		day = dayOf(quarter * 900_000, timeZone);
		remembered.set(key, day);
	}
	return day;
}

function dayOf(at: number, timeZone: string): Day {
	return Temporal.Instant.fromEpochMilliseconds(at)
		.toZonedDateTimeISO(timeZone)
		.toPlainDateTime()
		.subtract(dayBegins)
		.toPlainDate()
		.toString();
}

export function addDays(day: Day, days: number): Day {
	return Temporal.PlainDate.from(day).add({ days }).toString();
}

export function addMonths(day: Day, months: number): Day {
	return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Whether a text is a day that there is: `2026-02-28`, not `2026-02-30`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	// A day that there is not is no date at all, or becomes one of the next month.
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: Day, to: Day): number {
	return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** "today", "tomorrow", "on Friday", "on 3 November": a day as people say it. */
export function dayInWords(day: Day, today: Day, month: 'long' | 'short' = 'long'): string {
	const distance = daysBetween(today, day);
	if (distance === 0) return 'today';
	if (distance === 1) return 'tomorrow';
	if (distance === -1) return 'yesterday';
	if (Math.abs(distance) < 7) return weekday(day);
	return date(day, { month, thisYear: today.slice(0, 4) === day.slice(0, 4) });
}

/** "by Friday", "by today" for what is due; "since Monday" for what was. */
export function dueInWords(day: Day, today: Day): string {
	const late = day < today;
	return `${late ? 'since' : 'by'} ${dayInWords(day, today)}`;
}

/** "3 November 2026, 14:05" at the site. */
export function momentInWords(at: number, timeZone: string): string {
	return formatter(timeZone, { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

/** "3 November 2026" at the site. */
export function dateInWords(at: number, timeZone: string): string {
	return formatter(timeZone, { dateStyle: 'long' }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter takes longer to make than to use, and there are few kinds and zones. */
function formatter(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${timeZone} ${style.timeStyle ?? ''}`;
	const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...style, timeZone });
	formatters.set(key, known);
	return known;
}

/** The hour of the day, 0 to 23, at the site. */
export function hourOfDay(at: number, timeZone: string): number {
	return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;
}

function weekday(day: Day): string {
	return Temporal.PlainDate.from(day).toLocaleString('en-GB', { weekday: 'long' });
}

function date(
	day: Day,
	{ month, thisYear }: { month: 'long' | 'short'; thisYear: boolean },
): string {
	return Temporal.PlainDate.from(day).toLocaleString('en-GB', {
		day: 'numeric',
		month,
		...(thisYear ? {} : { year: 'numeric' }),
	});
}

/** The moment, in UTC milliseconds, at which a day begins at a site. */
export function startOfDay(day: Day, timeZone: string, { daysLater = 0 } = {}): number {
	return Temporal.PlainDate.from(day)
		.add({ days: daysLater })
		.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: dayBegins.hours }) })
		.epochMilliseconds;
}

/**
 * The moment, in UTC milliseconds, that a clock on the wall in a zone shows as `2026-12-01T09:00`;
 * undefined if that is no date and time. A time that a zone skips in spring is an hour later.
 */
export function momentOnTheWall(wall: string, timeZone: string): number | undefined {
	try {
		return Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds;
	} catch {
		return undefined;
	}
}

/** What a clock on the wall in a zone shows, as a field for date and time has it: `2026-12-01T09:00`. */
export function wallTime(at: number, timeZone: string): string {
	const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
	return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The last moment of a day at a site; undefined if the text is no day. */
export function lastMomentOf(day: string, timeZone: string): number | undefined {
	if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
	try {
		return startOfDay(day, timeZone, { daysLater: 1 }) - 1;
	} catch {
		return undefined;
	}
}
