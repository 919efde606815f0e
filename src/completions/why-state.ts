import { daysGiven, type DueRule } from '#assignments/due.ts';
import type { Exemption } from '#assignments/exempt.ts';
import { addMonths, dateInWords, type Day, serviceDay, startOfDay } from '#lib/service-day.ts';
import { serviceDayName } from '#lib/service-day-name.ts';
import { firstMaterialAfter, type PolicyThread, versionAt } from '#policies/versions.ts';
import type { Reason } from './overview.ts';
import type { Known, Standing } from './states.ts';

/** What a state comes from, and how to speak of the person. */
export type WhyOf = {
	readonly standing: Standing;
	readonly reason: Reason | undefined;
	readonly exemption?: Exemption | undefined;
	/** The policy that the standing is about. */
	readonly thread: PolicyThread | undefined;
	/** "you", or a name. */
	readonly who: string;
	readonly startedAt: number;
	readonly at: number;
	readonly timeZone: string;
};

/** One plain sentence that says why a lesson or a policy stands as it does. */
export function whyState(of: WhyOf): string {
	const { standing, reason, exemption } = of;
	if (exemption) {
		const last = serviceDayName(exemption.endsAt - 1, of.timeZone);
		return `Exempt until ${last} because: ${exemption.reason}`;
	}
	if (!reason || standing.state === 'not due') return 'Not asked: nobody has given it.';
	const known = reason.known;
	if (!known) return whyToLearn(of, reason);
	if (standing.state === 'expired') return whyExpired(of, known);
	if (standing.state === 'current') return whyCurrent(of, known);
	return whyChanged(of, known);
}

/** "Due by 3 December 2026: given by ‘Your first week’, 7 days after you started." Or since a move. */
function whyToLearn({ standing, startedAt, who, timeZone }: WhyOf, { given }: Reason): string {
	const { title, due, beginsAt } = given.by;
	const late = standing.state === 'overdue' ? 'It was due' : 'Due';
	const came = `${who} came to this work on ${serviceDayName(given.cameAt, timeZone)}`;
	const began = given.cameAt > startedAt ? came : `${who} started`;
	const since = beginsAt > given.cameAt ? 'it was given' : began;
	return `${late} by ${dayName(given.day, timeZone)}: given by ‘${title}’, ${ruleSince(due, since, given.day)}.`;
}

/** Whoever comes after the last day for everybody has days of her own. */
function ruleSince(due: DueRule, since: string, day: Day): string {
	if ('by' in due && due.by === day) return 'the same day for everybody';
	const days = daysGiven(due);
	return `${days === 1 ? '1 day' : `${days} days`} after ${since}`;
}

/** "Expired: you learned it on 3 November 2025, and it counts 12 months." */
function whyExpired({ thread, who, at, timeZone }: WhyOf, known: Known): string {
	const months = versionAt(thread, at)?.body.validMonths ?? 0;
	const counts = months === 1 ? '1 month' : `${months} months`;
	return `Expired: ${who} learned it on ${dateInWords(known.completedAt, timeZone)}, and it counts ${counts}.`;
}

function whyCurrent({ thread, who, at, timeZone }: WhyOf, known: Known): string {
	const months = versionAt(thread, at)?.body.validMonths ?? null;
	const learned = `Up to date: ${who} learned version ${known.version} on ${dateInWords(known.completedAt, timeZone)}`;
	if (months === null) return `${learned}.`;
	const until = addMonths(serviceDay(known.completedAt, timeZone), months);
	return `${learned}, and it counts until ${dayName(until, timeZone)}.`;
}

/** "Changed on 1 December 2026 since you learned version 2. Due by 8 December 2026." */
function whyChanged({ standing, thread, who, at, timeZone }: WhyOf, known: Known): string {
	const change = firstMaterialAfter(thread, known.version, at);
	const on = change ? ` on ${dateInWords(change.effectiveAt, timeZone)}` : '';
	const due = standing.dueDay ? ` ${dueBy(standing, dayName(standing.dueDay, timeZone))}` : '';
	return `Changed${on} since ${who} learned version ${known.version}.${due}`;
}

function dueBy({ state }: Standing, day: string): string {
	return state === 'overdue' ? `It was due by ${day}.` : `Due by ${day}.`;
}

/** "3 December 2026": a day is named by the moment at which it begins. */
function dayName(day: Day, timeZone: string): string {
	return dateInWords(startOfDay(day, timeZone), timeZone);
}
