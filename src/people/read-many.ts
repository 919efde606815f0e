import { among, insertRows } from '#db/many-rows.ts';
import { employeeChannels, employeeRoles, employees, teamLeads, teams } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import { unknownTeam } from './employee-rules.ts';
import type { EmployeeNow } from './employee-lists.ts';
import type { Role } from './roles.ts';

// Verbs for many people write what the verb for one writes, in some statements for all of them: a
// company of a hundred thousand comes in within seconds, and test/people/many.test.ts holds them
// against each other. They are handed some hundreds at a time, so that nobody waits for them.

/** As tables have them, in the order of the ids. Throws NotFound where nobody has one of them. */
export async function readEmployees(
	tx: Transaction,
	ids: readonly string[],
): Promise<EmployeeNow[]> {
	if (ids.length === 0) return [];
	const rows = await tx.select().from(employees).where(among(employees.id, ids));
	const byId = new Map(rows.map((row) => [row.id, row]));
	const lists = await readLists(tx, ids);
	return ids.map((id) => {
		const row = byId.get(id);
		if (!row) throw new NotFound('There is nobody with this id.');
		return {
			...row,
			channels: lists.channels.get(id) ?? [],
			roles: lists.roles.get(id) ?? [],
			leads: lists.leads.get(id) ?? [],
		};
	});
}

async function readLists(tx: Transaction, ids: readonly string[]) {
	const [channels, roles, leads] = [
		new Map<string, string[]>(),
		new Map<string, Role[]>(),
		new Map<string, string[]>(),
	];
	const working = await tx
		.select({ id: employeeChannels.employeeId, channel: employeeChannels.channel })
		.from(employeeChannels)
		.where(among(employeeChannels.employeeId, ids))
		.orderBy(employeeChannels.employeeId, employeeChannels.rank);
	for (const { id, channel } of working) push(channels, id, channel);
	const held = await tx.select().from(employeeRoles).where(among(employeeRoles.employeeId, ids));
	for (const { employeeId, role } of held) push(roles, employeeId, role);
	const led = await tx.select().from(teamLeads).where(among(teamLeads.employeeId, ids));
	for (const { employeeId, teamId } of led) push(leads, employeeId, teamId);
	return { channels, roles, leads };
}

function push<T>(lists: Map<string, T[]>, id: string, item: T): void {
	const list = lists.get(id);
	if (list) list.push(item);
	else lists.set(id, [item]);
}

export type Lists = {
	readonly id: string;
	readonly channels?: readonly string[] | undefined;
	readonly roles?: readonly Role[] | undefined;
	readonly leads?: readonly string[] | undefined;
};

/** Puts lists in the place of those that were; one that is not given stays. */
export async function writeManyLists(
	tx: Transaction,
	people: readonly Lists[],
	{ areNew = false } = {},
): Promise<void> {
	const having = (list: 'channels' | 'roles' | 'leads') =>
		people.filter((person) => person[list] !== undefined).map(({ id }) => id);
	if (!areNew) {
		await tx.delete(employeeChannels).where(among(employeeChannels.employeeId, having('channels')));
		await tx.delete(employeeRoles).where(among(employeeRoles.employeeId, having('roles')));
		await tx.delete(teamLeads).where(among(teamLeads.employeeId, having('leads')));
	}
	const channels = people.flatMap(({ id: employeeId, channels = [] }) =>
		channels.map((channel, rank) => ({ employeeId, channel, rank })),
	);
	const roles = people.flatMap(({ id: employeeId, roles = [] }) =>
		[...new Set(roles)].map((role) => ({ employeeId, role })),
	);
	const leads = people.flatMap(({ id: employeeId, leads = [] }) =>
		[...new Set(leads)].map((teamId) => ({ employeeId, teamId })),
	);
	await insertRows(tx, employeeChannels, channels);
	await insertRows(tx, employeeRoles, roles);
	await insertRows(tx, teamLeads, leads);
}

/** The teams with these ids by id. Throws Invalid where there is no such team. */
export async function readTeams(tx: Transaction, ids: readonly string[]) {
	const wanted = [...new Set(ids)];
	const rows = await tx.select().from(teams).where(among(teams.id, wanted));
	const byId = new Map(rows.map((row) => [row.id, row]));
	const unknown = wanted.find((id) => !byId.has(id));
	if (unknown !== undefined) throw unknownTeam(unknown);
	return byId;
}

/** Whether nobody has one of these numbers yet; the first that somebody has. */
export async function takenNumber(
	tx: Transaction,
	numbers: readonly string[],
): Promise<string | undefined> {
	const [taken] = await tx
		.select({ number: employees.number })
		.from(employees)
		.where(among(employees.number, numbers))
		.limit(1);
	const seen = new Set<string>();
	return taken?.number ?? numbers.find((number) => seen.size === seen.add(number).size);
}
