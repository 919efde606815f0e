import { afterQuiet } from '#notifications/when.ts';
import type { Person } from '#people/person.ts';
import type { Settings } from '#people/settings.ts';

/**
 * Whether Today puts the minute forward: in working time only. At a shared tablet somebody is at
 * work, and a night shift works in the hours that are quiet for others. Who opens the minute by
 * herself may always practise.
 */
export function isOffered(
	{ timeZone, shift }: Pick<Person, 'timeZone' | 'shift'>,
	at: number,
	{
		kiosk,
		settings: { quietFrom, quietUntil },
	}: { readonly kiosk: boolean; readonly settings: Pick<Settings, 'quietFrom' | 'quietUntil'> },
): boolean {
	if (kiosk || /night/i.test(shift ?? '')) return true;
	return afterQuiet(at, timeZone, { from: quietFrom, until: quietUntil }) === at;
}
