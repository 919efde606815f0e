import { inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employeeRoles, employees } from '#db/schema/people.ts';
import type { Json } from '#lib/hash.ts';

/** The same value with other people's ids and names in it as what they are: "a manager". */
export type Mask = (value: Json) => Json;

const atOnce = 500;
const longestId = 64;

/** Every text in some values that could be an id. */
export function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
	if (typeof value === 'string' && value.length <= longestId) found.add(value);
	if (value !== null && typeof value === 'object') {
		for (const field of Object.values(value)) stringsIn(field, found);
	}
	return found;
}

/** Knows which texts are ids of people, and says by role who each of them is. */
export async function readMask(
	db: Reader,
	self: string,
	texts: ReadonlySet<string>,
): Promise<Mask> {
	const roles = await readRoles(db, [...texts]);
	roles.set(self, 'this person');
	return function mask(value: Json): Json {
		if (typeof value === 'string') return roles.get(value) ?? value;
		if (value === null || typeof value !== 'object') return value;
		if (isList(value)) return value.map(mask);
		return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, mask(field)]));
	};
}

async function readRoles(db: Reader, texts: readonly string[]): Promise<Map<string, string>> {
	const known = new Map<string, string>();
	for (let next = 0; next < texts.length; next += atOnce) {
		const ids = texts.slice(next, next + atOnce);
		const people = await db
			.select({ id: employees.id })
			.from(employees)
			.where(inArray(employees.id, ids));
		for (const { id } of people) known.set(id, 'a colleague');
		const held = await db
			.select()
			.from(employeeRoles)
			.where(inArray(employeeRoles.employeeId, ids));
		for (const role of ['manager', 'leader', 'administrator']) {
			const article = role === 'administrator' ? 'an' : 'a';
			const holders = held.filter((row) => row.role === role);
			for (const { employeeId } of holders) known.set(employeeId, `${article} ${role}`);
		}
	}
	return known;
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}
