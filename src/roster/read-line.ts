import { nearNames } from '#lib/near.ts';
import { employeeProblem } from '#people/employee-rules.ts';
import { createChannelFinder, type KnownChannel, languageOf, roleOf, shiftOf } from './cells.ts';
import { readDate } from './dates.ts';
import { fieldWords } from './fields.ts';
import type { Choices, RosterField, RosterLine, RosterProblem } from './kinds.ts';
import type { Row } from './read-rows.ts';

export type ReadLine = {
	/** Empty where the row says none that can be used. */
	readonly number: string;
	/** Not there where something is wrong that leaves the row out. */
	readonly line?: RosterLine;
	readonly problems: readonly RosterProblem[];
};

/** Longer than any name or number of ours. */
const longest: { readonly [K in RosterField]?: number } = { email: 254, channels: 400 };

type Wrong = (field: RosterField, value: string, problem: string, remedy: string) => void;

/** Understands rows: each becomes a line, or problems with what to do about them. */
export function createLineReader(
	headings: readonly string[],
	{ columns, dateOrder }: Pick<Choices, 'columns' | 'dateOrder'>,
	channels: readonly KnownChannel[],
): (row: Row) => ReadLine {
	const channelsOf = createChannelFinder(channels);
	const columnOf = (field: RosterField) =>
		headings[columns[field] ?? -1] ?? fieldWords[field].label;

	return ({ row, cells }) => {
		const problems: RosterProblem[] = [];
		const wrong: Wrong = (field, value, problem, remedy) => {
			const shown = value.slice(0, 200);
			problems.push({ row, column: columnOf(field), value: shown, problem, remedy, leftOut: true });
		};
		const said = (field: RosterField): string | undefined => {
			const text = cells[columns[field] ?? -1]?.normalize('NFC') || undefined;
			if (text === undefined || text.length <= (longest[field] ?? 200)) return text;
			wrong(
				field,
				text,
				'This is too long.',
				'Shorten it, or see whether a quotation mark is missing.',
			);
			return undefined;
		};
		refuseMoreCells(cells, headings, (problem, remedy) => {
			problems.push({
				row,
				column: '',
				value: cells.slice(headings.length).join(' ').slice(0, 200),
				problem,
				remedy,
				leftOut: true,
			});
		});
		const number = readNumber(said('number'), wrong);
		const shift = said('shift');
		const line: RosterLine = {
			...{ row, number, name: readName(said, wrong), job: said('job'), team: said('team') },
			...{ site: said('site'), vendor: said('vendor'), email: readEmail(said('email'), wrong) },
			...{ shift: shift && shiftOf(shift), language: readLanguage(said('language'), wrong) },
			...{ start: date('start'), end: date('end'), manager: bareNumber(said('manager')) },
			...{ channels: readChannels(said('channels')), isManager: readRole(said('roles'), wrong) },
		};
		return problems.length > 0 ? { number, problems } : { number, line, problems };

		function date(field: 'start' | 'end') {
			const text = said(field);
			if (text === undefined) return undefined;
			const read = readDate(text, dateOrder);
			if (read.kind === 'day') return read.day;
			if (read.kind === 'ambiguous') {
				wrong(
					field,
					text,
					'This may be two different days.',
					'Say above what comes first, the day or the month, or write it like 2026-12-31.',
				);
			} else wrong(field, text, 'This is no date.', 'Write it like 2026-12-31 or 31.12.2026.');
			return undefined;
		}

		function readChannels(text: string | undefined) {
			if (text === undefined) return undefined;
			const { ids, unknown } = channelsOf(text);
			if (unknown === undefined) return ids.length > 0 ? ids : undefined;
			const names = channels.map(({ name }) => name);
			const [near] = nearNames(unknown, names);
			const remedy = near ? `Did you mean ${near}?` : `Write one or more of: ${names.join(', ')}.`;
			wrong('channels', text, `There is no channel “${unknown}”.`, remedy);
			return undefined;
		}
	};
}

function refuseMoreCells(
	cells: readonly string[],
	headings: readonly string[],
	wrong: (problem: string, remedy: string) => void,
): void {
	if (cells.slice(headings.length).every((cell) => cell === '')) return;
	const problem = `This row has ${cells.length} cells, the headings are ${headings.length}.`;
	wrong(
		problem,
		'Put quotation marks around what contains the separator, or take away what is too much.',
	);
}

/** A number as text: Excel's ="0417" and the apostrophe that keeps zeros are no part of it. */
function bareNumber(text: string | undefined): string | undefined {
	return (
		text
			?.replace(/^="?(.*?)"?$/, '$1')
			.replace(/^'/, '')
			.trim() || undefined
	);
}

function readNumber(text: string | undefined, wrong: Wrong): string {
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

type Said = (field: RosterField) => string | undefined;

/** One name will do: there are people who have only one. */
function readName(said: Said, wrong: Wrong): string | undefined {
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

function readEmail(text: string | undefined, wrong: Wrong): string | undefined {
	const email = text?.replace(/^mailto:/i, '').toLowerCase();
	const problem = employeeProblem({ email })?.['email'];
	if (problem === undefined) return email;
	wrong('email', email ?? '', 'This is no e-mail address.', `${problem} Or leave it empty.`);
	return undefined;
}

function readLanguage(text: string | undefined, wrong: Wrong): string | undefined {
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
function readRole(text: string | undefined, wrong: Wrong): boolean | undefined {
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
