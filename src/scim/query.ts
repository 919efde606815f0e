import type { Resource } from '#db/schema/scim.ts';
import type { Json } from '#lib/hash.ts';
import { type Filter, parseFilter } from './filter.ts';
import { isPlain } from './json.ts';
import { wrong } from './problem.ts';

/** So many are sent at once, whatever is asked for. */
export const mostAtOnce = 200;
const usually = 100;

/** Which part of a list is asked for, and which attributes. */
export type Query = {
	readonly filter: Filter | undefined;
	/** Counts from 1. */
	readonly startIndex: number;
	readonly count: number;
	readonly sortBy: string | undefined;
	readonly descending: boolean;
	readonly attributes: readonly string[];
	readonly excluded: readonly string[];
};

export function readQuery(search: URLSearchParams): Query {
	const filter = search.get('filter');
	return {
		filter: filter === null ? undefined : parseFilter(filter),
		startIndex: Math.max(1, whole(search.get('startIndex'), 'startIndex') ?? 1),
		count: Math.min(mostAtOnce, Math.max(0, whole(search.get('count'), 'count') ?? usually)),
		sortBy: search.get('sortBy')?.toLowerCase(),
		descending: search.get('sortOrder')?.toLowerCase() === 'descending',
		attributes: names(search.get('attributes')),
		excluded: names(search.get('excludedAttributes')),
	};
}

function whole(text: string | null, name: string): number | undefined {
	if (text === null || text === '') return undefined;
	if (/^-?\d{1,9}$/.test(text)) return Number(text);
	throw wrong('invalidValue', `${name} is a whole number.`);
}

function names(text: string | null): string[] {
	return (text ?? '')
		.split(',')
		.map((name) => name.trim().toLowerCase())
		.filter((name) => name !== '');
}

/** What is sent in any case. */
const always = new Set(['id', 'schemas']);

/** Of a resource what was asked for: `attributes` alone, or all but `excludedAttributes`. */
export function selectAttributes(resource: Resource, { attributes, excluded }: Query): Resource {
	const kept = Object.entries(resource).flatMap(([name, value]) => {
		if (always.has(name)) return [[name, value] as const];
		const picked = attributes.length > 0 ? pick(name, value, attributes) : value;
		const left = picked === undefined ? undefined : leave(name, picked, excluded);
		return left === undefined ? [] : [[name, left] as const];
	});
	return Object.fromEntries(kept);
}

/** Whether a list of groups needs their members at all. */
export function asksFor({ attributes, excluded }: Query, name: string): boolean {
	if (excluded.includes(name)) return false;
	return attributes.length === 0 || attributes.some((one) => one.split(/[.:]/)[0] === name);
}

function pick(name: string, value: Json, wanted: readonly string[]): Json | undefined {
	if (wanted.some((one) => isName(one, name))) return value;
	return parts(value, (part) => wanted.some((one) => isPart(one, name, part)));
}

function leave(name: string, value: Json, unwanted: readonly string[]): Json | undefined {
	if (unwanted.some((one) => isName(one, name))) return undefined;
	if (!unwanted.some((one) => one.startsWith(name.toLowerCase()))) return value;
	return parts(value, (part) => !unwanted.some((one) => isPart(one, name, part)));
}

function isName(asked: string, name: string): boolean {
	return asked === name.toLowerCase() || asked.endsWith(`:user:${name.toLowerCase()}`);
}

function isPart(asked: string, name: string, part: string): boolean {
	return [`${name}.${part}`, `${name}:${part}`].some((whole) => asked === whole.toLowerCase());
}

function parts(value: Json, wanted: (part: string) => boolean): Json | undefined {
	if (isList(value)) {
		const items = value.flatMap((item) => parts(item, wanted) ?? []);
		return items.length > 0 ? items : undefined;
	}
	if (!isPlain(value)) return undefined;
	const kept = Object.entries(value).filter(([part]) => wanted(part));
	return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

/** A page of a list as RFC 7644 writes it. */
export function listBody(
	resources: readonly Json[],
	{ total, startIndex }: { total: number; startIndex: number },
): Resource {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		totalResults: total,
		startIndex,
		itemsPerPage: resources.length,
		Resources: resources,
	};
}
