import { and, eq, gt } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { deputies } from '#db/schema/placements.ts';

export type Deputy = {
	readonly id: string;
	readonly name: string;
	/** The other one stands in for her, or she for the other one. */
	readonly stands: 'for her' | 'for the other';
	readonly since: number;
	readonly until: number;
};

/** Who stands in for somebody, and for whom she does, now or later. */
export async function readDeputies(db: Reader, employeeId: string, at: number): Promise<Deputy[]> {
	const { since, until, managerId, deputyId } = deputies;
	const columns = { id: employees.id, name: employees.name, since, until };
	const hers = await db
		.select(columns)
		.from(deputies)
		.innerJoin(employees, eq(employees.id, deputyId))
		.where(and(eq(managerId, employeeId), gt(until, at)));
	const others = await db
		.select(columns)
		.from(deputies)
		.innerJoin(employees, eq(employees.id, managerId))
		.where(and(eq(deputyId, employeeId), gt(until, at)));
	return [
		...hers.map((row) => ({ ...row, stands: 'for her' as const })),
		...others.map((row) => ({ ...row, stands: 'for the other' as const })),
	];
}
