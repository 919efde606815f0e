import type { Resource } from '#db/schema/scim.ts';
import { canonicalJson, type Json } from '#lib/hash.ts';
import { isPlain, textOf } from './json.ts';
import { wrong } from './problem.ts';
import { attributeOf, enterpriseUrn, userUrn } from './schema.ts';

/** A user as a directory says her to be. */
export type SentUser = {
	readonly userName: string;
	readonly externalId: string | undefined;
	/** Undefined where nothing is said of it. */
	readonly active: boolean | undefined;
	/** What is kept, as it was sent. */
	readonly resource: Resource;
	/** The roles and the like that were asked for, as one text; empty where none were. */
	readonly roles: string;
};

/** What the product says itself, what it has no use for, and what nobody may ask for. */
const notKept = new Set(['id', 'meta', 'schemas', 'groups', 'password', 'roles', 'entitlements']);
const asked = ['roles', 'entitlements'] as const;
const longestText = 1000;

/** Reads a whole user: as posted, as put, or as a PATCH leaves her. */
export function readUser(body: Json): SentUser {
	if (!isPlain(body)) throw wrong('invalidSyntax', 'A user is an object.');
	const named = nameAttributes(body, userUrn);
	const userName = textOf(named['userName']);
	if (userName === undefined) throw wrong('invalidValue', 'A user needs a userName.');
	const active = readBoolean(named['active']);
	const externalId = textOf(named['externalId']);
	refuseLongTexts(userName, externalId ?? '');
	const kept = Object.entries(named).filter(
		([name]) => !notKept.has(name) && name !== 'active' && name !== 'externalId',
	);
	return {
		userName,
		externalId,
		active,
		resource: { ...Object.fromEntries(kept), userName },
		roles: asked.flatMap((name) => rolesIn(named[name])).join(' '),
	};
}

/** Names as the schema writes them, at both levels; nulls and empty lists mean that nothing is set. */
function nameAttributes(body: Resource, urn: string): Resource {
	const set = Object.entries(body).filter(
		([, value]) => value !== null && !(isList(value) && value.length === 0),
	);
	return Object.fromEntries(set.map(([key, value]) => nameAttribute(key, value, urn)));
}

function nameAttribute(key: string, value: Json, urn: string): [string, Json] {
	if (key.toLowerCase() === enterpriseUrn.toLowerCase() && isPlain(value))
		return [enterpriseUrn, nameAttributes(value, enterpriseUrn)];
	const attribute = attributeOf(urn, key);
	return attribute ? [attribute.name, nameParts(value, attribute.parts)] : [key, value];
}

function nameParts(value: Json, parts: ReadonlyMap<string, string>): Json {
	if (parts.size === 0) return value;
	if (isList(value)) return value.map((item) => nameParts(item, parts));
	if (!isPlain(value)) return value;
	const set = Object.entries(value).filter(([, part]) => part !== null);
	return Object.fromEntries(
		set.map(([key, part]): [string, Json] => [
			parts.get(key.toLowerCase()) ?? key,
			tidyPart(key, part),
		]),
	);
}

function tidyPart(key: string, part: Json): Json {
	return key.toLowerCase() === 'primary' ? (readBoolean(part) ?? part) : part;
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

/** Entra ID sends "True" and "False". */
export function readBoolean(value: unknown): boolean | undefined {
	if (value === undefined || value === null || typeof value === 'boolean')
		return value ?? undefined;
	const text = String(value).toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw wrong('invalidValue', 'What is true or false is written so.');
}

function rolesIn(value: Json | undefined): string[] {
	return value === undefined || value === null ? [] : [value].flat().map(canonicalJson);
}

function refuseLongTexts(...texts: readonly string[]): void {
	if (texts.some((text) => text.length > longestText))
		throw wrong('invalidValue', 'A userName or externalId has a thousand letters at most.');
}
