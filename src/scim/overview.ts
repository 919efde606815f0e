import { and, asc, count, eq, isNull, max } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { directoryTokens } from '#db/schema/directories.ts';
import { employees } from '#db/schema/people.ts';
import { directoryUsers } from '#db/schema/scim.ts';
import { type Directory, readDirectories } from './directory.ts';
import { readHeld } from './leavers.ts';

/** How it stands with a directory, for the list of them. */
export type Standing = {
	readonly directory: Directory;
	/** Those of its people who work here. */
	readonly people: number;
	readonly held: number;
	/** When it last showed a token, to within five minutes. */
	readonly heardAt: number | null;
	/** When the last of its tokens ends; null where none works. */
	readonly endsAt: number | null;
};

export async function readStandings(db: Reader, at: number): Promise<Standing[]> {
	const all = await readDirectories(db);
	return Promise.all(all.map((directory) => readStanding(db, directory, at)));
}

export async function readStanding(
	db: Reader,
	directory: Directory,
	at: number,
): Promise<Standing> {
	const [linked] = await db
		.select({ count: count() })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.where(and(isOf(directory), isNull(employees.leftAt)));
	const [used] = await db
		.select({ at: max(directoryTokens.lastUsedAt) })
		.from(directoryTokens)
		.where(eq(directoryTokens.directoryId, directory.id));
	const [ends] = await db
		.select({ at: max(directoryTokens.expiresAt) })
		.from(directoryTokens)
		.where(and(eq(directoryTokens.directoryId, directory.id), isNull(directoryTokens.revokedAt)));
	return {
		directory,
		people: linked?.count ?? 0,
		held: (await readHeld(db, directory.id)).length,
		heardAt: used?.at ?? null,
		endsAt: ends?.at && ends.at > at ? ends.at : null,
	};
}

/** People whose employee number was made up here, because their directory gave none: so many at most. */
export function readMadeUp(db: Reader, directory: Directory, most: number) {
	return db
		.select({ name: employees.name, number: employees.number })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.where(and(isOf(directory), isNull(employees.leftAt), eq(directoryUsers.numberFrom, 'made up')))
		.orderBy(asc(employees.name))
		.limit(most);
}

function isOf({ id }: Directory) {
	return and(eq(directoryUsers.directoryId, id), isNull(directoryUsers.deletedAt));
}
