import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { practiceParameters } from '#db/schema/practice.ts';
import { defaultParameters, type Parameters } from './memory.ts';

/** What the scheduler counts with: the newest parameters that proved better, or those of everybody. */
export async function parametersInUse(db: Reader): Promise<Parameters> {
	const [row] = await db
		.select({ parameters: practiceParameters.parameters })
		.from(practiceParameters)
		.where(eq(practiceParameters.used, true))
		.orderBy(desc(practiceParameters.madeAt))
		.limit(1);
	return row?.parameters ?? defaultParameters;
}

export type Fitting = typeof practiceParameters.$inferSelect;

/** The last time that parameters were fitted, whether they are used or not. */
export async function lastFitting(db: Reader): Promise<Fitting | undefined> {
	const [row] = await db
		.select()
		.from(practiceParameters)
		.orderBy(desc(practiceParameters.madeAt))
		.limit(1);
	return row;
}
