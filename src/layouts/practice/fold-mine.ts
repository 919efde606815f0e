import type { Person } from '#people/person.ts';
import { log } from '#lib/log.ts';
import { foldPerson } from '#practice/fold.ts';
import { catalogue, database } from '../../installation.ts';

/**
 * Brings somebody's cards up to date before a page is made of them. Should that fail, she sees her
 * page all the same: the same is tried again for everybody soon.
 */
export async function foldMine(person: Pick<Person, 'id'>, at: number): Promise<void> {
	try {
		await foldPerson(database, person.id, { catalogue, at });
	} catch (err) {
		log.error({ err }, 'folding what somebody answered failed');
	}
}
