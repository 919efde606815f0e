import { datesIn } from './dates-in-text.ts';
import { numberPattern, readNumber } from './number-in-text.ts';
import { kindOf, type Quantity } from './quantity.ts';
import { timesIn } from './times-in-text.ts';

/** An amount with its unit, as somebody typed it: "thirty days" at the 12th character. */
export type FoundQuantity = {
	readonly quantity: Quantity;
	readonly at: number;
	readonly text: string;
};

/** What callers put where a text has something that nobody typed there, such as a fact. */
export const notTyped = '\uFFFC';

/** How people write a unit, the unit meant, and how many of it. */
const units = [
	// A bare "second" after a word is the one after the first.
	{ written: '(?<=\\d[\\s-]*)second|seconds|secs?', unit: 'minute', times: 1 / 60 },
	{ written: 'minutes?|mins?', unit: 'minute', times: 1 },
	{ written: 'hours?|hrs?|(?<=\\d\\s*)h', unit: 'hour', times: 1 },
	{ written: '(?:working|business|work)[\\s-]days?|workdays?', unit: 'working-day', times: 1 },
	{ written: 'days?|(?<=\\d)d', unit: 'day', times: 1 },
	{ written: 'weeks?|wks?', unit: 'week', times: 1 },
	{ written: 'fortnights?', unit: 'week', times: 2 },
	{ written: 'months?', unit: 'month', times: 1 },
	{ written: 'years?|yrs?', unit: 'year', times: 1 },
	{ written: '%|per\\s?cent|pct', unit: 'percent', times: 1 },
	{ written: '€|euros?|eur', unit: 'EUR', times: 1 },
	{ written: '£|pounds?', unit: 'GBP', times: 1 },
	{ written: '\\$|dollars?', unit: 'USD', times: 1 },
].map((row) => ({
	...row,
	whole: new RegExp(`^(?:${row.written.replace(/\(\?<=[^)]*\)/g, '')})$`, 'iu'),
}));

type Unit = { readonly unit: string; readonly times: number };
type Match = {
	readonly at: number;
	readonly text: string;
	readonly quantities: readonly Quantity[];
};

const start = '(?<![\\p{L}\\d]|\\d[.,:])';
const end = '(?![\\p{L}\\d])';
const knownUnit = units.map(({ written }) => written).join('|');
const anyUnit = `(?:${knownUnit}|[A-Z]{3})`;
// "twenty-one" is one number, "20-21" are two.
const range = `(?:(?<from>${numberPattern})(?:\\s*(?:to|or|–)\\s*|(?<=\\d)\\s*-\\s*))?`;
const between =
	'(?:(?<=[\\d½])[\\s-]*|[\\s-]+)(?:(?:calendar|full|whole|clear|extra|more|long|short)\\s+)?';
// "twice a day" and "€5 a month" say how often, not how long.
const notARate = `(?<!(?:once|twice|times|such|what|many|\\d|${knownUnit})\\s+)`;
const part =
	'(?:three[\\s-]quarters\\s+of\\s+an?|(?:a\\s+)?quarter\\s+of\\s+an?|half(?:\\s+an?)?|an?\\s+half)';
const half = '(?<half>\\s+and\\s+a\\s+half)?';

const plain = pattern(`${range}(?<amount>${numberPattern})${between}(?<unit>${anyUnit})`);
const article = pattern(`${notARate}(?<amount>${part}|an?)${between}(?<unit>${anyUnit})${half}`);
const moneyFirst = pattern(`(?<unit>[€£$]|[A-Z]{3})\\s?(?<amount>${numberPattern})`);

/**
 * Every amount with a unit in an English text, however it is written: "30-day", "thirty days",
 * "half an hour", "€50", "5 per cent", "2 pm". Things are counted only where `counted` names
 * them: with "question", "five questions" is found.
 */
export function quantitiesIn(text: string, counted: readonly string[] = []): FoundQuantity[] {
	const simple = text.replace(/[\u2010\u2011]/g, '-').replaceAll('’', "'");
	const matches = [
		...timesIn(simple).map(({ at, text, times }) => ({
			at,
			text,
			quantities: times.map((value) => ({ value, unit: 'time' })),
		})),
		...datesIn(simple).map(({ at, text, date }) => ({
			at,
			text,
			quantities: [{ value: date, unit: 'date' }],
		})),
		...[plain, article].flatMap((shape) => matchesOf(shape, simple, unitMeant)),
		...matchesOf(moneyFirst, simple, moneyMeant),
		...counted.flatMap((noun) =>
			matchesOf(countOf(noun), simple, () => ({ unit: noun, times: 1 })),
		),
	];
	return apart(matches).flatMap(({ at, text: found, quantities }) =>
		quantities.map((quantity) => ({ quantity, at, text: text.slice(at, at + found.length) })),
	);
}

function matchesOf(
	shape: RegExp,
	text: string,
	meant: (unit: string) => Unit | undefined,
): Match[] {
	return [...text.matchAll(shape)].flatMap((match) => {
		const groups = match.groups ?? {};
		const unit = meant(groups['unit'] ?? '');
		const amounts = [groups['from'], groups['amount']].filter((amount) => amount !== undefined);
		const more = groups['half'] === undefined ? 0 : 0.5;
		if (!unit) return [];
		const quantities = amounts.map((amount) => ({
			value: (readAmount(amount) + more) * unit.times,
			unit: unit.unit,
		}));
		return [{ at: match.index, text: match[0], quantities }];
	});
}

function readAmount(text: string): number {
	if (/^an?$/i.test(text)) return 1;
	if (/^three[\s-]quarters/i.test(text)) return 0.75;
	if (/quarter/i.test(text)) return 0.25;
	return /^(half|an?\s+half)/i.test(text) ? 0.5 : readNumber(text);
}

function unitMeant(written: string): Unit | undefined {
	const known = units.find(({ whole }) => whole.test(written));
	return known ?? (kindOf(written) === 'money' ? { unit: written, times: 1 } : undefined);
}

function moneyMeant(written: string): Unit | undefined {
	const meant = unitMeant(written);
	return meant && kindOf(meant.unit) === 'money' ? meant : undefined;
}

function countOf(noun: string): RegExp {
	const spaced = noun.replaceAll('-', '[\\s-]');
	const many = /[^aeiou]y$/.test(noun) ? `|${spaced.slice(0, -1)}ies` : '';
	const words = noun === 'person' ? 'person|people' : `${spaced}(?:e?s)?${many}`;
	return pattern(`${range}(?<amount>${numberPattern})${between}(?<unit>${words})`);
}

function pattern(source: string): RegExp {
	return new RegExp(`${start}${source}${end}`, 'giu');
}

/** In the order of the text; of matches that overlap, the first and longest. */
function apart(matches: readonly Match[]): Match[] {
	const ordered = [...matches].sort((a, b) => a.at - b.at || b.text.length - a.text.length);
	let free = 0;
	return ordered.filter(({ at, text }) => {
		if (at < free) return false;
		free = at + text.length;
		return true;
	});
}
