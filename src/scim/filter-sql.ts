import { and, eq, gte, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import { employees } from '#db/schema/people.ts';
import { directoryGroups, directoryUsers } from '#db/schema/scim.ts';
import type { Comparison, Filter } from './filter.ts';
import { wrong } from './problem.ts';
import { enterpriseUrn, userUrn } from './schema.ts';
import { readBoolean } from './user-resource.ts';

/** How an attribute is looked for. `exact` minds case, `key` is kept in small letters and indexed. */
type Kind = 'exact' | 'key' | 'words';
type Sought = { readonly kind: Kind; readonly column: SQL };

const users: Readonly<Record<string, Sought>> = {
	id: { kind: 'exact', column: sql`${directoryUsers.id}` },
	externalid: { kind: 'exact', column: sql`${directoryUsers.externalId}` },
	username: { kind: 'key', column: sql`${directoryUsers.userNameKey}` },
	// The address for work is the one that is known; others are only kept.
	emails: { kind: 'key', column: sql`${directoryUsers.emailKey}` },
	'emails.value': { kind: 'key', column: sql`${directoryUsers.emailKey}` },
	employeenumber: { kind: 'exact', column: sql`${employees.number}` },
	displayname: said('$.displayName'),
	nickname: said('$.nickName'),
	title: said('$.title'),
	usertype: said('$.userType'),
	'name.formatted': said('$.name.formatted'),
	'name.givenname': said('$.name.givenName'),
	'name.familyname': said('$.name.familyName'),
	'name.middlename': said('$.name.middleName'),
	department: said(`$."${enterpriseUrn}".department`),
};

const groups: Readonly<Record<string, Sought>> = {
	id: { kind: 'exact', column: sql`${directoryGroups.id}` },
	externalid: { kind: 'exact', column: sql`${directoryGroups.externalId}` },
	displayname: { kind: 'key', column: sql`${directoryGroups.nameKey}` },
};

/** These paths are ours, never a directory's: nothing of a request gets into them. */
function said(path: string): Sought {
	return { kind: 'words', column: sql`json_extract(${directoryUsers.resource}, ${path})` };
}

/** The users whom a filter asks for. */
export function usersWhere(filter: Filter): SQL | undefined {
	return or(...filter.map((all) => and(...all.map(userCondition))));
}

/** The groups that a filter asks for. */
export function groupsWhere(filter: Filter): SQL | undefined {
	return or(
		...filter.map((all) => and(...all.map((one) => condition(one, soughtIn(groups, one))))),
	);
}

function userCondition(one: Comparison): SQL | undefined {
	const path = bare(one.path);
	if (path === 'active') return activeCondition(one);
	if (path === 'emails.type' || path === 'emails.primary') return workMail(one);
	return condition(one, soughtIn(users, { ...one, path }));
}

function activeCondition({ operator, value }: Comparison): SQL | undefined {
	if (operator === 'pr') return sql`1`;
	if (operator !== 'eq') throw unknownFilter();
	const here = isNull(employees.leftAt);
	return readBoolean(value) ? here : not(here);
}

/** `emails[type eq "work"]` is the address that is known. */
function workMail({ operator, value }: Comparison): SQL | undefined {
	const isWork = operator === 'eq' && ['work', 'true'].includes(String(value).toLowerCase());
	if (!isWork) throw unknownFilter();
	return isNotNull(directoryUsers.emailKey);
}

function soughtIn(table: Readonly<Record<string, Sought>>, { path }: Comparison): Sought {
	const sought = Object.hasOwn(table, path) ? table[path] : undefined;
	if (!sought) throw unknownFilter();
	return sought;
}

/** An attribute's name without the schema it may be written with. */
function bare(path: string): string {
	const urn = [userUrn, enterpriseUrn].find((known) => path.startsWith(`${known.toLowerCase()}:`));
	return urn ? path.slice(urn.length + 1) : path;
}

function condition({ operator, value }: Comparison, { kind, column }: Sought): SQL | undefined {
	if (operator === 'pr') return sql`coalesce(${column}, '') <> ''`;
	const text = kind === 'key' ? String(value).toLowerCase() : String(value);
	const [left, right] =
		kind === 'words' ? [sql`lower(${column})`, sql`lower(${text})`] : [column, sql`${text}`];
	if (operator === 'eq') return eq(left, right);
	if (operator === 'co') return sql`instr(${left}, ${right}) > 0`;
	// So that an index can help; nothing comes after the last letter that there is.
	if (kind !== 'words') return and(gte(left, right), lt(left, sql`${`${text}\u{10ffff}`}`));
	return sql`substr(${left}, 1, length(${right})) = ${right}`;
}

function unknownFilter() {
	return wrong('invalidFilter', 'This filter asks for an attribute that cannot be searched.');
}
