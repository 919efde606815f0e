import type { Reader } from '#db/connection.ts';
import { sites, teams, vendors } from '#db/schema/people.ts';
import { readPolicies } from '#policies/versions.ts';
import { catalogue } from '../../installation.ts';

/** What policies, lessons and places are called, by their ids. */
export async function readTitles(db: Reader): Promise<(id: string) => string> {
	const { byId } = await readPolicies(db);
	const places = new Map<string, string>();
	for (const table of [vendors, sites, teams]) {
		const rows = await db.select({ id: table.id, name: table.name }).from(table);
		for (const { id, name } of rows) places.set(id, name);
	}
	const policy = (id: string) => byId.get(id)?.versions.at(-1)?.body.title;
	return (id) => policy(id) ?? catalogue.lessonById.get(id)?.title ?? places.get(id) ?? id;
}
