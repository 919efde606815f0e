import type { Reader } from '#db/connection.ts';
import { organisation } from '#db/schema/organisation.ts';

/** The time zone in which leadership plans; a company that is not founded yet plans in UTC. */
export async function organisationTimeZone(db: Reader): Promise<string> {
	const [row] = await db.select({ timeZone: organisation.timeZone }).from(organisation);
	return row?.timeZone ?? 'UTC';
}
