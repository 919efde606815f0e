import { z } from 'astro/zod';
import { addDays, type Day, serviceDay } from '#lib/service-day.ts';

/** So many days after the person started here, or after the assignment began if that was later. */
export type DueRule = { readonly days: number; readonly after: 'start' };

/** A material change is due after so many days. */
export const changeDueDays = 7;

/** "7 days after start", as a track says it. */
export const dueRuleSchema = z
	.string()
	.regex(/^\d+ days? after start$/, 'Write when it is due, like: 7 days after start.')
	.transform((text): DueRule => ({ days: Number.parseInt(text, 10), after: 'start' }));

/** The last day on which a lesson is in time. */
export function assignmentDueDay(
	rule: DueRule,
	begins: { readonly startedAt: number; readonly assignedAt: number },
	timeZone: string,
): Day {
	return addDays(serviceDay(Math.max(begins.startedAt, begins.assignedAt), timeZone), rule.days);
}

/** The last day on which a changed policy is in time. */
export function changeDueDay(effectiveAt: number, timeZone: string): Day {
	return addDays(serviceDay(effectiveAt, timeZone), changeDueDays);
}
