/** What a sample may be stratified by. */
export const strataKinds = ['channel', 'site', 'vendor', 'team'] as const;
export type StrataKind = (typeof strataKinds)[number];

/** People of an audience who share a site, a channel, a vendor or a team, and who of them may be drawn. */
export type Stratum = {
	readonly id: string;
	readonly name: string;
	readonly population: number;
	readonly away: number;
	readonly askedLately: number;
	/** The ids of those who may be drawn. Their order is kept with the draw, which goes by it. */
	readonly list: readonly string[];
};

/** Ids with brackets: no site, team, vendor or channel has one. */
export const elsewhere = '(elsewhere)';
export const ours = '(ours)';
export const noChannel = '(none)';

/** A stratum in which fewer may be drawn is none of its own. */
export const smallestStratum = 5;

/**
 * The strata of a sample. Those in which fewer than five may be drawn are one together, “elsewhere”,
 * and so are the smallest ones as long as there are more strata than half the sample: each needs two
 * people to say how far they differ. Where “elsewhere” would be small itself, the next small one joins it.
 */
export function mergeSmall(groups: readonly Stratum[], size: number): Stratum[] {
	const bySize = groups.toSorted(
		(a, b) => b.list.length - a.list.length || b.population - a.population || compare(a.id, b.id),
	);
	const enough = bySize.filter(({ list }) => list.length >= smallestStratum).length;
	const room = Math.max(1, Math.floor(size / 2));
	let kept = bySize.length <= room ? enough : Math.min(enough, room - 1);
	if (kept === bySize.length) return bySize;
	while (kept > 0 && countOf(bySize.slice(kept)) < smallestStratum) kept -= 1;
	const rest = bySize.slice(kept);
	return [...bySize.slice(0, kept), ...(rest.length === 1 ? rest : [together(rest)])];
}

function countOf(groups: readonly Stratum[]): number {
	return groups.reduce((sum, { list }) => sum + list.length, 0);
}

function together(groups: readonly Stratum[]): Stratum {
	const sum = (of: (group: Stratum) => number) => groups.reduce((all, group) => all + of(group), 0);
	return {
		id: elsewhere,
		name: 'Elsewhere',
		population: sum(({ population }) => population),
		away: sum(({ away }) => away),
		askedLately: sum(({ askedLately }) => askedLately),
		list: groups.flatMap(({ list }) => list),
	};
}

/** As the database orders ids: by their characters. */
function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
