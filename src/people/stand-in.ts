import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { employees, teams } from '#db/schema/people.ts';
import { deputies } from '#db/schema/placements.ts';
import type { Person } from './person.ts';
import type { Role } from './roles.ts';

/** A manager for whom somebody stands in while she is away. */
export type StoodInFor = {
	readonly managerId: string;
	readonly managerName: string;
	/** The paths of the teams she leads herself: what she was lent by others she cannot lend. */
	readonly leads: readonly string[];
	/** The first moment at which it no longer holds. */
	readonly until: number;
};

/** What a deputy has of her own, and whom she stands in for. */
export type StandsIn = {
	readonly roles: readonly Role[];
	readonly leads: readonly string[];
	readonly instead: readonly StoodInFor[];
};

/**
 * Somebody as she may act at a moment: while she is a deputy, she leads what the manager leads too,
 * with a manager's rights. The one place that says so; it ends by itself, and with the manager's
 * role. A deputy is of the manager's own company: our payroll, or the same vendor.
 */
export async function asDeputy(db: Reader, person: Person, at: number): Promise<Person> {
	const rows = await heldBy(db).execute({ deputyId: person.id, at });
	const instead = rows
		.filter(({ vendorId }) => vendorId === person.vendorId)
		.map(({ vendorId: _, leads, ...row }) => ({ ...row, leads: paths(leads) }))
		.filter(({ leads }) => leads.length > 0);
	if (instead.length === 0) return person;
	const { roles, leads } = person;
	return {
		...person,
		roles: [...new Set([...roles, 'manager' as const])],
		leads: [...new Set([...leads, ...instead.flatMap((one) => one.leads)])],
		standsIn: { roles, leads, instead },
	};
}

const managers = alias(employees, 'managers');

/** Every page asks this; nearly always it is one look at an index. */
const heldBy = prepared((db) =>
	db
		.select({
			managerId: managers.id,
			managerName: managers.name,
			vendorId: teams.vendorId,
			until: deputies.until,
			leads: sql<string>`(select json_group_array(led.path) from team_leads join teams led on led.id = team_leads.team_id where team_leads.employee_id = ${managers.id})`,
		})
		.from(deputies)
		.innerJoin(managers, and(eq(managers.id, deputies.managerId), isNull(managers.leftAt)))
		.innerJoin(teams, eq(teams.id, managers.teamId))
		.where(
			and(
				eq(deputies.deputyId, sql.placeholder('deputyId')),
				lte(deputies.since, sql.placeholder('at')),
				gt(deputies.until, sql.placeholder('at')),
				sql`exists (select 1 from employee_roles where employee_id = ${managers.id} and role = 'manager')`,
			),
		)
		.prepare(),
);

function paths(json: string): string[] {
	const list: unknown = JSON.parse(json);
	return Array.isArray(list) ? list.map(String) : [];
}
