import { z } from 'astro/zod';
import { audienceSchema } from './audience.ts';
import { dueRuleSchema } from './due.ts';
import { lessonsIn, type ListEntry, listEntrySchema } from './lesson-list.ts';

/** Which lessons an audience takes, in which order, by when, as `content/tracks/*.yaml` says it. */
export const trackSchema = z
	.object({
		id: z.string(),
		title: z.string().min(1),
		audience: audienceSchema.default({}),
		lessons: z.array(listEntrySchema).min(1, 'This track is empty. Name at least one lesson.'),
		due: dueRuleSchema,
	})
	.strict();

type WrittenTrack = z.infer<typeof trackSchema>;

export type Track = Omit<WrittenTrack, 'lessons'> & {
	/** The list as it is written; a track may stand in it. */
	readonly list: readonly ListEntry[];
	/** The lessons that come of it, each once. */
	readonly lessons: readonly string[];
};

/** Tracks with the lessons of those that they take in. */
export function withTheirLessons<T extends WrittenTrack>(
	written: readonly T[],
): (Omit<T, 'lessons'> & Pick<Track, 'list' | 'lessons'>)[] {
	const lists = new Map(written.map(({ id, lessons }) => [id, lessons]));
	return written.map((track) => ({
		...track,
		list: track.lessons,
		lessons: lessonsIn(track.lessons, lists, [track.id]),
	}));
}
