import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import type { Database } from '#db/connection.ts';
import { Invalid } from '#lib/errors.ts';
import type { Day } from '#lib/service-day.ts';
import { putIntoHuddle } from '#practice/huddle-topics.ts';
import { countWhere, type Part, teamsOf } from './people-in-group.ts';
import { requirePulse } from './read-asked.ts';
import { requirePart } from './remedy.ts';

export type NewTopic = {
	/** Made by the form: pressed twice it is one topic. */
	readonly id: string;
	readonly pulseId: string;
	readonly part: Part;
	readonly day: string;
	readonly idea: string;
	readonly by: string;
	readonly at: number;
	readonly today: Day;
};

/** Puts the policy of a question on the line-up cards of a day, for all teams or those of a group. */
export async function putResultIntoHuddle(db: Database, topic: NewTopic): Promise<void> {
	const { pulseId, part, at, ...rest } = topic;
	const pulse = await requirePulse(db.read, pulseId);
	await requirePart(db.read, pulse, part, at);
	const timeZones = timeZonesOf(await readAudienceChoices(db.read));
	const teamIds = teamsOf(part, await countWhere(db.read, {}, { at, timeZones }));
	if (teamIds?.length === 0) throw new Invalid({ part: 'Nobody works there any more.' });
	await putIntoHuddle(db, { ...rest, at, policyId: pulse.policyId, teamIds: teamIds ?? [] });
}
