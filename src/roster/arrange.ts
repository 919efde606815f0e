import type { Reader } from '#db/connection.ts';
import { type KnownEmployee, type KnownTeam, readByNumber } from './company.ts';
import type { RosterProblem } from './kinds.ts';
import { findCircles, type ManagerProblem } from './managers.ts';
import type { Found } from './place-rules.ts';
import type { Places } from './places.ts';
import type { Seen, Survey } from './survey.ts';
import { settle } from './settle.ts';
import { leadsFrom, type Named } from './leads.ts';

/** Where a row's person works, or what is wrong with what it says about that. */
export type Placed = {
	readonly team?: KnownTeam | undefined;
	readonly problem?: { readonly field: 'team' | 'manager' } & ManagerProblem;
	/** Wrong, and yet the row can be used. */
	readonly note?: Pick<RosterProblem, 'value' | 'problem' | 'remedy'>;
};

/** Who works where and who leads what, as the whole file and the company say together. */
export type Arrangement = {
	place(seen: Seen, known: KnownEmployee | undefined): Placed;
	/** By number: the teams that somebody leads by this file, besides those she leads already. */
	readonly leads: ReadonlyMap<string, ReadonlySet<string>>;
	/** The numbers that somebody's row names as manager, and those who have them. */
	readonly managers: ReadonlyMap<string, KnownEmployee | undefined>;
};

export async function arrange(db: Reader, places: Places, survey: Survey): Promise<Arrangement> {
	const { seen } = survey;
	const circles = await findCircles(seen);
	const numbers = new Set([...seen.values()].flatMap(({ manager }) => manager ?? []));
	const known = await readByNumber(db, [...numbers]);
	const teamsOfManagers = new Map<string, KnownTeam>();

	const here = (number: string) => {
		const person = known.get(number);
		return person?.leftAt === null ? person : undefined;
	};
	const isThere = (number: string) =>
		here(number) !== undefined || (seen.has(number) && !circles.has(number));

	function place(person: Seen, now: KnownEmployee | undefined): Placed {
		const circle = circles.get(person.number);
		if (circle) return { problem: { field: 'manager', ...circle } };
		// Who comes back works where she worked, if nobody says otherwise.
		const present = now && places.byId(now.teamId);
		const { manager, wanted } = person;
		const missing = manager !== undefined && !isThere(manager) ? missingManager(manager) : {};
		if (manager === undefined || missing.note || wanted.team !== undefined) {
			return { ...settle(places.find(wanted), person, present, missing.note), ...missing };
		}
		return settle(teamUnder(manager, person, now, present), person, present);
	}

	/** The people of one manager are a team below the manager's own. */
	function teamUnder(
		manager: string,
		person: Seen,
		now: KnownEmployee | undefined,
		present: KnownTeam | undefined,
	): Found {
		const lead = here(manager);
		const { wanted } = person;
		if (lead && now && present && places.fits(present, wanted)) {
			if (places.nearestLeads(present, now.id).includes(lead.id))
				return { kind: 'team', team: present };
		}
		const led = (lead?.leads ?? []).flatMap((id) => places.byId(id) ?? []);
		const there = led.filter((team) => places.fits(team, wanted));
		if (there.length > 1) return { kind: 'several', teams: there };
		if (there[0]) return { kind: 'team', team: there[0] };
		const key = JSON.stringify([manager, wanted.site, wanted.vendor, wanted.shift]);
		const name = seen.get(manager)?.name ?? lead?.name ?? manager;
		const team =
			teamsOfManagers.get(key) ?? places.addBelow(`Team ${name}`, wanted, ownTeam(manager));
		teamsOfManagers.set(key, team);
		return { kind: 'team', team };
	}

	/** Where a manager herself works: her team's people are below it. */
	function ownTeam(manager: string): KnownTeam | undefined {
		const own = seen.get(manager);
		const now = here(manager);
		const placed = own && place(own, now).team;
		return placed ?? (now && places.byId(now.teamId)) ?? places.root();
	}

	function missingManager(manager: string): Pick<Placed, 'note'> {
		const inFile = survey.numbers.has(manager);
		const problem = inFile
			? `The row of her manager, ${manager}, cannot be used.`
			: `Nobody who works here has the number ${manager}.`;
		const remedy = inFile
			? 'Mend that row.'
			: 'Correct the manager’s number, or add that person to the file.';
		return { note: { value: manager, problem, remedy } };
	}

	const named: Named[] = [];
	for (const some of batches([...seen.values()].filter(({ manager }) => manager !== undefined))) {
		const asked = some
			.filter(({ wanted }) => wanted.team === undefined)
			.map(({ number }) => number);
		const now = await readByNumber(db, asked);
		for (const person of some) {
			const { team, problem } = place(person, now.get(person.number));
			if (!team || problem || !person.manager || !isThere(person.manager)) continue;
			named.push({ team, number: person.number, manager: person.manager });
		}
		await new Promise(setImmediate);
	}
	const managers = new Map(named.map(({ manager }) => [manager, here(manager)] as const));
	return { place, leads: await leadsFrom(named, managers, places), managers };
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
	for (let next = 0; next < all.length; next += 500) yield all.slice(next, next + 500);
}
