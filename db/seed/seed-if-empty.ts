import { count } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { outbox } from '#db/schema/notifications.ts';
import { organisation } from '#db/schema/organisation.ts';
import { employees } from '#db/schema/people.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { appealSome } from './appeals.ts';
import { castPeople } from './cast.ts';
import { leaveHalfWritten } from './half-written.ts';
import { liveThroughWeeks, type Report } from './history.ts';
import { demonstration, foundOrganisation, loadPlacesAndPeople } from './load-cast.ts';
import { planAhead } from './moves-ahead.ts';
import { practiseForWeeks } from './practised.ts';
import { answerWhatWasAsked } from './pulses.ts';
import { storyDays } from './story.ts';
import { askForLineUp } from './walk-the-floor.ts';
import { letSomeLeave } from './who-left.ts';

/** Whose database this is; undefined if nobody's yet. */
export async function readOrganisation(db: Database) {
	const [known] = await db.read.select().from(organisation);
	if (known) return known;
	const [people] = await db.read.select({ count: count() }).from(employees);
	if (people && people.count > 0) {
		throw new Error(
			'The company in this database was loaded only in part, because loading was interrupted. Delete the database file, then load again.',
		);
	}
	return undefined;
}

/** Loads the demonstration company with its history, unless a company is there. True if it did. */
export async function seedIfEmpty(
	db: Database,
	catalogue: Catalogue,
	now: number,
	report: Report,
): Promise<boolean> {
	if (await readOrganisation(db)) return false;
	// A day before the content comes, so that everybody is there.
	const opened = now - (storyDays + 1) * 24 * 3_600_000;
	report(`${castPeople.length} people and their PINs`);
	await loadPlacesAndPeople(db, opened, { pins: 'everybody', present: now });
	await letSomeLeave(db, opened);
	await liveThroughWeeks(db, catalogue, now, report);
	await appealSome(db, catalogue, now);
	await answerWhatWasAsked(db, catalogue, now);
	await practiseForWeeks(db, catalogue, now);
	await leaveHalfWritten(db, catalogue, now);
	await planAhead(db, now);
	await askForLineUp(db, now);
	// Of what happened in the story everybody has heard: a mail server that is set up tells only what is new.
	await db.write((tx) => tx.update(outbox).set({ expandedAt: now }));
	await foundOrganisation(db, { ...demonstration, createdAt: opened, at: now });
	return true;
}
