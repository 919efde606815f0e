import type { Today } from '#completions/today.ts';
import { hourOfDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';

/** "Good evening. One minute, then you're set." Whose word somebody waits for is not told that all is done. */
export function greeting(
	today: Today,
	at: number,
	person: Person,
	isAsked: boolean,
	practice = false,
): string {
	const hour = hourOfDay(at, person.timeZone);
	const hello =
		hour < 4 ? 'Hello' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
	const minutes =
		Number(practice) +
		today.changes.length +
		today.toSign.length +
		today.lessons.reduce((sum, { lesson }) => sum + lesson.minutes, 0);
	if (minutes === 0 && isAsked) return `${hello}. Somebody is waiting for your answer.`;
	if (minutes === 0) return `${hello}. You're set. Nothing is waiting for you.`;
	if (minutes === 1) return `${hello}. One minute, then you're set.`;
	if (minutes <= 5) return `${hello}. ${minutes} minutes, then you're set.`;
	return `${hello}. One thing at a time.`;
}
