import type { LessonOverview, PolicyOverview } from '#completions/overview.ts';
import { whyState } from '#completions/why-state.ts';
import type { Person } from '#people/person.ts';
import type { PolicyHistory } from '#policies/versions.ts';

/** Says why, of one person's lessons and policies at a moment. */
export function whyFor(person: Person, who: string, history: PolicyHistory, at: number) {
	const { startedAt, timeZone } = person;
	const around = { who, startedAt, timeZone, at };
	return {
		lesson: (entry: LessonOverview) =>
			whyState({
				...around,
				standing: entry,
				reason: entry.reason,
				thread: history.byId.get(entry.reason?.policyId ?? ''),
			}),
		policy: ({ policyId, standing, reason, exemption }: PolicyOverview) =>
			whyState({ ...around, standing, reason, exemption, thread: history.byId.get(policyId) }),
	};
}
