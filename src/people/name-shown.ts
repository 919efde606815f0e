import { type SQL, sql } from 'drizzle-orm';
import { employees } from '#db/schema/people.ts';

/**
 * What a reader calls an employee who speaks to her. Our own people read every name; a vendor's
 * people read those of their own company, and where one of ours speaks to them, the company does.
 */
export function nameShownTo(vendorId: string | null): SQL<string> {
	if (vendorId === null) return sql<string>`${employees.name}`;
	const own = sql`(select vendor_id from teams where teams.id = ${employees.teamId}) = ${vendorId}`;
	return sql<string>`case when ${own} then ${employees.name} else coalesce((select name from organisation), 'The company') end`;
}
