import { eq, inArray } from 'drizzle-orm';
import { type AuditEvent, appendAudit } from '#audit/append.ts';
import {
	employeeChannels,
	employeeRoles,
	employees,
	sites,
	teamLeads,
	teams,
	vendors,
} from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type NewSite, siteProblem } from './places.ts';
import type { Role } from './roles.ts';

const address = /^[^\s@<>,]+@[^\s@<>,]+$/;

/** Who did it, null for the product itself, and when. */
export type Deed = { readonly by: string | null; readonly at: number };

export type { NewSite };
export type NewVendor = typeof vendors.$inferSelect;

export type NewTeam = Omit<typeof teams.$inferSelect, 'path'> & {
	/** The team above; null for the company itself. */
	readonly parentId: string | null;
};

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

/** A place with a clock of its own. */
export async function addSite(tx: Transaction, site: NewSite, deed: Deed): Promise<void> {
	const problem = siteProblem(site);
	if (problem) throw new Invalid(problem);
	const added = await tx.insert(sites).values(site).onConflictDoNothing().returning();
	if (added.length === 0) throw taken('site', site.id);
	await record(tx, deed, { action: 'site.added', objectType: 'site', objectId: site.id });
}

/** An outside company whose people do our work. */
export async function addVendor(tx: Transaction, vendor: NewVendor, deed: Deed): Promise<void> {
	const added = await tx.insert(vendors).values(vendor).onConflictDoNothing().returning();
	if (added.length === 0) throw taken('vendor', vendor.id);
	await record(tx, deed, { action: 'vendor.added', objectType: 'vendor', objectId: vendor.id });
}

/** A team below another one; its path is the other's with its own id at the end. */
export async function addTeam(tx: Transaction, team: NewTeam, deed: Deed): Promise<void> {
	const { parentId, ...columns } = team;
	const above = parentId === null ? '/' : await pathOf(tx, parentId);
	await refuseUnknownPlace(tx, team);
	const row = { ...columns, path: `${above}${team.id}/` };
	const added = await tx.insert(teams).values(row).onConflictDoNothing().returning();
	if (added.length === 0) throw taken('team', team.id);
	await record(tx, deed, { action: 'team.added', objectType: 'team', objectId: team.id });
}

/** Somebody begins to work here: with her channels in their order, her roles and the teams she leads. */
export async function enrolEmployee(
	tx: Transaction,
	employee: NewEmployee,
	deed: Deed,
): Promise<void> {
	const { channels, roles, leads, ...columns } = employee;
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
	await record(tx, deed, what, payload);
}

async function pathOf(tx: Transaction, teamId: string): Promise<string> {
	const [team] = await tx.select({ path: teams.path }).from(teams).where(eq(teams.id, teamId));
	if (!team) throw unknownTeam(teamId);
	return team.path;
}

/** A path is searched with LIKE, where % and _ stand for anything and case for nothing. */
async function refuseUnknownPlace(tx: Transaction, team: NewTeam): Promise<void> {
	const { id, siteId, vendorId } = team;
	if (!/^[a-z0-9-]+$/.test(id)) {
		throw new Invalid({ id: `A team's id has small letters, digits and hyphens only: not ${id}.` });
	}
	const [site] = await tx.select().from(sites).where(eq(sites.id, siteId));
	if (!site) throw new Invalid({ site: `There is no site ${siteId}. Add it first.` });
	if (vendorId === null) return;
	const [vendor] = await tx.select().from(vendors).where(eq(vendors.id, vendorId));
	if (!vendor) throw new Invalid({ vendor: `There is no vendor ${vendorId}. Add it first.` });
}

async function refuseUnknownTeams(tx: Transaction, ids: readonly string[]): Promise<void> {
	const rows = await tx
		.select({ id: teams.id })
		.from(teams)
		.where(inArray(teams.id, [...ids]));
	const unknown = ids.find((id) => !rows.some((row) => row.id === id));
	if (unknown !== undefined) throw unknownTeam(unknown);
}

function employeeProblem({ number, name, channels, email }: NewEmployee) {
	if (!/^\S+$/.test(number)) return { number: 'Write the number without spaces, like 4417.' };
	if (name.trim() === '') return { name: 'Write the name.' };
	if (email && !address.test(email)) return { email: 'Write it like name@company.example.' };
	if (channels.length === 0) return { channels: 'Choose at least one channel.' };
	if (new Set(channels).size < channels.length) return { channels: 'Name each channel once.' };
	return undefined;
}

function unknownTeam(id: string): Invalid {
	return new Invalid({ team: `There is no team ${id}. Add it first.` });
}

function taken(what: string, id: string): Invalid {
	return new Invalid({ id: `There is a ${what} ${id} already. Choose another id.` });
}

function record(
	tx: Transaction,
	{ by, at }: Deed,
	what: Pick<AuditEvent, 'action' | 'objectType' | 'objectId'>,
	payload: AuditEvent['payload'] = {},
): Promise<void> {
	return appendAudit(tx, { at, actorId: by, ...what, payload });
}
