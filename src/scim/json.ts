import { z } from 'astro/zod';
import type { Resource } from '#db/schema/scim.ts';
import type { Json } from '#lib/hash.ts';
import { wrong } from './problem.ts';

/** An object with names, and no list. */
export function isPlain(value: unknown): value is Resource {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const resourceSchema = z.record(z.string(), z.json());

/** A text that says something; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** An object's value by a name, or undefined. */
export function partOf(value: unknown, name: string): unknown {
	return isPlain(value) ? value[name] : undefined;
}

/** An object with what a second one says put over it. */
export function merged(before: Resource, value: Json | undefined): Resource {
	if (!isPlain(value))
		throw wrong('invalidValue', 'The value is not an object, as the path needs it.');
	return { ...before, ...value };
}

/** Nothing, and null, mean that it is not set. */
export function withValue(resource: Resource, name: string, value: Json | undefined): Resource {
	const others = Object.entries(resource).filter(([key]) => key !== name);
	const set = value === undefined || value === null ? [] : [[name, value] as const];
	return Object.fromEntries([...others, ...set]);
}
