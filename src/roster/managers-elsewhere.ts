import type { Reader } from '#db/connection.ts';
import { peopleAtOnce, readByNumber } from './company.ts';
import { changeInWords, differences } from './compare.ts';
import type { Surroundings } from './judge.ts';
import type { StagedLine } from './kinds.ts';
import type { Survey } from './survey.ts';

/** Managers whom the file names and who stand in no row of it that can be used: they lead too. */
export async function managersElsewhere(
	db: Reader,
	survey: Survey,
	{ arrangement, places, channelName }: Surroundings,
): Promise<StagedLine[]> {
	const numbers = [...arrangement.managers.keys()].filter((number) => !survey.seen.has(number));
	const staged: StagedLine[] = [];
	for (let next = 0; next < numbers.length; next += peopleAtOnce) {
		const known = await readByNumber(db, numbers.slice(next, next + peopleAtOnce));
		for (const person of known.values()) {
			const team = places.byId(person.teamId);
			if (!team || person.leftAt !== null) continue;
			const leads = arrangement.leads.get(person.number) ?? new Set<string>();
			const change = differences(person, { line: {}, team, leads, isNamed: true }, places);
			if (Object.keys(change).length === 0) continue;
			const { id: employeeId, number, name } = person;
			const says = changeInWords(person, change, {
				places,
				zone: places.zoneOf(team),
				channelName,
			});
			staged.push({ kind: 'changed', row: null, number, name, body: { employeeId, change, says } });
		}
	}
	return staged;
}
