import { readAudienceChoices } from '#assignments/audience-choices.ts';
import { sayUnknown, unknownNames } from '#assignments/unknown-names.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { missingPlaces, sayMissing } from '#lessons/missing.ts';
import { log } from '#lib/log.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';

/** Content that names what the database does not have: told to whoever starts the server, each place by itself. */
export async function raiseAlarm(
	{ read }: Pick<Database, 'read'>,
	catalogue: Catalogue,
	at: number,
): Promise<void> {
	for (const place of missingPlaces(catalogue, versionsAt(await readPolicies(read), at))) {
		const { file, line, of } = place;
		log.warn({ file, line, missing: of }, 'a lesson names what is not there');
		console.log(`${sayMissing(place)} Learners are told that it is being checked.`);
	}
	for (const name of unknownNames(catalogue.tracks, await readAudienceChoices(read))) {
		log.warn(name, 'a track names what is not there');
		console.log(`${sayUnknown(name)} Nobody is meant by it.`);
	}
}
