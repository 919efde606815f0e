import { isCalendarDate } from './calendar-date.ts';

/** A date found in a text: where, how it is written, and the day it names; `--12-24` without a year. */
export type FoundDate = { readonly at: number; readonly text: string; readonly date: string };

const months = [
	...['january', 'february', 'march', 'april', 'may', 'june'],
	...['july', 'august', 'september', 'october', 'november', 'december'],
];
// With a capital, as English writes them: "it may 5 times" is no date.
const month = `(?<month>${months.map((name) => `${capital(name)}|${capital(name.slice(0, 3))}\\.?`).join('|')}|Sept\\.?)`;
const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const year = '(?:,?\\s+(?<year>\\d{4}))?';
const start = '(?<![\\p{L}\\d.,:/-])';
const end = '(?![\\p{L}\\d]|[.,:/-]\\d)';
const shapes = [
	'(?<year>\\d{4})-(?<number>\\d\\d)-(?<day>\\d\\d)',
	'(?<day>\\d{1,2})\\.\\s?(?<number>\\d{1,2})\\.\\s?(?<year>\\d{4})',
	'(?<day>\\d{1,2})/(?<number>\\d{1,2})/(?<year>\\d{4})',
	`(?:the\\s+)?${day}\\s+(?:of\\s+)?${month}${year}`,
	`${month}\\s+(?:the\\s+)?${day}${year}`,
].map((shape) => new RegExp(`${start}(?:${shape})${end}`, 'gu'));

/** Every date in an English text: "24 December 2026", "December 24th", "24.12.2026", "2026-12-24". */
export function datesIn(text: string): FoundDate[] {
	return shapes.flatMap((shape) =>
		[...text.matchAll(shape)].flatMap((match) => {
			const date = dateOf(match.groups ?? {});
			return date === undefined ? [] : [{ at: match.index, text: match[0], date }];
		}),
	);
}

function dateOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
	const named = groups['month']?.slice(0, 3).toLowerCase();
	const spelled = named === undefined ? -1 : months.findIndex((name) => name.startsWith(named));
	let [day, month] = [Number(groups['day']), spelled + 1 || Number(groups['number'])];
	// 12/24/2026 can only be meant one way.
	if (month > 12 && day <= 12) [day, month] = [month, day];
	const rest = `${pad(month)}-${pad(day)}`;
	// Of a day without its year it is enough that some year has it: 2024 was a leap year.
	if (!isCalendarDate(`${groups['year'] ?? '2024'}-${rest}`)) return undefined;
	return `${groups['year'] ?? '-'}-${rest}`;
}

function pad(number: number): string {
	return String(number).padStart(2, '0');
}

function capital(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
