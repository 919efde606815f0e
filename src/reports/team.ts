import { and, asc, inArray, lte, sql } from 'drizzle-orm';
import type { Overview } from '#completions/overview.ts';
import { type State, states } from '#completions/states.ts';
import { readOverviewsThen } from '#completions/standings-then.ts';
import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import { completions } from '#db/schema/completions.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { peopleLedBy, peopleLedThen } from '#people/scope.ts';

export type TeamFilter = {
	readonly site?: string | undefined;
	readonly shift?: string | undefined;
	readonly state?: State | 'exempt' | undefined;
};

export type TeamMember = {
	readonly person: Person;
	readonly overview: Overview;
	/** How many policies want something of her, by state; the sort of the table. */
	readonly counts: Readonly<Record<State, number>>;
	readonly lastCompletedAt: number | undefined;
};

export type TeamReport = {
	/** Those whom the filter leaves. */
	readonly members: readonly TeamMember[];
	/** Everybody the manager answers for. */
	readonly everybody: readonly TeamMember[];
	readonly sites: readonly { readonly id: string; readonly name: string }[];
	readonly shifts: readonly string[];
};

/** A manager's people by policy, those who need attention first. */
export async function teamReport(
	db: Reader,
	catalogue: Catalogue,
	manager: Person,
	filter: TeamFilter,
	at: number,
): Promise<TeamReport> {
	const people = await peopleLedBy(db, manager);
	return reportOf(db, await readOverviews(db, catalogue, people, at), filter, at);
}

/**
 * The same at the end of a day that is over: whoever was on the team then, and where they stood, as
 * far as rows still say it.
 */
export async function teamReportThen(
	db: Reader,
	catalogue: Catalogue,
	manager: Person,
	filter: TeamFilter,
	at: number,
): Promise<TeamReport> {
	const people = await peopleLedThen(db, manager, at);
	return reportOf(db, await readOverviewsThen(db, catalogue, people, at), filter, at);
}

async function reportOf(
	db: Reader,
	overviews: readonly Pick<TeamMember, 'person' | 'overview'>[],
	filter: TeamFilter,
	at: number,
): Promise<TeamReport> {
	const people = overviews.map(({ person }) => person);
	const last = await lastCompletions(db, people, at);
	const everybody = overviews
		.map(({ person, overview }) => ({
			person,
			overview,
			counts: countStates(overview),
			lastCompletedAt: last.get(person.id),
		}))
		.sort(byNeed);
	const sites = new Map(people.map(({ siteId, siteName }) => [siteId, siteName]));
	return {
		members: everybody.filter((member) => isShown(member, filter)),
		everybody,
		sites: [...sites].map(([id, name]) => ({ id, name })),
		shifts: [...new Set(people.flatMap(({ shift }) => shift ?? []))].sort(),
	};
}

async function lastCompletions(
	db: Reader,
	people: readonly Person[],
	at: number,
): Promise<Map<string, number>> {
	if (people.length === 0) return new Map();
	const rows = await db
		.select({
			employeeId: completions.employeeId,
			at: sql<number>`max(case when ${completions.renewedAt} <= ${at} then ${completions.renewedAt} else ${completions.completedAt} end)`,
		})
		.from(completions)
		.where(
			and(
				inArray(
					completions.employeeId,
					people.map(({ id }) => id),
				),
				lte(completions.completedAt, at),
			),
		)
		.groupBy(completions.employeeId)
		.orderBy(asc(sql`1`));
	return new Map(rows.map((row) => [row.employeeId, row.at]));
}

/** Exempt policies count for nothing: they stand apart. */
export function countStates(overview: Overview): Record<State, number> {
	const counts: Record<State, number> = {
		overdue: 0,
		expired: 0,
		stale: 0,
		due: 0,
		'in progress': 0,
		current: 0,
		'not due': 0,
	};
	for (const { standing, exemption } of overview.policies)
		if (!exemption) counts[standing.state] += 1;
	return counts;
}

function isShown({ person, counts, overview }: TeamMember, filter: TeamFilter): boolean {
	if (filter.site && person.siteId !== filter.site) return false;
	if (filter.shift && person.shift !== filter.shift) return false;
	if (!filter.state) return true;
	if (filter.state === 'exempt') return overview.policies.some(({ exemption }) => exemption);
	return counts[filter.state] > 0;
}

function byNeed(a: TeamMember, b: TeamMember): number {
	for (const state of states) {
		if (state === 'current') break;
		const difference = b.counts[state] - a.counts[state];
		if (difference !== 0) return difference;
	}
	return a.person.name.localeCompare(b.person.name);
}
