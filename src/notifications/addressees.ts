import { and, asc, eq, gt, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { mailChoices } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import { type Person, readPeople } from '#people/person.ts';

/** Who has an address and wants mail, in the order of their ids, after one of them. */
export async function readAddressees(db: Reader, after: string, most: number): Promise<Person[]> {
	const rows = await withAddress(db, and(gt(employees.id, after), wantsMail))
		.orderBy(asc(employees.id))
		.limit(most);
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return [];
	const people = await readPeople(db, inArray(employees.id, ids));
	return people.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** One person, if mail can reach her; what is required reaches her though she wants none. */
export async function readAddressee(
	db: Reader,
	id: string,
	required: boolean,
): Promise<Person | undefined> {
	const is = eq(employees.id, id);
	const [row] = await withAddress(db, required ? is : and(is, wantsMail));
	const [person] = row ? await readPeople(db, is) : [];
	return person;
}

/** Where mail reaches each of some people, and whether they want what is not required. */
export async function readAddresses(
	db: Reader,
	ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly email: string; readonly wanted: boolean }>> {
	const rows = await withAddress(db, inArray(employees.id, [...ids]));
	return new Map(
		rows.flatMap(({ id, email, wanted }) =>
			email === null ? [] : [[id, { email, wanted: wanted ?? true }] as const],
		),
	);
}

/** Nobody is asked for consent first; whoever has said no is left in peace. */
const wantsMail = or(isNull(mailChoices.wanted), eq(mailChoices.wanted, true));

function withAddress(db: Reader, condition: SQL | undefined) {
	return db
		.select({ id: employees.id, email: employees.email, wanted: mailChoices.wanted })
		.from(employees)
		.leftJoin(mailChoices, eq(mailChoices.employeeId, employees.id))
		.where(and(isNotNull(employees.email), isNull(employees.leftAt), condition));
}
