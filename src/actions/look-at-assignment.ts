import { type AssignmentRow, readAssignmentRows } from '#assignments/assigned.ts';
import {
	type AudienceChoices,
	readAudienceChoices,
	timeZonesOf,
} from '#assignments/audience-choices.ts';
import { circleProblem } from '#assignments/change-assignment.ts';
import { readWords } from '#assignments/check-assignment.ts';
import { type Preview, previewAssignment } from '#assignments/preview.ts';
import type { AssignmentWords } from '#db/schema/assignments.ts';
import { Invalid } from '#lib/errors.ts';
import { serviceDay } from '#lib/service-day.ts';
import { organisationTimeZone } from '#people/organisation.ts';
import { catalogue, database } from '../installation.ts';
import { assignmentFromForm, listOf } from './assignment-form.ts';
import type { Values } from './form.ts';

/** What the form says, whom that reaches, and what is wrong with it. */
export type Look = {
	readonly words?: AssignmentWords;
	readonly preview?: Preview;
	readonly beginAnew: boolean;
	readonly problems: Readonly<Record<string, string>>;
};

export const nobody =
	'Nobody fits this now. Choose less, or say below that it may wait for somebody.';

/** Looks at an assignment as its form has it; nothing is saved. */
export async function lookAtAssignment(
	id: string,
	row: AssignmentRow | undefined,
	values: Values,
	at: number,
): Promise<Look> {
	const beginAnew = listOf(values['anew']).includes('yes');
	const choices = await readAudienceChoices(database.read);
	const rows = await readAssignmentRows(database.read);
	try {
		const words = readWords(assignmentFromForm(values), await groundFor(choices, rows, row, at));
		const beginsAt = row && !beginAnew ? row.beginsAt : at;
		const clock = { at, timeZones: timeZonesOf(choices) };
		const of = { id, words, beginsAt, row };
		const preview = await previewAssignment(database, of, clock);
		const circle = circleProblem(rows, id, words);
		const kept = preview.people > 0 || listOf(values['empty']).includes('yes');
		const problems = {
			...(circle ? { lessons: circle } : {}),
			...(kept ? {} : { audience: nobody }),
		};
		return { words, preview, beginAnew, problems };
	} catch (error) {
		if (error instanceof Invalid) return { beginAnew, problems: error.problems };
		throw error;
	}
}

async function groundFor(
	{ sites, teams, vendors }: AudienceChoices,
	rows: readonly AssignmentRow[],
	row: AssignmentRow | undefined,
	at: number,
) {
	const isIn = (list: readonly { readonly id: string }[]) => (id: string) =>
		list.some((known) => known.id === id);
	// What an assignment names already may stay, though it is gone meanwhile.
	const stood = row?.lessons ?? [];
	return {
		isLesson: (id: string) => catalogue.lessonById.has(id) || stood.includes(id),
		isTrack: isIn(rows),
		isChannel: isIn(catalogue.channels),
		isSite: isIn(sites),
		isTeam: isIn(teams),
		isVendor: isIn(vendors),
		today: serviceDay(at, await organisationTimeZone(database.read)),
		due: row?.due,
	};
}
