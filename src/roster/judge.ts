import type { Arrangement } from './arrange.ts';
import { changeInWords, differences, type Wish } from './compare.ts';
import { ended } from './ended.ts';
import { newcomer, newInWords } from './newcomer.ts';
import type { KnownEmployee } from './company.ts';
import { fieldWords } from './fields.ts';
import type { Choices, RosterField, RosterLine, RosterProblem, StagedLine } from './kinds.ts';
import type { Places } from './places.ts';

export type Surroundings = {
	readonly places: Places;
	readonly arrangement: Arrangement;
	readonly choices: Choices;
	readonly headings: readonly string[];
	readonly today: string;
	readonly channelName: (id: string) => string;
	/** The channels that most people of a team have, by the team's id. */
	readonly usual: ReadonlyMap<string, readonly string[]>;
	/** An id for somebody new. */
	readonly newId: () => string;
};

/** What one row comes to. */
export type Verdict = {
	readonly is: 'staged' | 'unchanged' | 'left out' | 'gone';
	readonly staged?: StagedLine;
	readonly problems: readonly RosterProblem[];
	readonly endsLater?: boolean;
};

/** What a line that reads well would do to the person, or what is wrong with it after all. */
export function judge(
	line: RosterLine,
	known: KnownEmployee | undefined,
	around: Surroundings,
): Verdict {
	const { places, arrangement, today } = around;
	const { row, number } = line;
	const wrong = (
		field: RosterField,
		value: string,
		problem: string,
		remedy: string,
	): RosterProblem => {
		const column = around.headings[around.choices.columns[field] ?? -1] ?? fieldWords[field].label;
		return { row, column, value, problem, remedy, leftOut: true };
	};
	if (known && known.anonymisedAt !== null) {
		const problem = wrong(
			'number',
			number,
			'This number was somebody’s whose record is nobody’s now.',
			'Give the person another number.',
		);
		return { is: 'left out', problems: [problem] };
	}
	if (line.end !== undefined && line.end <= today) return ended(line, known, around, wrong);
	const seen = { row, number, name: line.name ?? '', manager: line.manager, wanted: line };
	const { team, problem, note } = arrangement.place(seen, known);
	if (problem)
		return {
			is: 'left out',
			problems: [wrong(problem.field, problem.value, problem.problem, problem.remedy)],
		};
	const notes = note
		? [{ ...wrong('manager', note.value, note.problem, note.remedy), leftOut: false }]
		: [];
	if (!team) return { is: 'left out', problems: notes };
	const wish: Wish = {
		line,
		team,
		leads: arrangement.leads.get(number) ?? new Set(),
		isNamed: arrangement.managers.has(number),
	};
	const endsLater = line.end !== undefined;
	if (!known) {
		const { enrol, lacks } = newcomer(line, wish, around);
		if (lacks)
			return {
				is: 'left out',
				problems: [
					...notes,
					wrong(
						'channels',
						'',
						lacks,
						'Add a column with channels, or choose above what new people work in.',
					),
				],
			};
		const says = newInWords(enrol, line, wish, around);
		return {
			is: 'staged',
			staged: { kind: 'new', row, number, name: enrol.name, body: { enrol, says } },
			problems: notes,
			endsLater,
		};
	}
	const change = differences(known, wish, places);
	const returning = known.leftAt !== null;
	if (Object.keys(change).length === 0 && !returning)
		return { is: 'unchanged', problems: notes, endsLater };
	const says = changeInWords(known, change, {
		places,
		zone: places.zoneOf(team),
		channelName: around.channelName,
	});
	const body = { employeeId: known.id, change, says };
	const staged = {
		kind: returning ? 'returning' : 'changed',
		row,
		number,
		name: change.name ?? known.name,
		body,
	} as const;
	return { is: 'staged', staged, problems: notes, endsLater };
}
