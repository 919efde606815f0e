import { dateInWords, serviceDay, startOfDay } from './service-day.ts';

/** "3 November 2026": the day that a moment belongs to, which goes on until 04:00. */
export function serviceDayName(at: number, timeZone: string): string {
	return dateInWords(startOfDay(serviceDay(at, timeZone), timeZone), timeZone);
}
