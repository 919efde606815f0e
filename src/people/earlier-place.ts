import { type SQL, sql } from 'drizzle-orm';
import { z } from 'astro/zod';
import { employees } from '#db/schema/people.ts';

/** Where somebody worked until she moved, since she started here. */
export type EarlierPlace = {
	/** The moment at which she went on to the next place. */
	readonly until: number;
	readonly teamPath: string;
	readonly siteId: string;
	/** Null for our own payroll. */
	readonly vendorId: string | null;
	readonly channels: readonly string[];
};

/**
 * A person's earlier places as one column, the latest first. Nearly everybody has none: the index
 * says so. A team stands where the tree has it now, then as well.
 */
export const earlierColumn = earlierThat(sql`placements.until > ${employees.startedAt}`);

/** The same of those that satisfy a condition. */
export function earlierThat(condition: SQL): SQL<string> {
	return sql`(select json_group_array(json_array(until, path, site_id, vendor_id, json(channels))) from (select placements.until, then_in.path, placements.site_id, placements.vendor_id, placements.channels from placements join teams then_in on then_in.id = placements.team_id where placements.employee_id = ${employees.id} and ${condition} order by placements.until desc))`;
}

const rows = z.array(
	z.tuple([z.number(), z.string(), z.string(), z.string().nullable(), z.array(z.string())]),
);

const none: readonly EarlierPlace[] = [];

export function readEarlier(json: string): readonly EarlierPlace[] {
	if (json === '[]') return none;
	return rows.parse(JSON.parse(json)).map(([until, teamPath, siteId, vendorId, channels]) => ({
		...{ until, teamPath, siteId, vendorId, channels },
	}));
}
