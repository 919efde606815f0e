import { sql } from 'drizzle-orm';
import { oneOf } from '#assignments/audience-condition.ts';
import { signersOf } from '#completions/signatures.ts';
import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPeople } from '#people/person.ts';
import type { PolicyThread } from '#policies/versions.ts';

/** How many of those who have to know a policy have signed it, in a version that still holds. */
export async function countSigned(
	db: Reader,
	catalogue: Catalogue,
	thread: PolicyThread,
	at: number,
): Promise<number> {
	const signers = [...(await signersOf(db, thread, at))];
	// Who signed and has left, or need not know it any more, is not counted.
	const people = await readPeople(db, oneOf(sql`${employees.id}`, signers));
	const standings = await readOverviews(db, catalogue, people, at);
	return standings.filter(({ overview }) =>
		overview.policies.some(
			({ policyId, standing, exemption }) =>
				policyId === thread.id && !exemption && standing.state !== 'not due',
		),
	).length;
}
