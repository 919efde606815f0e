import { z } from 'astro/zod';
import { addDays, type Day, dateInWords, isDay, serviceDay, startOfDay } from '#lib/service-day.ts';

/**
 * `start`: so many days after the person started here, or after the assignment began if that was
 * later. `change`: the same, and after every material change of what its lessons teach, in place of
 * the organisation's days. `by`: a last day for everybody.
 */
export type DueRule =
	{ readonly days: number; readonly after: 'start' | 'change' } | { readonly by: Day };

const written = /^(?:(\d{1,4}) days? after (start|the change)|by (\d{4}-\d\d-\d\d))$/;

const examples = '7 days after start, 10 days after the change, or by 2026-12-01';

/** "7 days after start", "10 days after the change", "by 2026-12-01", as a track says it. */
export const dueRuleSchema = z
	.string()
	.regex(written, `This is no due rule. Write one like: ${examples}.`)
	.transform(readDueRule)
	.refine((rule) => !('by' in rule) || isDay(rule.by), 'There is no such day. Write another.');

function readDueRule(text: string): DueRule {
	const [, days = '', after, by] = written.exec(text) ?? [];
	if (by !== undefined) return { by };
	return { days: Number.parseInt(days, 10), after: after === 'start' ? 'start' : 'change' };
}

/** `startedAt` is when the person started, or came to it by a move. */
export type Begins = { readonly startedAt: number; readonly assignedAt: number };

/** The last day on which a lesson is in time. */
export function assignmentDueDay(
	rule: DueRule,
	{ startedAt, assignedAt }: Begins,
	timeZone: string,
): Day {
	const first = serviceDay(Math.max(startedAt, assignedAt), timeZone);
	if (!('by' in rule)) return addDays(first, rule.days);
	// Nobody is late on her first day: who comes after the last day has a week.
	return rule.by < first ? addDays(first, daysForLatecomers) : rule.by;
}

/** Days that somebody has who starts here when the last day of an assignment is over. */
export const daysForLatecomers = 7;

/** So many days after a change, for somebody who is meant since a moment. */
export type ChangeTerm = { readonly since: number; readonly days: number };

/** The last day on which a changed policy is in time, so many days after the change. */
export function changeDueDay(effectiveAt: number, timeZone: string, days: number): Day {
	return addDays(serviceDay(effectiveAt, timeZone), days);
}

/** The days that a rule gives after a material change; undefined if it leaves them to the organisation. */
export function daysAfterChange(rule: DueRule): number | undefined {
	return 'by' in rule || rule.after === 'start' ? undefined : rule.days;
}

/** For sorting: how many days whoever comes new to it has. */
export function daysGiven(rule: DueRule): number {
	return 'by' in rule ? daysForLatecomers : rule.days;
}

/** "7 days after the first day here": when it is due, for those who give it. */
export function dueRuleInWords(rule: DueRule): string {
	if ('by' in rule) return `by ${dateInWords(startOfDay(rule.by, 'UTC'), 'UTC')}`;
	const days = rule.days === 1 ? '1 day' : `${rule.days} days`;
	return rule.after === 'start'
		? `${days} after the first day here`
		: `${days} after it is given, and ${days} after every change`;
}
