import { like } from 'drizzle-orm';
import { sites, teams, vendors } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';

const tables = { team: teams, site: sites, vendor: vendors } as const;

/**
 * An id that says what the thing was called first, `store-munchen`, with a number where that is
 * taken. Ids have small letters, digits and hyphens: a team's is a piece of its path.
 */
export async function freeId(
	tx: Transaction,
	kind: keyof typeof tables,
	name: string,
): Promise<string> {
	const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
	// A name without a Latin letter, 仓库, is called by its kind.
	const wanted = words.slice(0, 60).replace(/-+$/, '') || kind;
	const { id } = tables[kind];
	const rows = await tx
		.select({ id })
		.from(tables[kind])
		.where(like(id, `${wanted}%`));
	const taken = new Set(rows.map((row) => row.id));
	for (let n = 2, free = wanted; ; n += 1) {
		if (!taken.has(free)) return free;
		free = `${wanted}-${n}`;
	}
}
