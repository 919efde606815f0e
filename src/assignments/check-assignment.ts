import type { AssignmentWords } from '#db/schema/assignments.ts';
import { z } from 'astro/zod';
import { Invalid } from '#lib/errors.ts';
import { type Day, isDay } from '#lib/service-day.ts';
import { type Audience, audienceRoles } from './audience.ts';
import type { DueRule } from './due.ts';
import { firstTwice, type ListEntry, listEntrySchema } from './lesson-list.ts';

/** An assignment as a form has it, before anything is known to be right. */
export type WrittenAssignment = {
	readonly title: string;
	readonly lessons: readonly unknown[];
	readonly roles: readonly string[];
	readonly channels: readonly string[];
	readonly sites: readonly string[];
	readonly teams: readonly string[];
	/** `included`, `excluded`, `only`, or `named`. */
	readonly vendors: string;
	readonly vendorsNamed: readonly string[];
	readonly languages: readonly string[];
	readonly startedWithin: string;
	readonly startedFrom: string;
	readonly dueKind: string;
	readonly days: string;
	readonly by: string;
};

/** What may be named, and the day that it is. */
export type Ground = {
	readonly isLesson: (id: string) => boolean;
	readonly isTrack: (id: string) => boolean;
	readonly isChannel: (id: string) => boolean;
	readonly isSite: (id: string) => boolean;
	readonly isTeam: (id: string) => boolean;
	readonly isVendor: (id: string) => boolean;
	readonly today: Day;
	/** The due rule that holds already: it may lie in the past. */
	readonly due: DueRule | undefined;
};

/** Reads what a form says. Throws Invalid with a sentence per field. */
export function readWords(written: WrittenAssignment, ground: Ground): AssignmentWords {
	const problems: Record<string, string> = {};
	const title = written.title.trim();
	if (title === '') problems['title'] = 'Give it a title. People read it beside its lessons.';
	if (title.length > 80) problems['title'] = 'Shorten the title to 80 characters.';
	const lessons = readList(written.lessons, ground, problems);
	const audience = readAudience(written, ground, problems);
	const due = readDue(written, ground, problems);
	if (Object.keys(problems).length > 0 || !due) throw new Invalid(problems);
	return { title, lessons, audience, due };
}

type Problems = Record<string, string>;

export type WrittenAudience = Omit<
	WrittenAssignment,
	'title' | 'lessons' | 'dueKind' | 'days' | 'by'
>;
export type AudienceGround = Pick<Ground, 'isChannel' | 'isSite' | 'isTeam' | 'isVendor'>;

function readList(
	written: readonly unknown[],
	{ isLesson, isTrack }: Ground,
	problems: Problems,
): ListEntry[] {
	const list = z.array(listEntrySchema).safeParse(written).data ?? [];
	const unknown = list.some((entry) =>
		typeof entry === 'string' ? !isLesson(entry) : !isTrack(entry.track),
	);
	if (list.length === 0) problems['lessons'] = 'Choose at least one lesson.';
	if (unknown) problems['lessons'] = 'One of these is not there any more. Choose again.';
	if (firstTwice(list) !== undefined) problems['lessons'] = 'Name each lesson and each list once.';
	return list;
}

/** Reads whom a form means; what is wrong with it is added to the problems. */
export function readAudience(
	written: WrittenAudience,
	ground: AudienceGround,
	problems: Problems,
): Audience {
	const { channels, sites, teams, languages } = written;
	const roles = audienceRoles.filter((role) => written.roles.includes(role));
	const known =
		channels.every(ground.isChannel) &&
		sites.every(ground.isSite) &&
		teams.every(ground.isTeam) &&
		written.vendorsNamed.every(ground.isVendor);
	if (!known) problems['audience'] = 'Something you chose is not there any more. Choose again.';
	const within = readDays(written.startedWithin, 3660);
	if (within === 'wrong')
		problems['startedWithin'] = 'Write a number of days, like 30, or nothing.';
	const from = written.startedFrom.trim();
	if (from !== '' && !isDay(from)) problems['startedFrom'] = 'Write a day like 2026-12-01.';
	const vendors = readVendors(written, problems);
	return {
		...(roles.length > 0 ? { roles } : {}),
		...(channels.length > 0 ? { channels } : {}),
		...(sites.length > 0 ? { sites } : {}),
		...(teams.length > 0 ? { teams } : {}),
		...(vendors === undefined ? {} : { vendors }),
		...(languages.length > 0 ? { languages } : {}),
		...(typeof within === 'number' ? { startedWithin: within } : {}),
		...(from === '' ? {} : { startedFrom: from }),
	};
}

function readVendors(
	{ vendors, vendorsNamed }: WrittenAudience,
	problems: Problems,
): Audience['vendors'] {
	if (vendors === 'included' || vendors === 'excluded' || vendors === 'only') return vendors;
	if (vendors !== 'named') return undefined;
	if (vendorsNamed.length === 0) problems['vendors'] = 'Tick the vendors that you mean.';
	return vendorsNamed;
}

function readDue(
	{ dueKind, days: text, by }: WrittenAssignment,
	{ today, due }: Ground,
	problems: Problems,
): DueRule | undefined {
	if (dueKind === 'by') {
		const known = due !== undefined && 'by' in due && due.by === by;
		if (!isDay(by)) problems['by'] = 'Choose the last day.';
		else if (by < today && !known) problems['by'] = 'This day is over. Choose one to come.';
		return { by };
	}
	const days = readDays(text, 366);
	if (typeof days !== 'number') problems['days'] = 'Write a number of days from 0 to 366.';
	const after = dueKind === 'start' || dueKind === 'change' ? dueKind : undefined;
	if (!after) problems['due'] = 'Say when it is due.';
	return after && typeof days === 'number' ? { days, after } : undefined;
}

function readDays(text: string, most: number): number | 'none' | 'wrong' {
	if (text.trim() === '') return 'none';
	const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Infinity;
	return days <= most ? days : 'wrong';
}
