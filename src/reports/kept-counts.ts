import type { AlikeGround, Counting } from '#completions/alike.ts';
import { versionAt } from '#policies/versions.ts';

/** One thing that is counted, like a policy's reach or an assignment's. */
export type Countable<T> = {
	readonly id: string;
	/** All that the count is made under, and nothing else. */
	readonly ground: AlikeGround;
	readonly count: () => Promise<Counted<T>>;
};

export type Counted<T> = { readonly value: T; readonly people: number };

/** The counts by their ids, and the oldest moment that one of them is from. */
export type Counts<T> = { readonly byId: ReadonlyMap<string, T>; readonly asOf: number };

type Kept<T> = { readonly value: T; readonly of: string; readonly at: number };

/** Of more people than this, counting takes longer than a page should. */
const largest = 5000;
/** A count as old as this is made again behind the reader's back; older than that, before her eyes. */
const fresh = 60_000;
const tooOld = 15 * 60_000;
/** Who asks as often as this finds every count young enough. */
export const keptWarm = 10 * 60_000;

/**
 * Remembers the counts of a large company for a while: what somebody finishes shows within a minute
 * or so. What is published or assigned shows at once, because a count belongs to the versions,
 * assignments and lessons that it was made under. A small company is counted each time.
 */
export function keepCounts<T>() {
	const memory = new WeakMap<object, Map<string, Kept<T>>>();
	const refreshing = new WeakSet<object>();

	async function keptOrCounted(db: Counting, one: Countable<T>, at: number): Promise<Kept<T>> {
		const known = memory.get(db.aggregate)?.get(one.id);
		const age = at - (known?.at ?? 0);
		const usable = known && known.of === conditionsOf(one) && age >= 0 && age <= tooOld;
		return usable ? known : count(db, one, at);
	}

	async function count(db: Counting, one: Countable<T>, at: number): Promise<Kept<T>> {
		const { value, people } = await one.count();
		const kept = { value, of: conditionsOf(one), at };
		const all = memory.get(db.aggregate) ?? new Map<string, Kept<T>>();
		memory.set(db.aggregate, all);
		if (people > largest) all.set(one.id, kept);
		else all.delete(one.id);
		return kept;
	}

	async function refresh(db: Counting, all: readonly Countable<T>[], at: number): Promise<void> {
		if (refreshing.has(db.aggregate)) return;
		refreshing.add(db.aggregate);
		try {
			for (const one of all) {
				if (memory.get(db.aggregate)?.has(one.id)) await count(db, one, at);
			}
		} catch {
			// What is kept stays; the next reader asks again.
		} finally {
			refreshing.delete(db.aggregate);
		}
	}

	return async (db: Counting, all: readonly Countable<T>[], at: number): Promise<Counts<T>> => {
		const kept = new Map<string, Kept<T>>();
		// One after another: the thread that counts has one connection.
		for (const one of all) kept.set(one.id, await keptOrCounted(db, one, at));
		const moments = [...kept.values()].map((one) => one.at);
		if (moments.some((moment) => at - moment > fresh)) void refresh(db, all, at);
		return {
			byId: new Map([...kept].map(([id, { value }]) => [id, value])),
			asOf: Math.min(at, ...moments),
		};
	};
}

/** Everything that leadership and authors decide, and that a count was made under. */
function conditionsOf({ ground }: Countable<unknown>): string {
	const { history, assignments, catalogue, revisions, waits, materialDueDays, at } = ground;
	const versions = history.policies.map((thread) => [
		thread.versions.map(({ seq }) => seq),
		versionAt(thread, at)?.number,
	]);
	const lessons = catalogue.lessons.map((lesson) => [
		revisions.get(lesson.id),
		// Another policy's facts may stand in its questions.
		lesson.policies.map((id) => waits(lesson, id)),
	]);
	return JSON.stringify([versions, assignments, lessons, materialDueDays]);
}
