import { canonicalJson, type Json } from '#lib/hash.ts';
import { fits } from './filter.ts';
import { isPlain, merged, withValue } from './json.ts';
import type { Place } from './patch-path.ts';

export type Op = 'add' | 'replace' | 'remove';

/** A list as a whole. Removing with a value takes out these values only, as Entra ID does it. */
export function changeList(
	items: readonly Json[],
	op: Op,
	value: Json | undefined,
): Json | undefined {
	const given = value === undefined || value === null ? [] : [value].flat();
	if (op === 'replace') return given;
	if (op === 'add') {
		const here = new Set(items.map(canonicalJson));
		return [...items, ...given.filter((one) => !here.has(canonicalJson(one)))];
	}
	if (given.length === 0) return undefined;
	const gone = new Set(given.map(keyOf));
	return items.filter((one) => !gone.has(keyOf(one)));
}

function keyOf(item: Json): string {
	return canonicalJson(isPlain(item) ? (item['value'] ?? item) : item);
}

/** Those of a list that a path picks. One that is not there yet is made of what the path says of it. */
export function changeItems(
	items: readonly Json[],
	{ filter, part }: Place,
	op: Op,
	value: Json | undefined,
): Json {
	const picked = items.filter((item) => !filter || fits(item, filter));
	if (op === 'remove' && part === undefined) return items.filter((one) => !picked.includes(one));
	if (picked.length === 0) {
		if (op === 'remove') return items;
		const said = filter?.[0]?.filter(({ operator }) => operator === 'eq') ?? [];
		const made = Object.fromEntries(said.map((one) => [one.path, one.value]));
		return [...items, changedItem(made, part, op, value)];
	}
	return items.map((one) => (picked.includes(one) ? changedItem(one, part, op, value) : one));
}

function changedItem(item: Json, part: string | undefined, op: Op, value: Json | undefined): Json {
	const inner = isPlain(item) ? item : {};
	if (part !== undefined)
		return withValue(inner, part, op === 'remove' ? undefined : (value ?? null));
	return merged(inner, value);
}
