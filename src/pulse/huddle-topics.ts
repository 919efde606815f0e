import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import type { Database, Reader } from '#db/connection.ts';
import { huddleTopics } from '#db/schema/practice.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { addDays, type Day, isDay } from '#lib/service-day.ts';
import { countWhere, type Part, teamsOf } from './people-in-group.ts';
import { requirePulse } from './read-asked.ts';
import { requirePart } from './remedy.ts';

export type HuddleTopic = typeof huddleTopics.$inferSelect;

/** So far ahead a huddle is planned. */
const daysAhead = 14;

export type NewTopic = {
	/** Made by the form: pressed twice it is one topic. */
	readonly id: string;
	readonly pulseId: string;
	readonly part: Part;
	readonly day: Day;
	readonly idea: string;
	readonly by: string;
	readonly at: number;
	readonly today: Day;
};

/** Puts the policy of a question on the line-up cards of a day, for all teams or those of a group. */
export async function putIntoHuddle(db: Database, topic: NewTopic): Promise<void> {
	const { id, part, day, idea, by, at, today } = topic;
	const last = addDays(today, daysAhead);
	if (!isDay(day) || day < today || day > last) {
		throw new Invalid({ day: `Choose a day from today on, within ${daysAhead} days.` });
	}
	const pulse = await requirePulse(db.read, topic.pulseId);
	await requirePart(db.read, pulse, part, at);
	const timeZones = timeZonesOf(await readAudienceChoices(db.read));
	const where = await countWhere(db.read, {}, { at, timeZones });
	const teamIds = teamsOf(part, where);
	if (teamIds?.length === 0) throw new Invalid({ part: 'Nobody works there any more.' });
	await db.write(async (tx) => {
		const { policyId } = pulse;
		const row = { id, policyId, day, teamIds, idea, putBy: by, putAt: at };
		const added = await tx.insert(huddleTopics).values(row).onConflictDoNothing().returning();
		if (added.length === 0) return;
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'huddle.planned', objectType: 'policy', objectId: policyId },
			payload: { day, teams: teamIds, topic: id },
		});
	});
}

/** Takes a topic back. Done twice it is done once. */
export async function takeOutOfHuddle(
	db: Database,
	{ id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const [topic] = await tx.select().from(huddleTopics).where(eq(huddleTopics.id, id));
		if (!topic) throw new NotFound('This is in no huddle.');
		if (topic.takenBackAt !== null) return;
		await tx.update(huddleTopics).set({ takenBackAt: at }).where(eq(huddleTopics.id, id));
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'huddle.taken back', objectType: 'policy' },
			...{ objectId: topic.policyId, payload: { day: topic.day, topic: id } },
		});
	});
}

/** What is planned of a policy from a day on. */
export async function readTopics(db: Reader, policyId: string, from: Day): Promise<HuddleTopic[]> {
	return db
		.select()
		.from(huddleTopics)
		.where(
			and(
				eq(huddleTopics.policyId, policyId),
				gte(huddleTopics.day, from),
				isNull(huddleTopics.takenBackAt),
			),
		)
		.orderBy(asc(huddleTopics.day), asc(huddleTopics.putAt));
}
