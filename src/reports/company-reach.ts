import { type Counting, readAlikeGround } from '#completions/alike.ts';
import { narrowToPolicies } from '#completions/alike-narrow.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { keepCounts } from './kept-counts.ts';
import { countReach, type Reach } from './reach.ts';

/** The reach of every policy, and the oldest moment that a count is from. */
export type CompanyReach = {
	readonly byPolicy: ReadonlyMap<string, Reach>;
	readonly asOf: number;
};

const kept = keepCounts<Reach>();

/** The reach of every policy; of a large company a minute old at times. */
export async function companyReach(
	db: Counting,
	catalogue: Catalogue,
	at: number,
): Promise<CompanyReach> {
	const ground = await readAlikeGround(db, catalogue, at);
	const published = ground.history.policies.filter(({ versions }) => versions.length > 0);
	const all = published.map(({ id }) => ({
		id,
		ground: narrowToPolicies(ground, [id]),
		count: async () => {
			const reach = await countReach(db, ground, id);
			return { value: reach, people: reach.concerned + reach.exempt };
		},
	}));
	const { byId, asOf } = await kept(db, all, at);
	return { byPolicy: byId, asOf };
}
