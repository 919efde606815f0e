import { randomUUID } from 'node:crypto';
import { sourceLanguage } from '#lib/language.ts';
import type { Arrangement } from './arrange.ts';
import {
	changeInWords,
	differences,
	inWords,
	leadsOf,
	momentOf,
	rolesOf,
	type Wish,
} from './compare.ts';
import type { KnownEmployee, KnownTeam } from './company.ts';
import { fieldWords } from './fields.ts';
import type {
	Choices,
	CompleteFor,
	RosterField,
	RosterLine,
	RosterProblem,
	StagedLine,
	ToEnrol,
} from './kinds.ts';
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

type Wrong = (field: RosterField, value: string, problem: string, remedy: string) => RosterProblem;

/** Her last day is past: whoever the file is complete for leaves; nobody else does. */
function ended(
	line: RosterLine,
	known: KnownEmployee | undefined,
	around: Surroundings,
	wrong: Wrong,
): Verdict {
	if (!known || known.leftAt !== null) return { is: 'gone', problems: [] };
	const team = around.places.byId(known.teamId);
	if (isInSet(team, around.choices.completeFor)) {
		const body = { employeeId: known.id, why: `Her last day was ${line.end}.` };
		return {
			is: 'staged',
			staged: { kind: 'leaving', row: line.row, number: line.number, name: known.name, body },
			problems: [],
		};
	}
	const remedy =
		'Say above that the file is complete for her site, her vendor or everybody, or let her leave on her page.';
	return {
		is: 'left out',
		problems: [wrong('end', line.end ?? '', 'Her last day is past, and she is here.', remedy)],
	};
}

/** Whether somebody of a team is among those for whom a file is complete. */
export function isInSet(team: KnownTeam | undefined, completeFor: CompleteFor): boolean {
	if (completeFor === 'everybody') return true;
	if (completeFor === 'nobody' || !team) return false;
	const id = completeFor.slice(completeFor.indexOf(':') + 1);
	return completeFor.startsWith('site:') ? team.siteId === id : team.vendorId === id;
}

function newcomer(
	line: RosterLine,
	wish: Wish,
	{ choices, usual, places }: Surroundings,
): { enrol: ToEnrol; lacks?: string } {
	const { team } = wish;
	const usualHere = usual.get(team.id);
	const channels =
		line.channels ?? usualHere ?? (choices.channel === null ? [] : [choices.channel]);
	const enrol: ToEnrol = {
		id: randomUUID(),
		number: line.number,
		name: line.name ?? '',
		job: line.job ?? choices.job,
		teamId: team.id,
		language: line.language ?? sourceLanguage,
		email: line.email ?? null,
		startedAt: line.start === undefined ? null : momentOf(line.start, places.zoneOf(team)),
		channels,
		roles: rolesOf([], wish),
		leads: leadsOf([], wish),
	};
	return channels.length > 0
		? { enrol }
		: { enrol, lacks: 'It is not said in which channel she works, and her team has none yet.' };
}

/** What is said of a new person; what the file did not say is marked as ours. */
function newInWords(enrol: ToEnrol, line: RosterLine, { team }: Wish, around: Surroundings) {
	const { places, channelName, usual } = around;
	const words = { places, zone: places.zoneOf(team), channelName };
	const ours: Readonly<Record<string, string>> = {
		...(line.channels
			? {}
			: { channels: usual.has(team.id) ? ' (as her team)' : ' (as you chose)' }),
		...(line.job === undefined ? { job: ' (as you chose)' } : {}),
	};
	const said = newFields.map((field) => {
		const becomes = inWords(field, enrol[field], words);
		return {
			field: newLabels[field],
			was: '',
			becomes: becomes && `${becomes}${ours[field] ?? ''}`,
		};
	});
	return said.filter(({ becomes }) => becomes !== '');
}

const newFields = [
	...(['job', 'teamId', 'channels', 'language'] as const),
	...(['email', 'startedAt', 'roles', 'leads'] as const),
] as const;

const newLabels = {
	job: 'Job',
	teamId: 'Team',
	channels: 'Channels',
	language: 'Language',
	email: 'E-mail',
	startedAt: 'Start date',
	roles: 'Roles',
	leads: 'Leads',
} as const;
