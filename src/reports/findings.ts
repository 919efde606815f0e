import type { PolicyHistory } from '#policies/versions.ts';
import type { TeamMember } from './team.ts';

/** The policy that most people of a team are behind on, and who they are. */
export type Finding = {
	readonly policyId: string;
	readonly title: string;
	readonly overdue: readonly TeamMember[];
	readonly behind: readonly TeamMember[];
};

/** What a manager should hear first: overdue counts before changed. Undefined if nobody is behind. */
export function weakestPolicy(
	members: readonly TeamMember[],
	history: PolicyHistory,
): Finding | undefined {
	const findings = history.policies.map((thread) => {
		const inState = (...wanted: readonly string[]) =>
			members.filter(({ overview }) =>
				overview.policies.some(
					({ policyId, standing, exemption }) =>
						policyId === thread.id && !exemption && wanted.includes(standing.state),
				),
			);
		return {
			policyId: thread.id,
			title: thread.versions.at(-1)?.body.title ?? thread.id,
			overdue: inState('overdue', 'expired'),
			behind: inState('overdue', 'expired', 'stale'),
		};
	});
	const [worst] = findings.sort(
		(a, b) => b.overdue.length - a.overdue.length || b.behind.length - a.behind.length,
	);
	return worst && worst.behind.length > 0 ? worst : undefined;
}

const numbers = [
	'No',
	'One',
	'Two',
	'Three',
	'Four',
	'Five',
	'Six',
	'Seven',
	'Eight',
	'Nine',
	'Ten',
];

/** "Four people", "One person", "31 people". */
export function people(count: number): string {
	return `${numbers[count] ?? count} ${count === 1 ? 'person' : 'people'}`;
}
