import { z } from 'astro/zod';

/** A lesson by its id, or everything that another track lists. */
export type ListEntry = string | { readonly track: string };

export const listEntrySchema = z.union([z.string(), z.object({ track: z.string() }).strict()], {
	error: 'Write the id of a lesson, or track: and the id of a track.',
}) satisfies z.ZodType<ListEntry>;

/** Every list by the id of its track. */
export type Lists = ReadonlyMap<string, readonly ListEntry[]>;

/** The lessons of a list, those of the tracks in it in their place, each once. A circle adds nothing twice. */
export function lessonsIn(
	entries: readonly ListEntry[],
	lists: Lists,
	within: readonly string[] = [],
): string[] {
	const lessons = entries.flatMap((entry) => {
		if (typeof entry === 'string') return entry;
		if (within.includes(entry.track)) return [];
		return lessonsIn(lists.get(entry.track) ?? [], lists, [...within, entry.track]);
	});
	return [...new Set(lessons)];
}

/** The tracks one passes on the way back to where one began: `a, b, a`. Undefined if no way leads back. */
export function circleFrom(
	id: string,
	lists: Lists,
	way: readonly string[] = [id],
): readonly string[] | undefined {
	for (const entry of lists.get(way.at(-1) ?? id) ?? []) {
		if (typeof entry === 'string') continue;
		if (entry.track === id) return [...way, id];
		// A circle further on is told of where it begins.
		if (way.includes(entry.track)) continue;
		const circle = circleFrom(id, lists, [...way, entry.track]);
		if (circle) return circle;
	}
	return undefined;
}

/** What to say of a circle, with the names of what lies on it. */
export function circleInWords(names: readonly string[]): string {
	const way = names.map((name) => `“${name}”`).join(' takes in ');
	return `This goes round in a circle: ${way}. Take one of them out.`;
}

/** The first entry that stands twice; undefined if each stands once. */
export function firstTwice(entries: readonly ListEntry[]): number | undefined {
	const keys = entries.map((entry) => JSON.stringify(entry));
	const place = keys.findIndex((key, index) => keys.indexOf(key) < index);
	return place === -1 ? undefined : place;
}
