import type { Reader } from '#db/connection.ts';
import { readPolicies } from '#policies/versions.ts';
import { catalogue } from '../../installation.ts';

/** What policies and lessons are called, by their ids. */
export async function readTitles(db: Reader): Promise<(id: string) => string> {
	const { byId } = await readPolicies(db);
	return (id) =>
		byId.get(id)?.versions.at(-1)?.body.title ?? catalogue.lessonById.get(id)?.title ?? id;
}
