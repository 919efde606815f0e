import type { Reader } from '#db/connection.ts';
import { Invalid } from '#lib/errors.ts';
import { momentOnTheWall } from '#lib/service-day.ts';
import { organisationTimeZone } from '#people/organisation.ts';

/** The moment that a leader chose, as the organisation's clocks show it: `2026-12-01T09:00`. */
export async function plannedMoment(db: Reader, wall: string): Promise<number> {
	const moment = momentOnTheWall(wall, await organisationTimeZone(db));
	if (moment === undefined) throw new Invalid({ date: 'Choose the day and the time.' });
	return moment;
}
