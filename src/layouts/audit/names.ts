import type { Reader } from '#db/connection.ts';
import type { AuditEntry } from '#audit/search.ts';
import { personTypes } from '#audit/erase.ts';
import { kindInWords } from '#audit/words.ts';
import { catalogue } from '../../installation.ts';
import { readNames } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';

/** What people and things in entries are called. */
export type Names = {
	/** Who did it: her name, or the product's. */
	actor(entry: AuditEntry): string;
	/** What it was done to: "Returns", "Amina Yusuf", "webhook 3f2a". */
	object(entry: AuditEntry): string;
	/** Ids of people within what an entry was about, by name. */
	within(text: string): string;
};

export async function readEntryNames(db: Reader, entries: readonly AuditEntry[]): Promise<Names> {
	const ids = entries.flatMap(({ actorId, objectId }) => [actorId, objectId]);
	const people = await readNames(db, ids);
	const { byId } = await readPolicies(db);
	const named: Readonly<Record<string, (id: string) => string | undefined>> = {
		policy: (id) => byId.get(id)?.versions.at(-1)?.body.title,
		lesson: (id) => catalogue.lessonById.get(id)?.title,
		...Object.fromEntries(personTypes.map((type) => [type, (id: string) => people.get(id)])),
	};
	return {
		actor: ({ actorId }) =>
			actorId === null ? 'Touchstone itself' : (people.get(actorId) ?? actorId),
		object({ objectType, objectId }) {
			const known = Object.hasOwn(named, objectType) ? named[objectType]?.(objectId) : undefined;
			return known ?? `${kindInWords(objectType)} ${short(objectId)}`.trim();
		},
		within: (text) => people.get(text) ?? text,
	};
}

/** Ids made by machines are known by their beginning. */
function short(id: string): string {
	return /^[0-9a-f-]{24,}$/.test(id) ? id.slice(0, 8) : id;
}
