import type { Database } from '#db/connection.ts';
import type { AssignmentWords } from '#db/schema/assignments.ts';
import type { Day } from '#lib/service-day.ts';
import { type AssignmentRow, readAssignmentRows } from './assigned.ts';
import type { Clock } from './audience-condition.ts';
import { type AudienceGroup, compareAudiences, countAudience, peopleIn } from './count-audience.ts';
import { lessonsIn } from './lesson-list.ts';

export type Share = { readonly name: string; readonly people: number };

/** What an assignment comes to before it is saved: whom it reaches, and when it is due for them. */
export type Preview = {
	readonly people: number;
	readonly sites: readonly Share[];
	/** By the channel that people work in most; null for those without one. */
	readonly channels: readonly Share[];
	readonly vendors: readonly Share[];
	/** Undefined if it reaches nobody now. */
	readonly due: { readonly first: Day; readonly last: Day } | undefined;
	/** For how many the last day is over already. */
	readonly late: number;
	readonly lessons: readonly string[];
	/** Against what holds now; undefined for a new assignment. */
	readonly change: PreviewChange | undefined;
};

export type PreviewChange = {
	readonly before: number;
	readonly comeIn: number;
	readonly fallOut: number;
	readonly stay: number;
	readonly lessonsAdded: readonly string[];
	readonly lessonsGone: readonly string[];
};

export type PreviewOf = {
	readonly id: string;
	readonly words: AssignmentWords;
	readonly beginsAt: number;
	/** What holds now. */
	readonly row: AssignmentRow | undefined;
};

export async function previewAssignment(
	db: Pick<Database, 'read' | 'aggregate'>,
	{ id, words, beginsAt, row }: PreviewOf,
	clock: Clock,
): Promise<Preview> {
	const groups = await countAudience(db, { ...words, beginsAt }, clock);
	const rows = await readAssignmentRows(db.read);
	const lists = new Map(rows.map((known) => [known.id, known.lessons]));
	const lessons = lessonsIn(words.lessons, lists, [id]);
	const before = row && lessonsIn(row.lessons, lists, [id]);
	const moves = row && (await compareAudiences(db, row.audience, words.audience, clock));
	const days = groups.flatMap(({ firstDue, lastDue }) => [firstDue, lastDue]).sort();
	const [first, last] = [days[0], days.at(-1)];
	return {
		people: peopleIn(groups),
		sites: sharesBy(groups, ({ siteName }) => siteName),
		channels: sharesBy(groups, ({ channel }) => channel),
		vendors: sharesBy(groups, ({ vendorName }) => vendorName),
		due: first && last ? { first, last } : undefined,
		late: groups.reduce((sum, { late }) => sum + late, 0),
		lessons,
		change: moves &&
			before && {
				...moves,
				before: moves.fallOut + moves.stay,
				lessonsAdded: lessons.filter((lesson) => !before.includes(lesson)),
				lessonsGone: before.filter((lesson) => !lessons.includes(lesson)),
			},
	};
}

/** Most people first; whom a name is missing for are left out. */
function sharesBy(
	groups: readonly AudienceGroup[],
	nameOf: (group: AudienceGroup) => string | null,
): Share[] {
	const shares = new Map<string, number>();
	for (const group of groups) {
		const name = nameOf(group);
		if (name !== null) shares.set(name, (shares.get(name) ?? 0) + group.people);
	}
	return [...shares]
		.map(([name, people]) => ({ name, people }))
		.sort((a, b) => b.people - a.people || a.name.localeCompare(b.name));
}
