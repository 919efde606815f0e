import type { Database } from '#db/connection.ts';
import type { Person } from '#people/person.ts';
import { type Deed, record } from './give.ts';
import { badgeKey } from './key.ts';
import { readBadges } from './read.ts';
import { badgeToken } from './token.ts';

/** What stands on a badge, and no more. */
export type PrintedBadge = {
	readonly token: string;
	readonly number: string;
	readonly name: string;
	readonly siteName: string;
};

/** What to print for those who hold a badge of ours. Each time it is shown is on record. */
export async function printBadges(
	db: Database,
	people: readonly Person[],
	deed: Deed,
): Promise<PrintedBadge[]> {
	const key = await badgeKey(db, deed.at);
	const held = await readBadges(
		db.read,
		people.map(({ id }) => id),
	);
	const ours = held.filter(({ kind }) => kind === 'ours');
	await db.write((tx) => record(tx, 'badge.printed', ours, deed));
	return people.flatMap(({ id, number, name, siteName }) =>
		ours
			.filter(({ employeeId }) => employeeId === id)
			.map((badge) => ({ token: badgeToken(key, badge.id), number, name, siteName })),
	);
}
