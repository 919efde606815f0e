import { compareDates, formatCalendarDate } from './calendar-date.ts';
import { countedWord, workingDayWord, yesOrNo } from './quantity-words.ts';
import { isWrittenOut, writtenProblem } from './written-values.ts';

/**
 * A value with its unit: `{ value: 30, unit: 'day' }`, `{ value: 50, unit: 'EUR' }`,
 * `{ value: '14:00', unit: 'time' }`, `{ value: '2026-12-24', unit: 'date' }`,
 * `{ value: 'Swiftway', unit: 'text' }`, `{ value: 'yes', unit: 'yes-no' }`. A unit that is none of
 * the known ones is a thing counted.
 */
export type Quantity = { readonly value: number | string; readonly unit: string };

/** Looks a fact up by `policy.fact`; undefined if there is none. */
export type FactLookup = (name: string) => Quantity | undefined;

export type Kind =
	| 'duration'
	| 'working time'
	| 'money'
	| 'percentage'
	| 'time of day'
	| 'date'
	| 'text'
	| 'yes or no'
	| 'count';

/** Minutes in a unit; a month and a year are the mean ones of the Gregorian calendar. */
const minutes: Readonly<Record<string, number>> = {
	minute: 1,
	hour: 60,
	day: 1440,
	week: 10_080,
	month: 43_829.1,
	year: 525_949.2,
};

const currencies = new Set(Intl.supportedValuesOf('currency'));

export const durationUnits = [...Object.keys(minutes), 'working-day'];

const named: ReadonlyMap<string, Kind> = new Map([
	['working-day', 'working time'],
	['percent', 'percentage'],
	['time', 'time of day'],
	['date', 'date'],
	['text', 'text'],
	['yes-no', 'yes or no'],
]);

export function kindOf(unit: string): Kind {
	if (Object.hasOwn(minutes, unit)) return 'duration';
	const kind = named.get(unit);
	if (kind) return kind;
	return currencies.has(unit) ? 'money' : 'count';
}

/** What is wrong with a quantity, as a sentence that says what to do; undefined if nothing is. */
export function quantityProblem({ value, unit }: Quantity): string | undefined {
	if (!/^[A-Za-z][A-Za-z -]*$/.test(unit)) return 'Choose a unit.';
	if (isWrittenOut(unit)) return writtenProblem(value, unit);
	if (typeof value !== 'number' || !Number.isFinite(value)) return 'Write a number, like 30.';
	if (value < 0) return 'Write a number that is not below zero.';
	if (value > 1_000_000_000) return 'This number is too large to be meant.';
	return undefined;
}

// Formats take longer to make than to use, and there are few.
const formats = new Map<string, Intl.NumberFormat>();

/** "30 days", "1 day", "€50", "14:00", "5%": never broken at the end of a line, but for a text. */
export function formatQuantity({ value, unit }: Quantity, locale = 'en'): string {
	const kind = kindOf(unit);
	if (typeof value === 'string') return formatWritten(value, kind, locale);
	if (kind === 'money') return formatMoney(value, unit, locale);
	if (kind === 'percentage') return formatNumber(value / 100, locale, { style: 'percent' });
	if (kind === 'duration') {
		return formatNumber(value, locale, { style: 'unit', unit, unitDisplay: 'long' });
	}
	const word =
		kind === 'working time'
			? workingDayWord(value, locale)
			: countedWord(unit.replaceAll('-', ' '), value, locale);
	return unbroken(`${formatNumber(value, locale, {})} ${word}`);
}

function formatWritten(value: string, kind: Kind, locale: string): string {
	if (kind === 'yes or no') return yesOrNo(value, locale);
	return kind === 'date' ? unbroken(formatCalendarDate(value, locale)) : value;
}

function formatMoney(value: number, currency: string, locale: string): string {
	const fractions = Number.isInteger(value) ? { maximumFractionDigits: 0 } : {};
	return formatNumber(value, locale, { style: 'currency', currency, ...fractions });
}

function formatNumber(value: number, locale: string, style: Intl.NumberFormatOptions): string {
	const key = `${locale} ${JSON.stringify(style)}`;
	const format =
		formats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 2, ...style });
	formats.set(key, format);
	return unbroken(format.format(value));
}

function unbroken(text: string): string {
	return text.replaceAll(' ', '\u00a0');
}

/**
 * Below 0 if `a` is less, 0 if they are the same amount, above 0 if more; undefined if they cannot
 * be compared. Words are the same or they are not: none is less.
 */
export function compareQuantities(a: Quantity, b: Quantity): number | undefined {
	const kind = kindOf(a.unit);
	if (kind === 'date' && kindOf(b.unit) === 'date') {
		return compareDates(String(a.value), String(b.value));
	}
	if (kind === 'text' || kind === 'yes or no') {
		return a.unit === b.unit && a.value === b.value ? 0 : undefined;
	}
	const left = inBaseUnit(a);
	const right = inBaseUnit(b);
	if (left.base !== right.base || Number.isNaN(left.amount + right.amount)) return undefined;
	return left.amount - right.amount;
}

function inBaseUnit({ value, unit }: Quantity): { base: string; amount: number } {
	const kind = kindOf(unit);
	if (kind === 'duration')
		return { base: 'minute', amount: Number(value) * (minutes[unit] ?? NaN) };
	if (kind === 'time of day') return { base: 'time', amount: minutesSinceMidnight(String(value)) };
	return { base: unit, amount: Number(value) };
}

function minutesSinceMidnight(time: string): number {
	const [hour, minute] = time.split(':').map(Number);
	return (hour ?? NaN) * 60 + (minute ?? NaN);
}
