import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readNudges } from '#notifications/nudge.ts';
import type { Person } from '#people/person.ts';
import { versionsAt } from '#policies/facts.ts';
import { type PolicyReader, readAs, readerOf } from '#policies/reading.ts';
import {
	firstMaterialAfter,
	type PolicyHistory,
	type PolicyVersion,
	versionAt,
	versionNumbered,
} from '#policies/versions.ts';
import { lookAgain } from './look-again.ts';
import { type LessonOverview, type Overview } from './overview.ts';
import { asksForSignatures, readSignatures, unsigned } from './signatures.ts';
import type { Standing } from './states.ts';
import { type Comparison, compareVersions } from './what-changed.ts';

/** A policy that changed since the person learned it. */
export type Change = {
	readonly standing: Standing;
	readonly before: PolicyVersion;
	readonly after: PolicyVersion;
	readonly comparison: Comparison;
};

export type Today = {
	readonly changes: readonly Change[];
	/** Lessons to do, the most pressing first. */
	readonly lessons: readonly LessonOverview[];
	readonly done: readonly LessonOverview[];
	/** Policies that she has learned and is asked to sign. */
	readonly toSign: readonly PolicyVersion[];
	readonly nudges: readonly { readonly policyId: string; readonly sentByName: string }[];
	readonly policiesCurrent: number;
	readonly policies: number;
};

const open = new Set(['overdue', 'expired', 'due', 'in progress']);

/** What a person needs to know today. */
export async function readToday(
	db: Reader,
	around: {
		readonly person: Person;
		readonly overview: Overview;
		readonly catalogue: Catalogue;
		readonly history: PolicyHistory;
		readonly at: number;
	},
): Promise<Today> {
	const { person, overview, history, at } = around;
	const assigned = overview.policies.filter(
		({ standing, exemption }) => standing.state !== 'not due' && !exemption,
	);
	const changes = pendingChanges(overview, history, at, readerOf(person));
	const unsettled = new Set(
		assigned.filter(({ standing }) => standing.state !== 'current').map(({ policyId }) => policyId),
	);
	const nudges = await readNudges(db, person.id, at, person.vendorId);
	const again = await lookAgain(db, person.id, at);
	const asked = asksForSignatures(history, at);
	return {
		changes,
		toSign: asked ? unsigned(overview, history, await readSignatures(db, person.id), at) : [],
		lessons: overview.lessons
			.filter((entry) => isOpen(entry) && !onlyChanged(entry))
			.toSorted((a, b) => (a.dueDay ?? '9').localeCompare(b.dueDay ?? '9')),
		done: overview.lessons.filter(({ completedAt }) => completedAt !== undefined),
		nudges: nudges.filter(({ policyId }) => unsettled.has(policyId) || again.has(policyId)),
		policiesCurrent: assigned.filter(({ standing }) => standing.state === 'current').length,
		policies: assigned.length,
	};
}

/** The policies that a person knows in an older wording, each from what she knew to what holds now. */
export function pendingChanges(
	overview: Overview,
	history: PolicyHistory,
	at: number,
	reader?: PolicyReader,
): Change[] {
	const others = reader ? readAs(versionsAt(history, at), reader) : versionsAt(history, at);
	return overview.policies.flatMap((policy) => {
		const { policyId, standing, knownVersion, exemption } = policy;
		if (knownVersion === undefined || exemption) return [];
		if (standing.state !== 'stale' && standing.state !== 'overdue') return [];
		const thread = history.byId.get(policyId);
		// Overdue it may be for a lesson that was never begun: a typo mended since is no change.
		if (!firstMaterialAfter(thread, knownVersion, at)) return [];
		const before = versionNumbered(thread, knownVersion);
		const after = versionAt(thread, at);
		if (!before || !after) return [];
		return { standing, before, after, comparison: compareVersions(before, after, others, reader) };
	});
}

function isOpen({ state, rewritten }: LessonOverview): boolean {
	return open.has(state) || (state === 'stale' && rewritten);
}

/** A finished lesson whose policy has changed is not done again: only the change is asked. */
function onlyChanged({ completedAt, state, rewritten }: LessonOverview): boolean {
	return completedAt !== undefined && state === 'overdue' && !rewritten;
}
