import type { Resource } from '#db/schema/scim.ts';
import type { Json } from '#lib/hash.ts';
import { isPlain, partOf, textOf } from './json.ts';
import type { Filter } from './filter.ts';
import { applyOperations, type Operation } from './patch.ts';
import { parsePath } from './patch-path.ts';
import { wrong } from './problem.ts';
import { attributeOf, groupUrn } from './schema.ts';

/** A group as a directory says it to be, its members apart. */
export type SentGroup = {
	readonly displayName: string;
	readonly externalId: string | undefined;
	readonly resource: Resource;
	/** The ids of its users; undefined where nothing is said of them. */
	readonly members: readonly string[] | undefined;
};

const notKept = new Set(['id', 'meta', 'schemas', 'members', 'externalId', 'displayName']);

/** Reads a whole group. */
export function readGroup(body: Json): SentGroup {
	if (!isPlain(body)) throw wrong('invalidSyntax', 'A group is an object.');
	const named = Object.fromEntries(
		Object.entries(body).map(([key, value]) => [attributeOf(groupUrn, key)?.name ?? key, value]),
	);
	const displayName = textOf(named['displayName']);
	if (displayName === undefined || displayName.length > 1000)
		throw wrong('invalidValue', 'A group needs a displayName of a thousand letters at most.');
	const members = named['members'];
	const kept = Object.entries(named).filter(
		([name, value]) => !notKept.has(name) && value !== null,
	);
	return {
		displayName,
		externalId: textOf(named['externalId']),
		resource: Object.fromEntries(kept),
		members: members === undefined ? undefined : idsIn(members),
	};
}

/** What one operation does to the members of a group, who are too many to be read each time. */
export type MemberChange =
	| { readonly kind: 'add' | 'remove' | 'replace'; readonly ids: readonly string[] }
	| { readonly kind: 'remove all' };

/** A PATCH in two: what it does to the group itself, and to its members. */
export function readGroupPatch(operations: readonly Operation[]): {
	readonly changes: readonly MemberChange[];
	apply(before: Resource): Resource;
} {
	const parts = operations.map(apart);
	return {
		changes: parts.flatMap(({ members }) => members ?? []),
		apply: (before) =>
			applyOperations(
				before,
				parts.flatMap(({ own }) => own ?? []),
				groupUrn,
			),
	};
}

type Part = { readonly own?: Operation; readonly members?: MemberChange };

function apart(operation: Operation): Part {
	const { op, path, value } = operation;
	if (path && /^(urn:[^[]*:)?members\b/i.test(path))
		return { members: memberChange(operation, path) };
	if (path || !isPlain(value)) return { own: operation };
	const said = Object.entries(value).find(([name]) => name.toLowerCase() === 'members');
	const others = Object.entries(value).filter((entry) => entry[0] !== said?.[0]);
	return {
		...(others.length > 0 || !said ? { own: { op, value: Object.fromEntries(others) } } : {}),
		...(said ? { members: { kind: op, ids: idsIn(said[1]) } } : {}),
	};
}

function memberChange({ op, value }: Operation, path: string): MemberChange {
	const { filter } = parsePath(path, groupUrn);
	if (filter) {
		if (op !== 'remove')
			throw wrong('invalidPath', 'Members are picked by a filter to remove them.');
		return { kind: 'remove', ids: pickedBy(filter) };
	}
	if (op === 'remove' && (value === undefined || value === null)) return { kind: 'remove all' };
	return { kind: op, ids: idsIn(value ?? []) };
}

/** `members[value eq "…" or value eq "…"]` */
function pickedBy(filter: Filter): string[] {
	return filter.map((all) => {
		const [only, ...others] = all;
		if (!only || others.length > 0 || only.path !== 'value' || only.operator !== 'eq')
			throw wrong('invalidFilter', 'Members are picked by value eq.');
		return String(only.value);
	});
}

function idsIn(value: Json): string[] {
	const all = value === null ? [] : [value].flat();
	const ids = all.map((one) => textOf(isPlain(one) ? partOf(one, 'value') : one));
	if (ids.some((id) => id === undefined))
		throw wrong('invalidValue', 'Each member has a value: the id of a user.');
	return [...new Set(ids.filter((id) => id !== undefined))];
}
