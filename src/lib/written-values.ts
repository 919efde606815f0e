import { isCalendarDate } from './calendar-date.ts';

/** No line break, no brace and no sign of HTML: it may stand in any sentence. */
const plainText = /^(?!\s)[^\p{Cc}\p{Co}\p{Zl}\p{Zp}{}<>]{1,80}(?<!\s)$/u;

const rules: Readonly<
	Record<string, { readonly fits: (value: string) => boolean; readonly problem: string }>
> = {
	time: {
		fits: (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
		problem: 'Write the time with hours and minutes, like 14:00.',
	},
	date: {
		fits: isCalendarDate,
		problem: 'Write the date as year, month and day, like 2026-12-24.',
	},
	text: {
		fits: (value) => plainText.test(value),
		problem: 'Write a few plain words, 80 characters at most, without { } < >.',
	},
	'yes-no': {
		fits: (value) => value === 'yes' || value === 'no',
		problem: 'Write yes or no.',
	},
};

/** Whether a unit's value is written out, like 14:00 or yes; of every other unit it is a number. */
export function isWrittenOut(unit: string): boolean {
	return Object.hasOwn(rules, unit);
}

/** What is wrong with a value that is written out, as a sentence; undefined if nothing is. */
export function writtenProblem(value: number | string, unit: string): string | undefined {
	const rule = rules[unit];
	return typeof value === 'string' && rule?.fits(value) ? undefined : rule?.problem;
}
