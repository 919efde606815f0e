import { smallestGroup } from './summaries.ts';

type Part = { readonly known: number };

/**
 * Which parts of a whole may show a figure: those of five and more. Where the figure of the whole is
 * shown too, what is hidden must be five people or more, or nobody: else it could be counted back.
 * Then the smallest shown part is hidden as well.
 */
export function shownParts<T extends Part>(whole: Part, parts: readonly T[]): Set<T> {
	const shown = parts
		.filter(({ known }) => known >= smallestGroup)
		.toSorted((a, b) => a.known - b.known);
	if (whole.known < smallestGroup) return new Set(shown);
	const hidden = () => whole.known - shown.reduce((sum, { known }) => sum + known, 0);
	while (shown.length > 0 && hidden() > 0 && hidden() < smallestGroup) shown.shift();
	return new Set(shown);
}
