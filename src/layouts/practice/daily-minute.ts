import type { Overview } from '#completions/overview.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import { readSettings } from '#people/settings.ts';
import { type Practised, readPractised } from '#practice/minute-done.ts';
import { isOffered } from '#practice/offered.ts';
import { type Minute, readMinute } from '#practice/read-minute.ts';
import { isBeingAsked } from '#pulse/being-asked.ts';
import { database } from '../../installation.ts';
import { foldMine } from './fold-mine.ts';

/** The daily minute as Today shows it. */
export type DailyMinute = Minute & {
	/** It may be put forward now: this is working time. */
	readonly offered: boolean;
	/** Today has one to put forward: one that was begun, or the day's first. */
	readonly ready: boolean;
	/** What came of the minutes that were done today. */
	readonly practised: readonly Practised[];
};

export async function readDailyMinute(
	around: Surroundings,
	overview: Overview,
	kiosk: boolean,
): Promise<DailyMinute> {
	const { person, at } = around;
	const db = database.read;
	await foldMine(person, at);
	const minute = await readMinute(db, around, overview, await isBeingAsked(db, person.id, at));
	const done = minute.minutes.filter(({ day, finished }) => day === minute.day && finished);
	const practised = await Promise.all(done.map((one) => readPractised(db, around, one)));
	return {
		...minute,
		offered: isOffered(person, at, { kiosk, settings: await readSettings(db) }),
		ready: minute.open !== undefined || (minute.waiting.length > 0 && done.length === 0),
		practised: practised.flat(),
	};
}
