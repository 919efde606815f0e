import type { WrittenAssignment } from '#assignments/check-assignment.ts';
import type { ListEntry } from '#assignments/lesson-list.ts';
import type { AssignmentWords } from '#db/schema/assignments.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import { audienceFromForm, formFromAudience } from './audience-form.ts';
import type { Values } from './form.ts';

/** An assignment as a form has it: `lesson` is a tick, `place.returns` its place, `track:first-week` a list. */
export function assignmentFromForm(values: Values): WrittenAssignment {
	const one = (name: string) => listOf(values[name])[0] ?? '';
	return {
		title: one('title'),
		lessons: inTheirPlaces(values).map((key) =>
			key.startsWith('track:') ? { track: key.slice('track:'.length) } : key,
		),
		...audienceFromForm(values),
		dueKind: one('dueKind'),
		days: one('days'),
		by: one('by'),
	};
}

/** The same fields, filled from what an assignment says. */
export function formFromAssignment({ title, audience, lessons, due }: AssignmentWords): Values {
	const keys = lessons.map(keyOf);
	return {
		title,
		lesson: keys,
		...Object.fromEntries(keys.map((key, index) => [`place.${key}`, String(index + 1)])),
		...formFromAudience(audience),
		dueKind: 'by' in due ? 'by' : due.after,
		days: 'by' in due ? '' : String(due.days),
		by: 'by' in due ? due.by : '',
	};
}

/** What a new assignment begins with. */
export const emptyAssignment: Values = { vendors: 'included', dueKind: 'start', days: '7' };

/** The fields of an address, by name; those that occur several times are lists. */
export function valuesIn(query: URLSearchParams): Values {
	return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}

/** What was looked at before it is saved: another one means that something was changed since. */
export function fingerprint(words: AssignmentWords, beginAnew: boolean): string {
	return sha256(canonicalJson(JSON.parse(JSON.stringify({ words, beginAnew })))).slice(0, 16);
}

export function keyOf(entry: ListEntry): string {
	return typeof entry === 'string' ? entry : `track:${entry.track}`;
}

/** Those that are ticked, by their numbers; who has no number comes last. */
export function inTheirPlaces(values: Values): string[] {
	const place = (key: string) => Number(listOf(values[`place.${key}`])[0] || 'none') || 1000;
	return listOf(values['lesson']).toSorted((a, b) => place(a) - place(b));
}

export function listOf(value: string | readonly string[] | undefined): readonly string[] {
	return value === undefined ? [] : [value].flat();
}
