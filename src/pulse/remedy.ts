import { sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import type { Database, Reader } from '#db/connection.ts';
import { Invalid } from '#lib/errors.ts';
import { nudgeMany } from '#notifications/nudge-many.ts';
import { restBetween } from '#notifications/nudge.ts';
import { employees } from '#db/schema/people.ts';
import { groupsOf } from './by-group.ts';
import {
	countWhere,
	idsInPart,
	isPart,
	type Part,
	type PeopleAt,
	writePart,
} from './people-in-group.ts';
import { readAsked, requirePulse } from './read-asked.ts';
import { resultOf } from './result.ts';
import type { Pulse } from './pulse-phase.ts';

/** Where the people work whom a word about the policy would reach now: not who had one within a day. */
export async function readReach(db: Reader, pulse: Pulse, at: number): Promise<PeopleAt[]> {
	const lately = sql`not exists (select 1 from nudges where nudges.employee_id = ${employees.id}
		and nudges.policy_id = ${pulse.policyId} and nudges.sent_at > ${at - restBetween})`;
	const timeZones = timeZonesOf(await readAudienceChoices(db));
	return countWhere(db, pulse.audience, { at, timeZones }, lately);
}

export function reachOf(part: Part, where: readonly PeopleAt[]): number {
	return where.reduce((sum, at) => (isPart(part, at) ? sum + at.people : sum), 0);
}

/** Who can be named: everybody, and the groups that the result shows. */
export async function requirePart(db: Reader, pulse: Pulse, part: Part, at: number): Promise<void> {
	if (part === 'all') return;
	const asked = await readAsked(db, pulse);
	const isOpen = resultOf(asked, at).shows === 'figure';
	const shown = isOpen ? groupsOf(asked).flatMap((groups) => groups.shown) : [];
	if (!shown.some(({ kind, key }) => kind === part.kind && key === part.key)) {
		throw new Invalid({ part: 'The result shows no such group. Choose one from the list.' });
	}
}

export type Remedy = {
	readonly pulseId: string;
	readonly part: Part;
	readonly by: string;
	readonly at: number;
};

/**
 * A friendly word about the policy to everybody in a part of the audience, drawn or not: so it says
 * of nobody what she answered. Returns how many were sent it.
 */
export async function sendRemedy(db: Database, { pulseId, part, by, at }: Remedy): Promise<number> {
	const pulse = await requirePulse(db.read, pulseId);
	await requirePart(db.read, pulse, part, at);
	const timeZones = timeZonesOf(await readAudienceChoices(db.read));
	const ids = await idsInPart(db.read, pulse.audience, part, { at, timeZones });
	return db.write(async (tx) => {
		const word = { policyId: pulse.policyId, sentBy: by, sentAt: at, pulseId };
		const sent = await nudgeMany(tx, ids, word);
		if (sent > 0)
			await appendAudit(tx, {
				...{ at, actorId: by, action: 'remedy.sent', objectType: 'pulse', objectId: pulseId },
				payload: { policy: pulse.policyId, to: writePart(part), people: sent },
			});
		return sent;
	});
}
