import type { State } from '#completions/states.ts';
import { type Day, daysBetween } from '#lib/service-day.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import type { HuddleTopic } from '#practice/huddle-topics.ts';
import type { TeamMemory } from './team-memory.ts';

/** How many of a team a policy is asked of, and how many of them have it still before them. */
export type Behind = { readonly policyId: string; readonly of: number; readonly behind: number };

/** Why a policy is on the card. Nothing here is about one person. */
export type Why =
	| { readonly kind: 'asked for' }
	| { readonly kind: 'forgotten'; readonly days: number }
	| { readonly kind: 'changed'; readonly at: number; readonly of: number; readonly taken: number }
	| { readonly kind: 'behind'; readonly of: number; readonly behind: number }
	| { readonly kind: 'turn' };

export type Subject = {
	readonly policyId: string;
	readonly why: Why;
	/** What to stress; empty where nothing was said. */
	readonly idea: string;
	/** Policies that leadership put on the same day. */
	readonly others: readonly string[];
};

export type Situation = {
	readonly history: PolicyHistory;
	/** Of the team and the day, the newest first. */
	readonly topics: readonly HuddleTopic[];
	readonly memory: readonly TeamMemory[];
	/** In the order of the standard. */
	readonly behind: readonly Behind[];
	readonly day: Day;
	readonly at: number;
};

/** A mean of fewer would be about persons. */
export const fewest = 5;

const dayMs = 86_400_000;
const freshDays = 14;

/** States in which a policy is still before somebody. */
export const openStates: ReadonlySet<State> = new Set([
	...(['overdue', 'expired', 'stale', 'due', 'in progress'] as const),
]);

/** What a team talks about on a day; undefined where no policy is in force. */
export function chooseSubject(situation: Situation): Subject | undefined {
	const { topics } = situation;
	const inForce = situation.history.policies
		.filter((thread) => versionAt(thread, situation.at))
		.map(({ id }) => id);
	const [first, ...rest] = topics.filter(({ policyId }) => inForce.includes(policyId));
	if (first) {
		const { policyId, idea } = first;
		const others = new Set(rest.map((topic) => topic.policyId));
		others.delete(policyId);
		return { policyId, idea, why: { kind: 'asked for' }, others: [...others] };
	}
	// What most of them have never heard comes before what they have half forgotten.
	const change = changed(situation);
	const chosen =
		(change && isNews(change) ? change : undefined) ??
		forgotten(situation, inForce) ??
		change ??
		behind(situation) ??
		turn(situation, inForce);
	return chosen && { ...chosen, idea: '', others: [] };
}

type Chosen = Pick<Subject, 'policyId' | 'why'>;

/** Fewer than half of them have taken the change in. */
function isNews({ why }: Chosen): boolean {
	return why.kind === 'changed' && 2 * why.taken < why.of;
}

function forgotten({ memory, at }: Situation, inForce: readonly string[]): Chosen | undefined {
	const [weakest] = memory
		.filter(({ people, policyId }) => people >= fewest && inForce.includes(policyId))
		.toSorted((a, b) => a.recall - b.recall || a.policyId.localeCompare(b.policyId));
	if (!weakest) return undefined;
	const days = Math.max(0, Math.floor((at - weakest.reviewedAt) / dayMs));
	return { policyId: weakest.policyId, why: { kind: 'forgotten', days } };
}

/** The change that most of the team have still to take in. */
function changed({ history, behind: open, at }: Situation): Chosen | undefined {
	const [most] = open
		.flatMap(({ policyId, of, behind: left }) => {
			const version = history.byId
				.get(policyId)
				?.versions.findLast(
					({ change, number, effectiveAt }) =>
						change === 'material' && number > 1 && effectiveAt <= at,
				);
			const isFresh = version && at - version.effectiveAt < freshDays * dayMs;
			return isFresh && left > 0 ? [{ policyId, of, left, at: version.effectiveAt }] : [];
		})
		.toSorted((a, b) => b.left - a.left || b.at - a.at);
	if (!most) return undefined;
	const { policyId, of, left, at: since } = most;
	return { policyId, why: { kind: 'changed', at: since, of, taken: of - left } };
}

function behind({ behind: open }: Situation): Chosen | undefined {
	const [most] = open.filter((each) => each.behind > 0).toSorted((a, b) => b.behind - a.behind);
	if (!most) return undefined;
	const { policyId, of, behind: count } = most;
	return { policyId, why: { kind: 'behind', of, behind: count } };
}

/** Day by day the next one, in the order of the standard. */
function turn({ day }: Situation, inForce: readonly string[]): Chosen | undefined {
	const policyId = inForce[daysBetween('2024-01-01', day) % Math.max(1, inForce.length)];
	return policyId === undefined ? undefined : { policyId, why: { kind: 'turn' } };
}
