import { eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employeeChannels, employeeRoles, employees, teamLeads } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import type { Role } from './roles.ts';

type Lists = {
	/** The one she works in most comes first. */
	readonly channels: readonly string[];
	readonly roles: readonly Role[];
	/** The ids of the teams she leads. */
	readonly leads: readonly string[];
};

/** Somebody as the tables have her, whether she works here or left. */
export type EmployeeNow = typeof employees.$inferSelect & Lists;

/** Throws NotFound where nobody has the id. */
export async function readEmployee(tx: Reader, employeeId: string): Promise<EmployeeNow> {
	const [row] = await tx.select().from(employees).where(eq(employees.id, employeeId));
	if (!row) throw new NotFound('There is nobody with this id.');
	const channels = await tx
		.select({ channel: employeeChannels.channel })
		.from(employeeChannels)
		.where(eq(employeeChannels.employeeId, employeeId))
		.orderBy(employeeChannels.rank);
	const held = await tx
		.select({ role: employeeRoles.role })
		.from(employeeRoles)
		.where(eq(employeeRoles.employeeId, employeeId));
	const led = await tx
		.select({ teamId: teamLeads.teamId })
		.from(teamLeads)
		.where(eq(teamLeads.employeeId, employeeId));
	return {
		...row,
		channels: channels.map(({ channel }) => channel),
		roles: held.map(({ role }) => role),
		leads: led.map(({ teamId }) => teamId),
	};
}

/** Puts lists in the place of those that were; one that is not given stays. */
export async function writeLists(
	tx: Transaction,
	employeeId: string,
	{ channels, roles, leads }: { readonly [K in keyof Lists]?: Lists[K] | undefined },
): Promise<void> {
	if (channels) {
		await tx.delete(employeeChannels).where(eq(employeeChannels.employeeId, employeeId));
		const ranked = [...channels.entries()].map(([rank, channel]) => ({ channel, rank }));
		await tx.insert(employeeChannels).values(ranked.map((row) => ({ employeeId, ...row })));
	}
	if (roles) {
		await tx.delete(employeeRoles).where(eq(employeeRoles.employeeId, employeeId));
		for (const role of new Set(roles)) await tx.insert(employeeRoles).values({ employeeId, role });
	}
	if (leads) {
		await tx.delete(teamLeads).where(eq(teamLeads.employeeId, employeeId));
		for (const teamId of new Set(leads)) await tx.insert(teamLeads).values({ teamId, employeeId });
	}
}
