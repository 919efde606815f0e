import { and, eq, isNull, ne } from 'drizzle-orm';
import { directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import type { Sync } from './directory.ts';
import { taken } from './problem.ts';

type Names = { readonly userName?: string | undefined; readonly externalId?: string | undefined };

/**
 * The same userName or externalId twice is a mistake, which a directory must hear of. One question
 * for each: asked with "or" the database would look at everybody.
 */
export async function refuseTakenNames(
	tx: Transaction,
	{ directory }: Sync,
	{ userName, externalId }: Names,
	except = '',
): Promise<void> {
	const asked = [
		...(userName === undefined ? [] : [eq(directoryUsers.userNameKey, userName.toLowerCase())]),
		...(externalId === undefined ? [] : [eq(directoryUsers.externalId, externalId)]),
	];
	for (const same of asked) {
		const ours = and(
			eq(directoryUsers.directoryId, directory.id),
			isNull(directoryUsers.deletedAt),
		);
		const [other] = await tx
			.select({ id: directoryUsers.id })
			.from(directoryUsers)
			.where(and(ours, same, ne(directoryUsers.id, except)))
			.limit(1);
		if (other) throw taken('Somebody of this directory has this userName or externalId already.');
	}
}
