/** So few people of a group must have answered before anything is said of the group. */
export const fewestNamed = 5;
/** The same where nobody may be found out. */
export const fewestAnonymous = 10;

/** A group of some dimension: a site, a vendor. */
type Group = { readonly key: string; readonly people: number };

/**
 * The groups of one dimension that may be shown. Whoever knows the figure of the whole can take the
 * shown ones from it: what is hidden must be several groups, and together as many people as one
 * shown group needs. Otherwise the next smallest is hidden too (complementary suppression).
 */
export function groupsShown<T extends Group>(
	groups: readonly T[],
	fewest: number,
): { readonly shown: readonly T[]; readonly hidden: number } {
	const answered = groups.filter(({ people }) => people > 0);
	const bySize = answered.toSorted((a, b) => a.people - b.people || compare(a.key, b.key));
	let hidden = bySize.filter(({ people }) => people < fewest).length;
	while (hidden > 0 && hidden < bySize.length && canBeWorkedOut(bySize.slice(0, hidden), fewest))
		hidden += 1;
	const kept = new Set(bySize.slice(hidden));
	const shown = groups.filter((group) => kept.has(group));
	return { shown, hidden: groups.length - shown.length };
}

function canBeWorkedOut(hidden: readonly Group[], fewest: number): boolean {
	// One group alone is small, or it would not be hidden.
	return hidden.reduce((sum, { people }) => sum + people, 0) < fewest;
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
