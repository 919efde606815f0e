import { type AlikeGround, type Counting, readAlikeGround } from '#completions/alike.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { versionAt } from '#policies/versions.ts';
import { countReach, type Reach } from './reach.ts';

/** The reach of every policy, and the oldest moment that a count is from. */
export type CompanyReach = {
	readonly byPolicy: ReadonlyMap<string, Reach>;
	readonly asOf: number;
};

type Kept = { readonly reach: Reach; readonly of: string; readonly at: number };

/** Of more people than this, every policy at once takes longer than a page should. */
const largest = 5000;
/** A count as old as this is made again behind the reader's back; older than that, before her eyes. */
const fresh = 60_000;
const tooOld = 15 * 60_000;

const memory = new WeakMap<object, Map<string, Kept>>();
const refreshing = new WeakSet<object>();

/**
 * The reach of every policy. A small company is counted each time. Of a large one the counts are
 * kept for a while: what somebody finishes shows within a minute or so. What is published shows at
 * once, because a count belongs to the versions, assignments and lessons that it was made under.
 */
export async function companyReach(
	db: Counting,
	catalogue: Catalogue,
	at: number,
): Promise<CompanyReach> {
	const ground = await readAlikeGround(db, catalogue, at);
	const kept: Kept[] = [];
	// One after another: the thread that counts has one connection.
	for (const { id, versions } of ground.history.policies) {
		if (versions.length > 0) kept.push(await keptOrCounted(db, ground, id));
	}
	if (kept.some((one) => at - one.at > fresh)) void refresh(db, ground);
	return {
		byPolicy: new Map(kept.map(({ reach }) => [reach.policyId, reach])),
		asOf: Math.min(at, ...kept.map((one) => one.at)),
	};
}

async function keptOrCounted(db: Counting, ground: AlikeGround, id: string): Promise<Kept> {
	const known = memory.get(db.aggregate)?.get(id);
	const age = ground.at - (known?.at ?? 0);
	const usable = known && known.of === conditionsOf(ground, id) && age >= 0 && age <= tooOld;
	return usable ? known : count(db, ground, id);
}

async function count(db: Counting, ground: AlikeGround, id: string): Promise<Kept> {
	const reach = await countReach(db, ground, id);
	const kept = { reach, of: conditionsOf(ground, id), at: ground.at };
	const all = memory.get(db.aggregate) ?? new Map<string, Kept>();
	memory.set(db.aggregate, all);
	if (reach.concerned + reach.exempt > largest) all.set(id, kept);
	else all.delete(id);
	return kept;
}

/** Everything that leadership and authors decide, and that a count was made under. */
function conditionsOf({ history, assignments, revisions, at }: AlikeGround, id: string): string {
	const thread = history.byId.get(id);
	const versions = thread?.versions.map(({ seq }) => seq);
	const inForce = versionAt(thread, at)?.number;
	return JSON.stringify([versions, inForce, assignments, [...revisions]]);
}

async function refresh(db: Counting, ground: AlikeGround): Promise<void> {
	if (refreshing.has(db.aggregate)) return;
	refreshing.add(db.aggregate);
	try {
		for (const { id } of ground.history.policies) {
			if (memory.get(db.aggregate)?.has(id)) await count(db, ground, id);
		}
	} catch {
		// What is kept stays; the next reader asks again.
	} finally {
		refreshing.delete(db.aggregate);
	}
}
