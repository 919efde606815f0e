import type { Database } from '#db/connection.ts';
import { castPerson } from '#db/seed/cast.ts';
import { policyOwner } from '#db/seed/story.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { growCompany } from './grow-company.ts';
import { alternate, compare, cost, type Measurement, say } from './measurement.ts';

const policyId = 'returns';
const publications = 9;
const large = { people: 100_000, completions: 500_000 } as const;

/** Publishing costs the same for a hundred thousand people as for a hundred and fifty. */
export async function measurePublish(company: Company): Promise<Measurement[]> {
	const { catalogue } = company;
	const grown = copyOf(company, 'publish-large');
	await growCompany(grown, large);
	say(`publish: ${publications} times each, ${large.people} people against the demonstration`);
	return withDatabase(copyOf(company, 'publish-small'), (small) =>
		withDatabase(grown, async (big) => {
			await publish(small, catalogue);
			await publish(big, catalogue);
			const samples = await alternate(
				publications,
				() => publish(big, catalogue),
				() => publish(small, catalogue),
			);
			return [
				cost(
					'publish-100000-people-against-150',
					'ms',
					compare(samples, (ms) => ms),
				),
			];
		}),
	);
}

let written = 0;

/** Writes a draft, then publishes it; the milliseconds of the publication alone. */
export async function publish(db: Database, catalogue: Catalogue): Promise<number> {
	const { revision } = await draftFor(db, policyId);
	const by = castPerson(policyOwner).id;
	const publication = { policyId, revision, reason: 'The bench.', by, at: Date.now() };
	const began = performance.now();
	const outcome = await publishPolicy(db, catalogue, { ...publication, change: 'material' });
	const milliseconds = performance.now() - began;
	if (outcome.kind !== 'published') throw new Error('The bench could not publish.');
	return milliseconds;
}

/** A draft that says something else than what is in force. */
export async function draftFor(db: Database, id: string): Promise<{ readonly revision: number }> {
	const newest = (await readPolicies(db.read)).byId.get(id)?.versions.at(-1);
	if (!newest) throw new Error(`There is no policy ${id}.`);
	const by = castPerson(policyOwner).id;
	const body = { ...newest.body, why: `${newest.body.why} Edition ${(written += 1)}.` };
	const save = { policyId: id, body, baseNumber: newest.number, seenRevision: 0, by };
	return (await saveDraft(db, { ...save, at: Date.now() })).draft;
}
