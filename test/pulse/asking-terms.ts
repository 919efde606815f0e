import { asc, eq } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { pulsePeople } from '#db/schema/pulses.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { askEverybody } from '#pulse/ask-everybody.ts';
import type { AskTerms } from '#pulse/check-ask.ts';
import { cast } from '#test/cast.ts';
import { day } from '#test/small-company.ts';

export const catalogue = readCatalogue(readContentFiles('content'));

/** The standard to sixty of everybody, by site, with names, for three days. */
export function termsAt(at: number, changes: Partial<AskTerms> = {}): AskTerms {
	return {
		...{ questionId: 'standard', policyId: 'standard', audience: {}, strata: 'site' },
		...{ anonymous: false, wish: { number: 60 }, until: at + 3 * day },
		...changes,
	};
}

export type Asking = {
	readonly id?: string;
	readonly at: number;
	readonly seed?: string;
	readonly terms?: Partial<AskTerms>;
};

/** The chief executive asks. */
export async function ask(db: Database, { id = 'one', at, seed = 'ab', terms }: Asking) {
	const asked = { id, terms: termsAt(at, terms), seed, by: cast.chiefExecutive.id, at };
	await askEverybody(db, catalogue, asked);
	return readDrawn(db, id);
}

/** Who was drawn, in order. */
export function readDrawn({ read }: Pick<Database, 'read'>, id: string) {
	return read
		.select()
		.from(pulsePeople)
		.where(eq(pulsePeople.pulseId, id))
		.orderBy(asc(pulsePeople.stratum), asc(pulsePeople.place));
}
