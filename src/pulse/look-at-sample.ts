import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import type { Database } from '#db/connection.ts';
import { type Catalogue, channelName } from '#lessons/catalogue.ts';
import { readSettings } from '#people/settings.ts';
import type { AskTerms } from './check-ask.ts';
import { readStrata } from './eligible.ts';
import { planSample, type SamplePlan } from './plan-sample.ts';
import { noChannel } from './strata.ts';

export type SampleTerms = Pick<AskTerms, 'audience' | 'policyId' | 'strata' | 'wish'>;
export type SampleSource = {
	readonly db: Pick<Database, 'read' | 'aggregate'>;
	readonly catalogue: Pick<Catalogue, 'channels'>;
};

/** Whom a question would reach now, by stratum; nobody is drawn. */
export async function lookAtSample(
	{ db, catalogue }: SampleSource,
	{ audience, policyId, strata, wish }: SampleTerms,
	at: number,
): Promise<SamplePlan> {
	const { askedAgainDays } = await readSettings(db.read);
	const timeZones = timeZonesOf(await readAudienceChoices(db.read));
	const circle = { audience, policyId, strata, askedAgainDays };
	const groups = await readStrata(db, circle, { at, timeZones });
	const nameOf = (id: string) => (id === noChannel ? 'No channel' : channelName(catalogue, id));
	const named =
		strata === 'channel' ? groups.map((group) => ({ ...group, name: nameOf(group.id) })) : groups;
	return planSample(named, wish);
}
