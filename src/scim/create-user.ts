import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import { employees, teams } from '#db/schema/people.ts';
import { directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { type Activity, beginAway, setActive } from './activity.ts';
import { changeUser, refuseRoles } from './change-user.ts';
import { recordSync, type Sync } from './directory.ts';
import { findOnRoster, numberFor } from './on-roster.ts';
import { type PersonSaid, personOf } from './person-of.ts';
import { refuseTakenNames } from './taken-names.ts';
import type { SentUser } from './user-resource.ts';

/** What came of a user: who she is here, and whether she may leave if she was to. */
export type Outcome = { readonly id: string; readonly activity: Activity };

type User = typeof directoryUsers.$inferSelect;

/**
 * Somebody whom a directory names for the first time: she is whoever has her number already, or
 * begins in the directory's team. One whom the directory deleted before comes back.
 */
export async function createUser(tx: Transaction, sync: Sync, sent: SentUser): Promise<Outcome> {
	await refuseTakenNames(tx, sync, sent);
	const deleted = await deletedBefore(tx, sync, sent);
	if (deleted) return takeBack(tx, sync, deleted, sent);
	const said = personOf(sent.resource);
	const onRoster = await findOnRoster(tx, sync.directory, said);
	const { employeeId, numberFrom } = onRoster
		? { employeeId: onRoster, numberFrom: 'before' as const }
		: await enrol(tx, sync, sent, said);
	const user = await insertUser(tx, sync, sent, { employeeId, numberFrom, email: said.email });
	const action = onRoster ? 'scim.user.linked' : 'scim.user.created';
	const what = { action, objectType: 'employee', objectId: employeeId };
	await recordSync(tx, sync, { ...what, more: { user: user.id } });
	await refuseRoles(tx, sync, user, sent);
	if (!onRoster && sent.active === false)
		return { id: user.id, activity: await beginAway(tx, sync, user) };
	const leftAt = await leftAtOf(tx, employeeId);
	if (onRoster && leftAt === null)
		await changeEmployee(tx, employeeId, said, { by: null, at: sync.at });
	return {
		id: user.id,
		activity: await setActive(tx, sync, { user, leftAt }, sent.active ?? true),
	};
}

async function deletedBefore(
	tx: Transaction,
	{ directory }: Sync,
	{ userName }: SentUser,
): Promise<User | undefined> {
	const [row] = await tx
		.select({ user: directoryUsers, vendorId: teams.vendorId, nobody: employees.anonymisedAt })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(
			and(
				eq(directoryUsers.directoryId, directory.id),
				isNotNull(directoryUsers.deletedAt),
				eq(directoryUsers.userNameKey, userName.toLowerCase()),
			),
		)
		.limit(1);
	const isHers = row && row.nobody === null && row.vendorId === directory.vendorId;
	return isHers ? row.user : undefined;
}

async function takeBack(tx: Transaction, sync: Sync, user: User, sent: SentUser): Promise<Outcome> {
	await tx.update(directoryUsers).set({ deletedAt: null }).where(eq(directoryUsers.id, user.id));
	const row = { user: { ...user, deletedAt: null }, leftAt: await leftAtOf(tx, user.employeeId) };
	const active = sent.active ?? true;
	const { activity } = await changeUser(tx, sync, row, { ...sent, active });
	return { id: user.id, activity };
}

async function leftAtOf(tx: Transaction, id: string): Promise<number | null> {
	const [row] = await tx
		.select({ leftAt: employees.leftAt })
		.from(employees)
		.where(eq(employees.id, id));
	return row?.leftAt ?? null;
}

async function enrol(tx: Transaction, { directory, at }: Sync, sent: SentUser, said: PersonSaid) {
	const given = said.number;
	const made = given === undefined ? await numberFor(tx, sent.userName) : undefined;
	const employee = {
		id: randomUUID(),
		number: given ?? made?.number ?? '',
		name: said.name,
		job: said.job ?? 'Employee',
		teamId: directory.teamId,
		...(said.language ? { language: said.language } : {}),
		email: said.email,
		startedAt: at,
		channels: directory.channels,
		roles: [],
		leads: [],
	};
	await enrolEmployee(tx, employee, { by: null, at });
	return { employeeId: employee.id, numberFrom: made?.from ?? ('directory' as const) };
}

async function insertUser(
	tx: Transaction,
	{ directory, at }: Sync,
	{ userName, externalId, resource }: SentUser,
	{ email, ...who }: Pick<User, 'employeeId' | 'numberFrom'> & { email: string | undefined },
): Promise<User> {
	const row: User = {
		...{ ...who, id: randomUUID(), directoryId: directory.id, userName, resource },
		userNameKey: userName.toLowerCase(),
		externalId: externalId ?? null,
		emailKey: email?.toLowerCase() ?? null,
		...{ refusedRoles: null, version: 1, createdAt: at, changedAt: at },
		...{ leftAt: null, heldAt: null, deletedAt: null },
	};
	// Another name that a directory deleted stood for her before: she is found by this one from now on.
	const before = and(
		eq(directoryUsers.employeeId, row.employeeId),
		isNotNull(directoryUsers.deletedAt),
	);
	await tx.delete(directoryUsers).where(before);
	await tx.insert(directoryUsers).values(row);
	return row;
}
