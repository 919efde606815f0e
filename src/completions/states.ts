import { changeDueDay, type ChangeTerm } from '#assignments/due.ts';
import { addMonths, type Day, serviceDay } from '#lib/service-day.ts';
import {
	firstMaterialAfter,
	type PolicyHistory,
	type PolicyThread,
	versionAt,
} from '#policies/versions.ts';

/** Worst first. A policy's state is the worst of its assigned lessons. */
export const states = [
	'overdue',
	'expired',
	'stale',
	'due',
	'in progress',
	'current',
	'not due',
] as const;
export type State = (typeof states)[number];

/** What is on record of one lesson and one policy for one person. */
export type Known = {
	readonly version: number;
	readonly completedAt: number;
	/** The lesson's revision; null is the first that was ever taught here. */
	readonly revision?: number | null;
};

export type Situation = {
	/** The last day in time, by the person's assignments; undefined if the lesson is not assigned to her. */
	readonly assignedUntil: Day | undefined;
	/** Days that she has after a material change. */
	readonly changeDays: number;
	/** The same of each assignment that asks her; nobody's days begin before she came to it. */
	readonly changeTerms?: readonly ChangeTerm[] | undefined;
	readonly known: Known | undefined;
	/** Since when the lesson is another than the one she did; undefined if it is the same. */
	readonly rewrittenAt?: number | undefined;
	readonly attemptOpen: boolean;
	readonly at: number;
	readonly timeZone: string;
};

export type Standing = {
	readonly state: State;
	/** The last day in time, where there is something to do. */
	readonly dueDay: Day | undefined;
};

/** The state of one lesson for one person, as concerns one of the lesson's policies. */
export function standing(thread: PolicyThread | undefined, situation: Situation): Standing {
	const { assignedUntil, changeDays, known, attemptOpen, rewrittenAt, at, timeZone } = situation;
	const changeTerms = situation.changeTerms ?? [{ since: 0, days: changeDays }];
	if (assignedUntil === undefined) return { state: 'not due', dueDay: undefined };
	const today = serviceDay(at, timeZone);
	if (!known) {
		if (today > assignedUntil) return { state: 'overdue', dueDay: assignedUntil };
		return { state: attemptOpen ? 'in progress' : 'due', dueDay: assignedUntil };
	}
	return knownStanding(thread, known, { rewrittenAt, at, timeZone, today, changeTerms });
}

type Moment = Pick<Situation, 'rewrittenAt' | 'at' | 'timeZone'> & {
	readonly today: Day;
	readonly changeTerms: readonly ChangeTerm[];
};

function knownStanding(
	thread: PolicyThread | undefined,
	known: Known,
	{ rewrittenAt, at, timeZone, today, changeTerms }: Moment,
): Standing {
	const change = firstMaterialAfter(thread, known.version, at);
	const changedAt = [change?.effectiveAt, rewrittenAt].filter((moment) => moment !== undefined);
	const changeDue =
		changedAt.length > 0 ? firstDue(Math.min(...changedAt), changeTerms, timeZone) : undefined;
	if (changeDue !== undefined && today > changeDue) return { state: 'overdue', dueDay: changeDue };
	const months = versionAt(thread, at)?.body.validMonths ?? null;
	const validUntil = months && addMonths(serviceDay(known.completedAt, timeZone), months);
	if (validUntil && today > validUntil) return { state: 'expired', dueDay: validUntil };
	if (changeDue !== undefined) return { state: 'stale', dueDay: changeDue };
	return { state: 'current', dueDay: undefined };
}

/** The earliest day that somebody who asks her has set; whom a change waited for has her days too. */
function firstDue(
	changedAt: number,
	terms: readonly ChangeTerm[],
	timeZone: string,
): Day | undefined {
	const days = terms.map((term) =>
		changeDueDay(Math.max(changedAt, term.since), timeZone, term.days),
	);
	return days.toSorted()[0];
}

/** The worst of several standings; among equals the one that is due first. */
export function worst(standings: readonly Standing[]): Standing {
	return standings.reduce((found, next) => (isWorse(next, found) ? next : found), {
		state: 'not due',
		dueDay: undefined,
	});
}

function isWorse(a: Standing, b: Standing): boolean {
	const order = states.indexOf(a.state) - states.indexOf(b.state);
	return order !== 0 ? order < 0 : (a.dueDay ?? '9999') < (b.dueDay ?? '9999');
}

/** The policies of a lesson that are published: a lesson may be ahead of the database. */
export function publishedPolicies(ids: readonly string[], history: PolicyHistory): string[] {
	return ids.filter((id) => (history.byId.get(id)?.versions.length ?? 0) > 0);
}
