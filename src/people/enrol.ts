import { employeeChannels, employeeRoles, employees, teamLeads } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, employeeProblem, recordDeed, refuseUnknownTeams } from './employee-rules.ts';
import { notePlacement } from './placement.ts';
import type { Role } from './roles.ts';

export type NewEmployee = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly job: string;
	readonly teamId: string;
	readonly language?: string;
	readonly email?: string | null | undefined;
	readonly startedAt: number;
	/** The one she works in most comes first. */
	readonly channels: readonly string[];
	readonly roles: readonly Role[];
	/** The ids of the teams she leads. */
	readonly leads: readonly string[];
};

/** Somebody begins to work here: with her channels in their order, her roles and the teams she leads. */
export async function enrolEmployee(
	tx: Transaction,
	employee: NewEmployee,
	deed: Deed,
): Promise<void> {
	const { channels, roles, leads, ...typed } = employee;
	const columns = { ...typed, name: typed.name.normalize() };
	const { id: employeeId, number } = columns;
	await refuseUnknownTeams(tx, [columns.teamId, ...leads]);
	const problem = employeeProblem(employee);
	if (problem) throw new Invalid(problem);
	const added = await tx.insert(employees).values(columns).onConflictDoNothing().returning();
	if (added.length === 0) {
		throw new Invalid({ number: `Number ${number} belongs to somebody already. Give another.` });
	}
	const ranked = [...channels.entries()].map(([rank, channel]) => ({ employeeId, channel, rank }));
	await tx.insert(employeeChannels).values(ranked);
	for (const role of new Set(roles)) await tx.insert(employeeRoles).values({ employeeId, role });
	for (const teamId of new Set(leads)) await tx.insert(teamLeads).values({ teamId, employeeId });
	const what = { action: 'employee.enrolled', objectType: 'employee', objectId: employeeId };
	const payload = { number, name: columns.name, team: columns.teamId, roles, leads, channels };
	await recordDeed(tx, deed, what, payload);
	await notePlacement(tx, employeeId, { since: employee.startedAt, by: deed.by });
}
