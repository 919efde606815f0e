import { dayInWords, momentInWords, serviceDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import type { Pulse } from '#pulse/asked-of.ts';

/** "You can answer until Friday." and, if so, that nobody sees who said what. */
export function untilInWords(
	{ until, anonymous }: Pick<Pulse, 'until' | 'anonymous'>,
	{ timeZone }: Pick<Person, 'timeZone'>,
	at: number,
): string {
	const [day, today] = [serviceDay(until - 1, timeZone), serviceDay(at, timeZone)];
	// Today it may be over within the hour, so it says when.
	const when =
		day === today
			? (momentInWords(until, timeZone).split(', ').at(-1) ?? '')
			: dayInWords(day, today);
	return `You can answer until ${when}.${anonymous ? ' Without your name.' : ''}`;
}
