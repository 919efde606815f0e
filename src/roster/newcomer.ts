import { sourceLanguage } from '#lib/language.ts';
import { inWords, leadsOf, momentOf, rolesOf, type Wish } from './compare.ts';
import type { Surroundings } from './judge.ts';
import type { RosterLine, ToEnrol } from './kinds.ts';

/** Somebody to enrol as a line says, and what it and her team do not say as was chosen. */
export function newcomer(
	line: RosterLine,
	wish: Wish,
	{ choices, usual, places, newId }: Surroundings,
): { enrol: ToEnrol; lacks?: string } {
	const { team } = wish;
	const usualHere = usual.get(team.id);
	const channels =
		line.channels ?? usualHere ?? (choices.channel === null ? [] : [choices.channel]);
	const enrol: ToEnrol = {
		id: newId(),
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
export function newInWords(enrol: ToEnrol, line: RosterLine, { team }: Wish, around: Surroundings) {
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
