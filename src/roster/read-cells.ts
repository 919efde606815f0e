import { nearNames } from '#lib/near.ts';
import type { Day } from '#lib/service-day.ts';
import { employeeProblem } from '#people/employee-rules.ts';
import { createChannelFinder, type KnownChannel, languageOf, roleOf } from './cells.ts';
import { readDate } from './dates.ts';
import type { DateOrder, RosterField } from './kinds.ts';

/** Takes note of what is wrong with a cell, and what to do about it. */
export type Wrong = (field: RosterField, value: string, problem: string, remedy: string) => void;

/** A number as text: Excel's ="0417" and the apostrophe that keeps zeros are no part of it. */
export function bareNumber(text: string | undefined): string | undefined {
	return (
		text
			?.replace(/^="?(.*?)"?$/, '$1')
			.replace(/^'/, '')
			.trim() || undefined
	);
}

export function readNumber(text: string | undefined, wrong: Wrong): string {
	const number = bareNumber(text);
	if (number === undefined) {
		wrong(
			'number',
			'',
			'The employee number is missing.',
			'Write the number that is on her badge.',
		);
		return '';
	}
	if (/^\d([.,]\d+)?E\+\d+$/i.test(number)) {
		wrong(
			'number',
			number,
			'The spreadsheet has shortened this number.',
			'Format the column as text, write the number in full, and save again.',
		);
		return '';
	}
	const problem = employeeProblem({ number })?.['number'];
	if (problem) wrong('number', number, 'This is no employee number.', problem);
	return number;
}

export type Said = (field: RosterField) => string | undefined;

/** One name will do: there are people who have only one. */
export function readName(said: Said, wrong: Wrong): string | undefined {
	const whole = said('name') ?? [said('firstName'), said('lastName')].filter(Boolean).join(' ');
	const name = whole.replace(/\s+/g, ' ').trim();
	if (name !== '') return name;
	wrong(
		'name',
		'',
		'The name is missing.',
		'Write it; one word will do where somebody has only one name.',
	);
	return undefined;
}

export function readEmail(text: string | undefined, wrong: Wrong): string | undefined {
	const email = text?.replace(/^mailto:/i, '').toLowerCase();
	const problem = employeeProblem({ email })?.['email'];
	if (problem === undefined) return email;
	wrong('email', email ?? '', 'This is no e-mail address.', `${problem} Or leave it empty.`);
	return undefined;
}

export function readLanguage(text: string | undefined, wrong: Wrong): string | undefined {
	const language = text === undefined ? undefined : languageOf(text);
	if (text === undefined || language !== undefined) return language;
	wrong(
		'language',
		text,
		'We do not know this language.',
		'Write its code or its name, like de or German.',
	);
	return undefined;
}

/** A file makes managers; whoever decides over everybody is made one by a person, on a page. */
export function readRole(text: string | undefined, wrong: Wrong): boolean | undefined {
	if (text === undefined) return undefined;
	const role = roleOf(text);
	if (role === 'manager' || role === 'employee') return role === 'manager';
	if (role === 'above') {
		wrong(
			'roles',
			text,
			'A file makes nobody a leader or an administrator.',
			'Write manager or employee here, and give the role on the person’s page.',
		);
	} else
		wrong(
			'roles',
			text,
			'We do not know this role.',
			'Write manager or employee, or leave it empty.',
		);
	return undefined;
}

export function readDay(
	field: 'start' | 'end',
	text: string | undefined,
	order: DateOrder | null,
	wrong: Wrong,
): Day | undefined {
	if (text === undefined) return undefined;
	const read = readDate(text, order);
	if (read.kind === 'day') return read.day;
	if (read.kind === 'ambiguous') {
		const remedy = 'Say above what comes first, the day or the month, or write it like 2026-12-31.';
		wrong(field, text, 'This may be two different days.', remedy);
	} else wrong(field, text, 'This is no date.', 'Write it like 2026-12-31 or 31.12.2026.');
	return undefined;
}

export function createChannelReader(channels: readonly KnownChannel[]) {
	const channelsOf = createChannelFinder(channels);
	const names = channels.map(({ name }) => name);
	return (text: string | undefined, wrong: Wrong): readonly string[] | undefined => {
		if (text === undefined) return undefined;
		const { ids, unknown } = channelsOf(text);
		if (unknown === undefined) return ids.length > 0 ? ids : undefined;
		const [near] = nearNames(unknown, names);
		const remedy = near ? `Did you mean ${near}?` : `Write one or more of: ${names.join(', ')}.`;
		wrong('channels', text, `There is no channel “${unknown}”.`, remedy);
		return undefined;
	};
}
