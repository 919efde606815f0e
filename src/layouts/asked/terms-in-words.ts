import { dayInWords, momentInWords, serviceDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import type { Pulse } from '#pulse/asked-of.ts';

/** "until Friday", and "without your name" if so: each stays in one piece. */
export function termsInWords(
	{ until, anonymous }: Pick<Pulse, 'until' | 'anonymous'>,
	{ timeZone }: Pick<Person, 'timeZone'>,
	at: number,
): string[] {
	const [day, today] = [serviceDay(until - 1, timeZone), serviceDay(at, timeZone)];
	// Today it may be over within the hour, so it says when.
	const time = momentInWords(until, timeZone).split(', ').at(-1) ?? '';
	const terms = [`until ${day === today ? time : dayInWords(day, today)}`];
	if (anonymous) terms.push('without your name');
	return terms.map((words) => words.replaceAll(' ', '\u00a0'));
}
