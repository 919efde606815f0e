import { memberOf, readAssignments } from '#assignments/assigned.ts';
import { isInAudience } from '#assignments/audience.ts';
import type { Alike } from '#completions/alike.ts';
import { readRecords } from '#completions/records.ts';
import { signersOf } from '#completions/signatures.ts';
import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies, versionAt } from '#policies/versions.ts';

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
	const thread = (await readPolicies(db)).byId.get(policyId);
	const asked = thread && versionAt(thread, at)?.body.acknowledge;
	const signers = asked ? await signersOf(db, thread, at) : new Set();
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
		return [{ person, lessons, policy, signed: signers.has(person.id), people: 1 }];
	});
}

/** Of those whom each assignment means, who is up to date on all of it, one person after another. */
export async function slowAssignmentReach(
	db: Reader,
	catalogue: Catalogue,
	at: number,
): Promise<ReadonlyMap<string, { people: number; current: number }>> {
	const people = await readOverviews(db, catalogue, await readPeople(db, undefined), at);
	const reach = (await readAssignments(db)).map(({ id, audience, lessons }) => {
		const meant = people.filter(({ person }) => isInAudience(audience, memberOf(person), at));
		const current = meant.filter(({ overview }) =>
			overview.lessons
				.filter(({ lesson }) => lessons.includes(lesson.id))
				.every(({ state }) => state === 'current' || state === 'not due'),
		);
		return [id, { people: meant.length, current: current.length }] as const;
	});
	return new Map(reach);
}
