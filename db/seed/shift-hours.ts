import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, serviceDay } from '#lib/service-day.ts';
import { siteOf } from './cast.ts';
import type { CastPerson } from './cast-person.ts';
import type { Random } from './random.ts';

/** Hours of the day at the site, counted on past midnight: a night shift ends at 29.5. */
type Hours = { readonly from: number; readonly to: number };

const officeHours: Hours = { from: 8.5, to: 17 };

/** When a team has two minutes to spare. */
const hoursByTeam: Readonly<Record<string, Hours>> = {
	'store-1': { from: 9.5, to: 18.5 },
	'store-2': { from: 9.5, to: 18.5 },
	'store-3': { from: 9.5, to: 18.5 },
	'store-4': { from: 9.5, to: 18.5 },
	'contact-team': { from: 8, to: 18.5 },
	northline: { from: 8, to: 17.5 },
	'warehouse-day': { from: 6, to: 14 },
	'warehouse-night': { from: 22, to: 27.75 },
	'delivery-depot': { from: 6.5, to: 8 },
	swiftway: { from: 6.75, to: 8.5 },
};

/** A moment in a person's shift so many days after another moment, and always after it. */
export function momentOnShift(
	person: CastPerson,
	{ from, daysLater }: { from: number; daysLater: number },
	random: Random,
): number {
	const at = shiftMoment(person, from, daysLater, random);
	return at > from ? at : shiftMoment(person, from, daysLater + 1, random);
}

/** A moment in the last shift in which `length` milliseconds were left before another moment. */
export function momentOnLastShift(
	person: CastPerson,
	{ before, length }: { before: number; length: number },
	random: Random,
): number {
	for (let daysLater = -1; ; daysLater -= 1) {
		const at = shiftMoment(person, before, daysLater, random);
		if (at + length < before) return at;
	}
}

/** UTC milliseconds of an hour of a day, 26.5 being half past two in the night that follows. */
export function momentAt(day: Day, hour: number, timeZone: string): number {
	const midnight = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
	return midnight.add({ seconds: Math.round(hour * 3600) }).epochMilliseconds;
}

function shiftMoment(person: CastPerson, from: number, daysLater: number, random: Random): number {
	const { timeZone } = siteOf(person);
	const hours = hoursByTeam[person.teamId] ?? officeHours;
	const day = workday(addDays(serviceDay(from, timeZone), daysLater));
	return momentAt(day, hours.from + random.next() * (hours.to - hours.from), timeZone);
}

/** Nobody works on a Sunday. */
function workday(day: Day): Day {
	return Temporal.PlainDate.from(day).dayOfWeek === 7 ? addDays(day, 1) : day;
}
