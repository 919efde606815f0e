import { eq, like, or, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';

export type PersonNamed = { readonly id: string; readonly number: string; readonly name: string };

/** More are not offered: she types more of the name. */
export const mostNamed = 20;

/** Who has a number, or else whose name has some words in it; those who left included. */
export async function peopleNamed(db: Reader, typed: string): Promise<PersonNamed[]> {
	const text = typed.trim();
	if (text === '') return [];
	const { id, number, name } = employees;
	const columns = { id, number, name };
	const exact = await db
		.select(columns)
		.from(employees)
		.where(or(eq(number, text), eq(id, text)));
	if (exact.length > 0) return exact;
	const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	return db
		.select(columns)
		.from(employees)
		.where(sql`${like(name, pattern)} escape '\\'`)
		.orderBy(name)
		.limit(mostNamed);
}
