import { count } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import type { KeptKind } from '#db/schema/privacy.ts';
import { inventory } from './inventory.ts';

/** How much of something is on record of somebody, and what becomes of it. */
export type KeptCount = {
	readonly title: string;
	readonly kind: KeptKind;
	readonly then: string;
	readonly count: number;
};

/** What is on record of somebody, table by table; what there is none of is left out. */
export async function countKept(db: Reader, employeeId: string): Promise<KeptCount[]> {
	const counts = [];
	for (const { table, title, kind, then, of, whose } of inventory) {
		if (of !== 'her') continue;
		const [row] = await db.select({ n: count() }).from(table).where(whose(employeeId));
		if (row && row.n > 0) counts.push({ title, kind, then, count: row.n });
	}
	return counts;
}
