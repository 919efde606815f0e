import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { huddleTopics } from '#db/schema/huddles.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { addDays, type Day, isDay } from '#lib/service-day.ts';
import { requirePolicy } from '#policies/versions.ts';

/** A policy that leadership wants on line-up cards on a day. */
export type HuddleTopic = typeof huddleTopics.$inferSelect;

export type NewTopic = {
	/** Made by the page: the same form sent twice puts it there once. */
	readonly id: string;
	readonly policyId: string;
	readonly day: string;
	/** With all the teams below them; none is every team. */
	readonly teamIds: readonly string[];
	readonly idea: string;
	readonly by: string;
	readonly at: number;
	/** Where the leader is: the first day that can be chosen. */
	readonly today: Day;
};

const longestIdea = 120;
const furthest = 60;

/** Puts a policy on the line-up cards of a day. */
export async function putIntoHuddle(db: Database, topic: NewTopic): Promise<void> {
	const { id, policyId, day, by, at } = topic;
	const idea = checkedIdea(topic);
	await requirePolicy(db.read, policyId);
	const teamIds = topic.teamIds.length > 0 ? [...new Set(topic.teamIds)] : null;
	await db.write(async (tx) => {
		const row = { id, policyId, day, teamIds, idea, putBy: by, putAt: at, takenBackAt: null };
		const added = await tx.insert(huddleTopics).values(row).onConflictDoNothing().returning();
		if (added.length === 0) return;
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'huddle.asked for', objectType: 'policy', objectId: policyId },
			payload: { day, teams: teamIds ?? 'all', idea },
		});
	});
}

function checkedIdea({ day, today, idea }: NewTopic): string {
	if (!isDay(day)) throw new Invalid({ day: 'Choose a day.' });
	if (day < today) throw new Invalid({ day: 'This day is over. Choose today or a day to come.' });
	if (day > addDays(today, furthest)) {
		throw new Invalid({ day: `Choose a day within the next ${furthest} days.` });
	}
	const words = idea.replace(/\s+/g, ' ').trim();
	if (words.length <= longestIdea) return words;
	throw new Invalid({ idea: `Shorten it to ${longestIdea} characters: a few words to stress.` });
}

/** Takes a policy off the cards again; what is off already stays so. */
export async function takeBackTopic(
	db: Database,
	{ id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<string> {
	return db.write(async (tx) => {
		const [topic] = await tx.select().from(huddleTopics).where(eq(huddleTopics.id, id));
		if (!topic) throw new NotFound('There is no such topic.');
		const { policyId, day, takenBackAt } = topic;
		if (takenBackAt !== null) return policyId;
		await tx.update(huddleTopics).set({ takenBackAt: at }).where(eq(huddleTopics.id, id));
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'huddle.taken back', objectType: 'policy', objectId: policyId },
			payload: { day },
		});
		return policyId;
	});
}

/** What is asked for on a day and later, the newest first. */
export async function readTopics(db: Reader, from: Day, policyId?: string): Promise<HuddleTopic[]> {
	const about = policyId === undefined ? undefined : eq(huddleTopics.policyId, policyId);
	return db
		.select()
		.from(huddleTopics)
		.where(and(gte(huddleTopics.day, from), isNull(huddleTopics.takenBackAt), about))
		.orderBy(desc(huddleTopics.putAt), desc(huddleTopics.id));
}

/** Those that a team's card has on a day. */
export function topicsOf(
	topics: readonly HuddleTopic[],
	team: { readonly path: string },
	day: Day,
): HuddleTopic[] {
	const above = new Set(team.path.split('/'));
	return topics.filter(
		(topic) => topic.day === day && (topic.teamIds?.some((id) => above.has(id)) ?? true),
	);
}
