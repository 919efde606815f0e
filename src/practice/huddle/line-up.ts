import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type Day, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import { readTopics, topicsOf } from '#practice/huddle-topics.ts';
import { type Card, makeCard } from './card.ts';
import { type Behind, chooseSubject, openStates, type Subject } from './choose-subject.ts';
import { type Held, readHeld } from './held.ts';
import type { LedTeam } from './team.ts';
import { readTeamMemory } from './team-memory.ts';

/** A team's line-up of a day. */
export type LineUp = {
	readonly subject: Subject;
	readonly card: Card;
	/** Who held it, if somebody did. */
	readonly held: Held | undefined;
};

export type Asked = {
	readonly team: LedTeam;
	readonly day: Day;
	/** Whose card it is: she reads it aloud in her language. */
	readonly manager: Person;
	readonly at: number;
};

/** The card of a team for a day: what is on it, why, and in which words; undefined while no policy is in force. */
export async function readLineUp(
	db: Reader,
	catalogue: Catalogue,
	{ team, day, manager, at: now }: Asked,
): Promise<LineUp | undefined> {
	// Tomorrow's card says what holds tomorrow.
	const at = Math.max(now, startOfDay(day, team.timeZone));
	const history = await readPolicies(db);
	const held = await readHeld(db, team.id, day);
	const chosen = chooseSubject({
		...{ history, day, at },
		topics: topicsOf(await readTopics(db, day), team, day),
		memory: await readTeamMemory(db, history, idsOf(team), at),
		behind: await readBehind(db, catalogue, history, team, at),
	});
	const subject = held && held.policyId !== chosen?.policyId ? about(held.policyId) : chosen;
	if (!subject) return undefined;
	const card = makeCard({ catalogue, history, at, team, manager }, subject.policyId);
	return card && { subject, card, held };
}

/** What was talked about stays on the card for the rest of the day, whatever has happened since. */
function about(policyId: string): Subject {
	return { policyId, why: { kind: 'turn' }, idea: '', others: [] };
}

function idsOf({ people }: LedTeam): string[] {
	return people.map(({ id }) => id);
}

async function readBehind(
	db: Reader,
	catalogue: Catalogue,
	history: PolicyHistory,
	{ people }: LedTeam,
	at: number,
): Promise<Behind[]> {
	const overviews = await readOverviews(db, catalogue, people, at);
	return history.policies.map(({ id: policyId }) => {
		const asked = overviews.flatMap(({ overview }) =>
			overview.policies.filter(
				(each) =>
					each.policyId === policyId && !each.exemption && each.standing.state !== 'not due',
			),
		);
		const open = asked.filter(({ standing }) => openStates.has(standing.state));
		return { policyId, of: asked.length, behind: open.length };
	});
}

/** The day that it is where a team works. */
export function todayOf({ timeZone }: LedTeam, at: number): Day {
	return serviceDay(at, timeZone);
}
