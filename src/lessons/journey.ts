import { z } from 'astro/zod';

/** A way of working, and so a way of meeting or missing the customer. */
export const channelsSchema = z.array(
	z.object({ id: z.string(), name: z.string(), who: z.string() }).strict(),
);

/** Where a customer meets us; influence 1 weighs most in whether she buys again. */
export const touchpointsSchema = z.array(
	z
		.object({
			id: z.string(),
			name: z.string(),
			influence: z.number().int().min(1),
			momentOfTruth: z.boolean(),
			meets: z.string(),
		})
		.strict(),
);

/** The one sentence above all policies. */
export const standardSchema = z
	.object({ title: z.string(), statement: z.string(), policy: z.string() })
	.strict();

export type Channel = z.infer<typeof channelsSchema>[number];
export type Touchpoint = z.infer<typeof touchpointsSchema>[number];
export type ServiceStandard = z.infer<typeof standardSchema>;
