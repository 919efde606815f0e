import { type KnownChannel, shiftOf } from './cells.ts';
import { fieldWords } from './fields.ts';
import type { Choices, RosterField, RosterLine, RosterProblem } from './kinds.ts';
import type { Row } from './read-rows.ts';
import {
	bareNumber,
	createChannelReader,
	readDay,
	readEmail,
	readLanguage,
	readName,
	readNumber,
	readRole,
	type Wrong,
} from './read-cells.ts';

export type ReadLine = {
	/** Empty where the row says none that can be used. */
	readonly number: string;
	/** Not there where something is wrong that leaves the row out. */
	readonly line?: RosterLine;
	readonly problems: readonly RosterProblem[];
};

/** Longer than any name or number of ours. */
const longest: { readonly [K in RosterField]?: number } = { email: 254, channels: 400 };

/** Understands rows: each becomes a line, or problems with what to do about them. */
export function createLineReader(
	headings: readonly string[],
	{ columns, dateOrder }: Pick<Choices, 'columns' | 'dateOrder'>,
	channels: readonly KnownChannel[],
): (row: Row) => ReadLine {
	const readChannels = createChannelReader(channels);
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
		if (cells.every((cell, at) => cell === (headings[at] ?? ''))) {
			const problem = 'These are the headings once more.';
			wrong(
				'number',
				cells[columns.number ?? 0] ?? '',
				problem,
				'Nothing to do, or take the row away.',
			);
			return { number: '', problems };
		}
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
			...{
				start: readDay('start', said('start'), dateOrder, wrong),
				end: readDay('end', said('end'), dateOrder, wrong),
				manager: bareNumber(said('manager')),
			},
			...{
				channels: readChannels(said('channels'), wrong),
				isManager: readRole(said('roles'), wrong),
			},
		};
		return problems.length > 0 ? { number, problems } : { number, line, problems };
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
