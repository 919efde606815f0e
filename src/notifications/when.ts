import { Temporal } from 'temporal-polyfill';
import type { News } from './announce.ts';

/** Two times of the day, like 20:00 and 07:00, between which nothing is sent. */
export type Quiet = { readonly from: string; readonly until: string };

const minute = 60_000;

/** What happens together arrives together: so long after the first news a digest is written. */
const gathering = 10 * minute;

const pauses = { required: 60 * minute, digest: 24 * 60 * minute } as const;

const required = new Set<News['kind']>([
	'agreement.asked',
	'approval.asked',
	'approval.given',
	'approval.refused',
	'pulse.asked',
]);

/** Whether somebody else waits for the person: such mail cannot be unsubscribed, and goes out sooner. */
export function isRequired(kind: News['kind']): boolean {
	return required.has(kind);
}

/** The first moment, from now on, at which news may be sent that is news since a moment. */
export function firstMoment(
	kind: News['kind'],
	{ since, now }: { since: number; now: number },
	{ timeZone, quiet }: { timeZone: string; quiet: Quiet },
): number {
	const gathered = isRequired(kind) ? now : Math.max(now, since + gathering);
	return afterQuiet(gathered, timeZone, quiet);
}

/**
 * When a person's waiting news may go out in one mail: not in quiet hours, at most once a day, and
 * at most once an hour where something in it is required of her.
 */
export function sendAt(
	now: number,
	timeZone: string,
	quiet: Quiet,
	{ lastSentAt, kinds }: { lastSentAt: number | null; kinds: readonly News['kind'][] },
): number {
	const pause = kinds.some(isRequired) ? pauses.required : pauses.digest;
	// A mail from the future was sent before somebody set the clock back: it holds up nothing for long.
	const rested = lastSentAt === null ? now : Math.min(lastSentAt, now) + pause;
	return afterQuiet(Math.max(now, rested), timeZone, quiet);
}

/** The moment itself, or the end of the quiet hours that it falls into, by the clock on the wall. */
export function afterQuiet(at: number, timeZone: string, { from, until }: Quiet): number {
	const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
	const time = zoned.toPlainTime().toString({ smallestUnit: 'minute' });
	const overnight = from > until;
	const inside = overnight ? time >= from || time < until : time >= from && time < until;
	if (!inside) return at;
	const day = zoned.toPlainDate().add({ days: overnight && time >= from ? 1 : 0 });
	const end = day.toPlainDateTime(Temporal.PlainTime.from(until));
	const first = end.toZonedDateTime(timeZone).epochMilliseconds;
	// In the hour that an autumn night has twice, the end that is still to come counts.
	if (first > at) return first;
	return end.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
}
