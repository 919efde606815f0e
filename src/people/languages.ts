import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';

/** The languages that people read. */
export async function readLanguages(db: Reader): Promise<string[]> {
	const rows = await db.selectDistinct({ language: employees.language }).from(employees);
	return rows.map(({ language }) => language);
}
