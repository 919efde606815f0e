import { and, asc, count, desc, eq, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, teams } from '#db/schema/people.ts';
import { directoryUsers, type Resource } from '#db/schema/scim.ts';
import type { Directory } from './directory.ts';
import type { Filter } from './filter.ts';
import { usersWhere } from './filter-sql.ts';
import { missing } from './problem.ts';
import { listBody, type Query, selectAttributes } from './query.ts';
import { foundBy, groupsOf, selectUsers, userBody, type UserRow, usersByKey } from './user-rows.ts';

type Asking = { readonly directory: Directory; readonly base: string };

/** A page of the users that a filter asks for, always in the same order. */
export async function listUsers(
	db: Reader,
	{ directory, base }: Asking,
	query: Query,
): Promise<Resource> {
	const { rows, total } = await findUsers(db, directory, query);
	const groups = await groupsOf(
		db,
		rows.map(({ user }) => user.id),
	);
	const bodies = rows.map((row) =>
		selectAttributes(userBody(row, groups.get(row.user.id) ?? [], base), query),
	);
	return listBody(bodies, { total, startIndex: query.startIndex });
}

async function findUsers(
	db: Reader,
	directory: Directory,
	query: Query,
): Promise<{ rows: UserRow[]; total: number }> {
	const { filter, startIndex, count: most } = query;
	const probed = filter && (await probe(db, directory, filter));
	if (probed)
		return { rows: probed.slice(startIndex - 1, startIndex - 1 + most), total: probed.length };
	const condition = filter && usersWhere(filter);
	const total = await countUsers(db, directory, condition);
	if (most === 0 || total < startIndex) return { rows: [], total };
	const rows = await selectUsers(db, directory, condition)
		.orderBy(...inOrder(query))
		.limit(most)
		.offset(startIndex - 1);
	return { rows, total };
}

/** One name by an index, as directories ask ten thousand times. */
async function probe(
	db: Reader,
	directory: Directory,
	filter: Filter,
): Promise<UserRow[] | undefined> {
	const [first = [], ...alternatives] = filter;
	// `emails[type eq "work"].value`: the address for work is the one that is known.
	const [only, ...others] = first.filter(
		({ path, value }) => path !== 'emails.type' || value !== 'work',
	);
	if (!only || others.length + alternatives.length > 0 || only.operator !== 'eq') return undefined;
	const key = String(only.value);
	if (only.path === 'username') return usersByKey(db, directory, 'userName', key.toLowerCase());
	if (only.path === 'emails.value') return usersByKey(db, directory, 'email', key.toLowerCase());
	if (only.path === 'externalid') return usersByKey(db, directory, 'externalId', key);
	return only.path === 'id' ? usersByKey(db, directory, 'id', key) : undefined;
}

export async function countUsers(
	db: Reader,
	directory: Directory,
	condition?: SQL,
): Promise<number> {
	const [row] = await db
		.select({ count: count() })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(and(foundBy(directory), condition));
	return row?.count ?? 0;
}

function inOrder({ sortBy, descending }: Query): SQL[] {
	const way = descending ? desc : asc;
	const order = [way(directoryUsers.createdAt), way(directoryUsers.id)];
	return sortBy === 'username' ? [way(directoryUsers.userNameKey), ...order] : order;
}

/** One user; what a directory does not find is not there. */
export async function requireUser(db: Reader, directory: Directory, id: string): Promise<UserRow> {
	const [row] = await usersByKey(db, directory, 'id', id);
	if (!row) throw missing('user');
	return row;
}

export async function showUser(
	db: Reader,
	{ base }: Pick<Asking, 'base'>,
	row: UserRow,
	query?: Query,
): Promise<Resource> {
	const { id } = row.user;
	const body = userBody(row, (await groupsOf(db, [id])).get(id) ?? [], base);
	return query ? selectAttributes(body, query) : body;
}
