import type { NewSite, NewTeam } from '#people/organise.ts';
import { contactPeople } from './cast-contact.ts';
import { logisticsPeople } from './cast-logistics.ts';
import { officePeople } from './cast-office.ts';
import type { CastPerson } from './cast-person.ts';
import { castSites, castTeams } from './cast-places.ts';
import { storePeople } from './cast-stores.ts';

/** Everybody of the demonstration company, which is also the company that the tests know. */
export const castPeople: readonly CastPerson[] = [
	...officePeople,
	...storePeople,
	...contactPeople,
	...logisticsPeople,
];

const byNumber = new Map(castPeople.map((person) => [person.number, person]));

/** Somebody of the cast; it is a mistake in the code if there is no such number. */
export function castPerson(number: string): CastPerson {
	const person = byNumber.get(number);
	if (!person) throw new Error(`Nobody in the cast has the number ${number}.`);
	return person;
}

export type DemonstrationSignIn = Pick<CastPerson, 'number' | 'name' | 'job'> & {
	readonly comesFor: string;
};

/** Everybody in the demonstration signs in with it. It is no secret. */
export const demonstrationPin = '271828';

/** Whom to sign in as, and what for. */
export const demonstrationSignIns: readonly DemonstrationSignIn[] = [
	signIn('4417', 'what she needs to know today: she started this week'),
	signIn('3117', 'the one minute that a changed policy takes'),
	signIn('2108', 'who on the night shift is behind, and a friendly word to them'),
	signIn('3101', 'her store: who is behind on what'),
	signIn('2100', 'the warehouse, the depot and the courier on one page'),
	signIn('7001', 'her eleven people at the call centre, and nobody else'),
	signIn('1001', 'how far a change has come; Ask: who can say the standard, and how sure that is'),
	signIn('1002', 'writing, comparing and publishing a policy'),
	signIn('1003', 'reading and publishing policies too'),
];

/** The team somebody works on. */
export function teamOf({ teamId }: CastPerson): NewTeam {
	return found(castTeams, teamId);
}

/** The ids of a person's team and the teams above it, from the root down. */
export function teamPathOf(person: CastPerson): string {
	const ids: string[] = [];
	for (let id: string | null = person.teamId; id !== null; id = found(castTeams, id).parentId) {
		ids.unshift(id);
	}
	return `/${ids.join('/')}/`;
}

/** The site where a person's team is at home. */
export function siteOf(person: CastPerson): NewSite {
	return found(castSites, teamOf(person).siteId);
}

const day = 24 * 3_600_000;

/** The morning of a person's first day, counted back from the present. */
export function startOf({ startedDaysAgo }: CastPerson, now: number): number {
	const then = now - startedDaysAgo * day;
	return then - (then % day) + 6 * 3_600_000;
}

function signIn(person: string, comesFor: string): DemonstrationSignIn {
	const { number, name, job } = castPerson(person);
	return { number, name, job, comesFor };
}

function found<T extends { readonly id: string }>(list: readonly T[], id: string): T {
	const item = list.find((known) => known.id === id);
	if (!item) throw new Error(`The cast has no place ${id}.`);
	return item;
}
