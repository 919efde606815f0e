import { z } from 'astro/zod';
import { audienceSchema } from './audience.ts';
import { dueRuleSchema } from './due.ts';

/** Which lessons an audience takes, in which order, by when, as `content/tracks/*.yaml` says it. */
export const trackSchema = z
	.object({
		id: z.string(),
		title: z.string().min(1),
		audience: audienceSchema.default({}),
		lessons: z.array(z.string()).min(1, 'Name at least one lesson.'),
		due: dueRuleSchema,
	})
	.strict();

export type Track = z.infer<typeof trackSchema>;
