/**
 * The groups that may be shown: those with enough answers. One that is hidden alone could be worked
 * out from the others and the whole, so then the smallest of the others is hidden with it.
 */
export function groupsShown<T extends { readonly key: string; readonly people: number }>(
	groups: readonly T[],
	fewest: number,
): { readonly shown: readonly T[]; readonly hidden: number } {
	const small = groups.filter(({ people }) => people < fewest);
	const large = groups.filter(({ people }) => people >= fewest);
	const answered = small.filter(({ people }) => people > 0);
	const smallest = large.toSorted((a, b) => a.people - b.people)[0];
	const alone = answered.length === 1 ? smallest : undefined;
	const shown = large.filter((group) => group !== alone);
	return { shown, hidden: groups.length - shown.length };
}
