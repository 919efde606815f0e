import type { Change, Today } from '#completions/today.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { lessonIn } from '#lessons/translated.ts';
import type { Person } from '#people/person.ts';
import { readerOf, readVersionAs } from '#policies/reading.ts';

/** Today with the titles of lessons and policies in the language in which the person will read them. */
export function inReadersWords(today: Today, catalogue: Catalogue, person: Person): Today {
	const lessons = today.lessons.map((entry) => ({
		...entry,
		lesson: lessonIn(catalogue, entry.lesson, person.language),
	}));
	const changes = today.changes.map((change: Change) => ({
		...change,
		after: readVersionAs(change.after, readerOf(person)),
	}));
	return { ...today, lessons, changes };
}
