import { z } from 'astro/zod';
import type { Resource } from '#db/schema/scim.ts';
import type { Json } from '#lib/hash.ts';
import { isPlain, merged, withValue } from './json.ts';
import { changeItems, changeList, type Op } from './patch-list.ts';
import { parsePath, type Place } from './patch-path.ts';
import { wrong } from './problem.ts';

// The library's own PATCH refuses what Entra ID sends ("False", an e-mail address that is not there
// yet, names with dots in a value), so this one is ours.

const operationSchema = z.object({
	op: z
		.string()
		.toLowerCase()
		.pipe(z.enum(['add', 'replace', 'remove'])),
	path: z.string().max(2000).nullish(),
	value: z.json().optional(),
});
export type Operation = z.infer<typeof operationSchema>;

const mostOperations = 1000;
const patchSchema = z.object({ Operations: z.array(operationSchema).min(1).max(mostOperations) });

/** What the product says, not the directory; a value without a path may name it and changes nothing. */
const readOnly = new Set(['id', 'schemas', 'meta', 'groups']);

/** The operations of a PATCH, `Operations` and `op` in whatever case. */
export function readOperations(body: Json): readonly Operation[] {
	const named = isPlain(body)
		? Object.fromEntries(
				Object.entries(body).map(([key, value]) => [
					key.toLowerCase() === 'operations' ? 'Operations' : key,
					value,
				]),
			)
		: body;
	const parsed = patchSchema.safeParse(named);
	if (parsed.success) return parsed.data.Operations;
	throw wrong('invalidSyntax', 'A PATCH has a list of Operations, each an add, replace or remove.');
}

/** The resource after the operations, in their order. The resource that was given stays as it is. */
export function applyOperations(
	resource: Resource,
	operations: readonly Operation[],
	urn: string,
): Resource {
	return operations.reduce((now, operation) => applyOne(now, operation, urn), resource);
}

function applyOne(resource: Resource, { op, path, value }: Operation, urn: string): Resource {
	if (path) {
		if (readOnly.has(path.toLowerCase()))
			throw wrong('mutability', 'This attribute is not the directory’s to change.');
		return change(resource, parsePath(path, urn), op, value);
	}
	if (op === 'remove') throw wrong('noTarget', 'A remove says by its path what goes.');
	if (!isPlain(value)) throw wrong('invalidValue', 'Without a path the value is an object.');
	const named = Object.entries(value).filter(([name]) => !readOnly.has(name.toLowerCase()));
	return named.reduce((now, [name, one]) => change(now, parsePath(name, urn), op, one), resource);
}

function change(resource: Resource, place: Place, op: Op, value: Json | undefined): Resource {
	const { extension, attribute } = place;
	if (extension !== undefined) {
		const before = resource[extension];
		const inner = isPlain(before) ? before : {};
		if (attribute !== undefined) {
			return {
				...resource,
				[extension]: change(inner, { ...place, extension: undefined }, op, value),
			};
		}
		return withValue(resource, extension, op === 'remove' ? undefined : merged(inner, value));
	}
	const name = attribute ?? '';
	return withValue(resource, name, changed(resource[name], place, op, value));
}

/** What an attribute is after one operation; undefined where nothing is left. */
function changed(
	before: Json | undefined,
	place: Place,
	op: Op,
	value: Json | undefined,
): Json | undefined {
	const { many, filter, part } = place;
	if (many) {
		const items = before === undefined || before === null ? [] : [before].flat();
		return filter || part ? changeItems(items, place, op, value) : changeList(items, op, value);
	}
	if (part !== undefined) {
		const inner = isPlain(before) ? before : {};
		return withValue(inner, part, op === 'remove' ? undefined : (value ?? null));
	}
	if (op === 'remove') return undefined;
	return isPlain(before) && isPlain(value) ? merged(before, value) : (value ?? null);
}
