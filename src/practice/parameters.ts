import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { practiceParameters } from '#db/schema/practice.ts';
import { readSettings } from '#people/settings.ts';
import { defaultParameters, type Parameters } from './memory.ts';

/** How an organisation practises: the scheduler's parameters and the recall that is wished for, from 0 to 1. */
export type Terms = { readonly parameters: Parameters; readonly retention: number };

/** The newest parameters that were fitted to the organisation's own log and found better, or the general ones. */
export async function parametersInUse(db: Reader): Promise<Parameters> {
	const [newest] = await newestUsed(db).execute();
	return newest?.parameters ?? defaultParameters;
}

const newestUsed = prepared((db) =>
	db
		.select({ parameters: practiceParameters.parameters })
		.from(practiceParameters)
		.where(eq(practiceParameters.used, true))
		.orderBy(desc(practiceParameters.madeAt))
		.limit(1)
		.prepare(),
);

export async function readTerms(db: Reader): Promise<Terms> {
	const { desiredRetention } = await readSettings(db);
	return { parameters: await parametersInUse(db), retention: desiredRetention / 100 };
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
