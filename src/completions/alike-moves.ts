import { type SQL, sql } from 'drizzle-orm';
import type { Bounds } from './alike-query.ts';
import { wholeQuarter } from './quarter.ts';

/** Between two moves, and between what is said of one: no id has them. */
export const moveEnd = '\u001e';
export const fieldEnd = '\u001d';

/**
 * Where people moved from, the latest first, of the few who moved within the longest term: their
 * days count from the move. Whoever moved before is long past them all.
 */
export function movesOf({ oldestMove }: Pick<Bounds, 'oldestMove'>): SQL {
	const channels = sql`(select group_concat(value) from json_each(placements.channels))`;
	const fields = [
		sql`(until / ${wholeQuarter})`,
		sql`placements.team_id`,
		sql`site_id`,
		sql`coalesce(vendor_id, '')`,
		sql`coalesce(${channels}, '')`,
	];
	return sql`moved as materialized (
		select employee_id, group_concat(move, ${moveEnd} order by until desc) as moves
		from (select placements.employee_id, until, ${sql.join(fields, sql` || ${fieldEnd} || `)} as move
			from placements join employees on employees.id = placements.employee_id
			where until >= ${oldestMove} and until > started_at)
		group by employee_id)`;
}
