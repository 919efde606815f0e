import type { Alike } from '#completions/alike.ts';
import { readRecords } from '#completions/records.ts';
import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPeople } from '#people/person.ts';

/** The plain way: everybody's own overview, one after another, each a group of one. */
export async function slowAlike(
	db: Reader,
	catalogue: Catalogue,
	policyId: string,
	at: number,
): Promise<Alike[]> {
	const people = await readPeople(db, undefined);
	const overviews = await readOverviews(db, catalogue, people, at);
	const ids = people.map(({ id }) => id);
	const records = await readRecords(db, ids, at);
	return overviews.flatMap(({ person, overview }) => {
		const policy = overview.policies.find((entry) => entry.policyId === policyId);
		if (!policy) return [];
		const lessons = overview.lessons
			.filter(({ lesson }) => lesson.policies.includes(policyId))
			.map((entry) => ({
				...entry,
				// Of a lesson on several policies, what she knows of this one.
				completedAt: records.known(person.id, entry.lesson.id, policyId)?.completedAt,
			}));
		return [{ person, lessons, policy, people: 1 }];
	});
}
