import { setImmediate } from 'node:timers/promises';
import { readAssignments } from '#assignments/assigned.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { readPolicies } from '#policies/versions.ts';
import { waitingAt } from './askable.ts';
import { type Overview, overviewOf } from './overview.ts';
import type { Surroundings } from './given-answer.ts';
import { readRecords } from './records.ts';
import { readRevisions } from './revisions.ts';
import { readToday, type Today } from './today.ts';

/** Where each of some people stands at a moment. */
export async function readOverviews(
	db: Reader,
	catalogue: Catalogue,
	people: readonly Person[],
	at: number,
): Promise<{ person: Person; overview: Overview }[]> {
	const ids = people.map(({ id }) => id);
	const history = await readPolicies(db);
	const sources = {
		catalogue,
		at,
		history,
		waits: waitingAt(history, at),
		assignments: await readAssignments(db),
		records: await readRecords(db, ids, at),
		revisions: await readRevisions(db),
		materialDueDays: (await readSettings(db)).materialDueDays,
	};
	return people.map((person) => ({ person, overview: overviewOf(person, sources) }));
}

/** So many people are looked at in one go. */
const fewAtOnce = 25;

/** The same for a job that is not in a hurry: after a few people requests have their turn. */
export async function* overviewsBitByBit(
	db: Reader,
	catalogue: Catalogue,
	people: readonly Person[],
	at: number,
) {
	for (let next = 0; next < people.length; next += fewAtOnce) {
		yield* await readOverviews(db, catalogue, people.slice(next, next + fewAtOnce), at);
		await setImmediate();
	}
}

export async function readOverview(
	db: Reader,
	catalogue: Catalogue,
	person: Person,
	at: number,
): Promise<Overview> {
	const [read] = await readOverviews(db, catalogue, [person], at);
	return read?.overview ?? { lessons: [], policies: [] };
}

/** What a person needs to know today, where her standing is not at hand yet. */
export async function readMyToday(db: Reader, around: Surroundings): Promise<Today> {
	const overview = await readOverview(db, around.catalogue, around.person, around.at);
	return readToday(db, { ...around, overview });
}
