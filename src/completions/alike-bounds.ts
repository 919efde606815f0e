import type { Assignment } from '#assignments/assigned.ts';
import { daysGiven } from '#assignments/due.ts';
import { firstMaterialAfter, type PolicyThread, versionAt } from '#policies/versions.ts';
import type { AlikeGround } from './alike.ts';
import type { Bounds, Validity } from './alike-query.ts';

const day = 24 * 3_600_000;

/** What an audience may look at without making single people of the groups. */
const coarse = new Set(['channels', 'sites', 'teams', 'vendors', 'startedWithin']);

/** How far back single days still make a difference; before, all days are alike. */
export function readBounds(ground: AlikeGround): Bounds {
	const { assignments, history, at } = ground;
	const fine = assignments.some(({ audience }) =>
		Object.keys(audience).some((part) => !coarse.has(part)),
	);
	// Two days more than the longest term: a day begins at another moment in another zone.
	const oldest = at - (2 + Math.max(ground.materialDueDays, ...assignments.flatMap(terms))) * day;
	const validities = history.policies.flatMap((thread) => {
		const months = versionAt(thread, at)?.body.validMonths;
		return months == null ? [] : [[thread.id, validity(months, at)] as const];
	});
	return {
		at,
		fine,
		oldestStart: fine ? 0 : oldest,
		oldestMove: oldest,
		validities: new Map(validities),
		signed: history.policies.flatMap((thread) => {
			if (!versionAt(thread, at)?.body.acknowledge) return [];
			const holding = thread.versions.filter(({ number }) => holds(thread, number, at));
			return [{ policyId: thread.id, versions: holding.map(({ number }) => number) }];
		}),
	};
}

/** A signature under a version holds until a material change. */
function holds(thread: PolicyThread, number: number, at: number): boolean {
	return firstMaterialAfter(thread, number, at) === undefined;
}

/** The numbers of days since a person's start, or a move, that an assignment asks about. */
function terms({ audience, due }: Assignment): number[] {
	return [audience.startedWithin ?? 0, daysGiven(due)];
}

/**
 * Months differ in length: a completion before `expiredBefore` has certainly expired, one after
 * `validAfter` certainly not; what is between is looked at by its own day.
 */
function validity(months: number, at: number): Validity {
	return {
		expiredBefore: at - (Math.ceil(30.44 * months) + 5) * day,
		validAfter: at - Math.max(0, Math.floor(30.43 * months) - 5) * day,
	};
}
