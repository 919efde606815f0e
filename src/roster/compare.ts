import { languageName } from '#lib/language.ts';
import { type Day, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { EmployeeChange } from '#people/change-employee.ts';
import type { Role } from '#people/roles.ts';
import type { KnownEmployee, KnownTeam } from './company.ts';
import type { FieldChange, RosterLine } from './kinds.ts';
import type { Places } from './places.ts';

/** What a line and its arrangement want of somebody. */
export type Wish = {
	readonly line: Omit<RosterLine, 'row' | 'number'>;
	readonly team: KnownTeam;
	/** Ids of teams she leads by this file. */
	readonly leads: ReadonlySet<string>;
	/** Whether somebody's row names her as manager. */
	readonly isNamed: boolean;
};

/** What is other than it was; an empty cell says nothing, and changes nothing. */
export function differences(known: KnownEmployee, wish: Wish, places: Places): EmployeeChange {
	const { line, team } = wish;
	const zone = places.zoneOf(team);
	const roles = rolesOf(known.roles, wish);
	const leads = leadsOf(known.leads, wish);
	const change: { -readonly [K in keyof EmployeeChange]: EmployeeChange[K] } = {};
	if (line.name !== undefined && line.name !== known.name) change.name = line.name;
	if (line.job !== undefined && line.job !== known.job) change.job = line.job;
	if (team.id !== known.teamId) change.teamId = team.id;
	if (line.language !== undefined && line.language !== known.language)
		change.language = line.language;
	if (line.email !== undefined && line.email !== known.email?.toLowerCase())
		change.email = line.email;
	if (line.start !== undefined && dayOf(known.startedAt, zone) !== line.start) {
		change.startedAt = momentOf(line.start, zone);
	}
	if (line.channels && String(line.channels) !== String(known.channels))
		change.channels = line.channels;
	if (!sameSet(roles, known.roles)) change.roles = roles;
	if (!sameSet(leads, known.leads)) change.leads = leads;
	return change;
}

/** A file makes managers, and no more than that; what else she is, she stays. */
export function rolesOf(now: readonly Role[], { line, isNamed }: Wish): readonly Role[] {
	const others = now.filter((role) => role !== 'manager');
	const said = line.isManager ?? now.includes('manager');
	return said || isNamed ? [...others, 'manager'] : others;
}

/** Who is a manager no longer leads nothing; otherwise teams are only added. */
export function leadsOf(now: readonly string[], { line, leads, isNamed }: Wish): readonly string[] {
	if (line.isManager === false && !isNamed) return [];
	return [...new Set([...now, ...leads])];
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
	return String([...new Set(a)].toSorted()) === String([...new Set(b)].toSorted());
}

const moments = new Map<string, number>();

/** The beginning of a day at a site; a file names the same few days again and again. */
export function momentOf(day: Day, zone: string): number {
	const key = `${day} ${zone}`;
	const moment = moments.get(key) ?? startOfDay(day, zone);
	if (moments.size > 20_000) moments.clear();
	moments.set(key, moment);
	return moment;
}

export function dayOf(at: number, zone: string): Day {
	return serviceDay(at, zone);
}

const labels: Readonly<Record<string, string>> = {
	name: 'Name',
	job: 'Job',
	teamId: 'Team',
	language: 'Language',
	email: 'E-mail',
	startedAt: 'Start date',
	channels: 'Channels',
	roles: 'Roles',
	leads: 'Leads',
};

type Words = {
	readonly places: Places;
	readonly zone: string;
	readonly channelName: (id: string) => string;
};

/** A change in words, field by field: what it was and what it becomes. */
export function changeInWords(
	known: KnownEmployee,
	change: EmployeeChange,
	words: Words,
): FieldChange[] {
	return Object.keys(labels).flatMap((field) => {
		const [was, becomes] = [valueOf(known, field), valueOf(change, field)];
		if (becomes === undefined) return [];
		return [
			{
				field: labels[field] ?? field,
				was: inWords(field, was, words),
				becomes: inWords(field, becomes, words),
			},
		];
	});
}

function valueOf(of: object, field: string): unknown {
	return new Map<string, unknown>(Object.entries(of)).get(field);
}

export function inWords(
	field: string,
	value: unknown,
	{ places, zone, channelName }: Words,
): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) {
		const names = value.map(String).map((each) => {
			if (field === 'channels') return channelName(each);
			return field === 'leads' ? (places.byId(each)?.name ?? each) : each;
		});
		return names.join(', ');
	}
	if (field === 'startedAt') return dayOf(Number(value), zone);
	if (field === 'teamId') return teamInWords(places.byId(String(value)));
	return field === 'language' ? nameOf(String(value)) : String(value);
}

/** A team's name, with its shift where its name does not say it. */
function teamInWords(team: KnownTeam | undefined): string {
	if (!team) return '';
	const said = team.shift === null || team.name.toLowerCase().includes(team.shift.toLowerCase());
	return said ? team.name : `${team.name}, ${team.shift}`;
}

const names = new Map<string, string>();

/** A language's name; there are few of them, and each is slow to find. */
function nameOf(language: string): string {
	const name = names.get(language) ?? languageName(language);
	names.set(language, name);
	return name;
}
