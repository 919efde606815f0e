import { eq } from 'drizzle-orm';
import { directoryMembers, directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { sameJson } from '#lib/hash.ts';
import { changeEmployee, type EmployeeChange } from '#people/change-employee.ts';
import { type Activity, setActive } from './activity.ts';
import { recordSync, type Sync } from './directory.ts';
import { type PersonSaid, personOf } from './person-of.ts';
import { refuseTakenNames } from './taken-names.ts';
import type { UserRow } from './user-rows.ts';
import type { SentUser } from './user-resource.ts';

type User = UserRow['user'];

/**
 * Somebody is from now on as her directory says. What it said before and says still is not touched,
 * so that what was changed here stays until the directory changes it.
 */
export async function changeUser(
	tx: Transaction,
	sync: Sync,
	row: UserRow,
	sent: SentUser,
): Promise<{ readonly activity: Activity }> {
	const { user, leftAt } = row;
	await refuseRoles(tx, sync, user, sent);
	const now = await keep(tx, sync, user, sent);
	const activity = await setActive(tx, sync, { user: now, leftAt }, sent.active);
	const isHere = activity === 'left' ? false : leftAt === null;
	if (isHere && now !== user) {
		const change = differences(personOf(user.resource), personOf(now.resource));
		await changeEmployee(tx, user.employeeId, change, { by: null, at: sync.at });
	}
	return { activity };
}

/** Writes down what was sent; returns the very user that was given where nothing is other. */
async function keep(tx: Transaction, sync: Sync, user: User, sent: SentUser): Promise<User> {
	const { userName, resource } = sent;
	const externalId = sent.externalId ?? user.externalId;
	const same = user.externalId === externalId && sameJson(user.resource, resource);
	if (same) return user;
	const others = {
		userName: userName.toLowerCase() === user.userNameKey ? undefined : userName,
		externalId: externalId === user.externalId ? undefined : (externalId ?? undefined),
	};
	await refuseTakenNames(tx, sync, others, user.id);
	const { email, number } = personOf(resource);
	const set = {
		...{ userName, userNameKey: userName.toLowerCase(), externalId, resource },
		emailKey: email?.toLowerCase() ?? null,
		numberFrom: number === undefined ? user.numberFrom : ('directory' as const),
		...{ version: user.version + 1, changedAt: sync.at },
	};
	await tx.update(directoryUsers).set(set).where(eq(directoryUsers.id, user.id));
	const names = Object.keys({ ...user.resource, ...resource });
	const changed = names.filter((name) => !sameJson([user.resource[name]], [resource[name]]));
	const what = { action: 'scim.user.changed', objectType: 'employee', objectId: user.employeeId };
	await recordSync(tx, sync, { ...what, more: { user: user.id, changed } });
	return { ...user, ...set };
}

/** What the directory says otherwise than before; an e-mail address may be taken away. */
function differences(before: PersonSaid, now: PersonSaid): EmployeeChange {
	const { email, ...others } = now;
	const told = Object.entries(others).filter(
		([name, value]) => value !== new Map(Object.entries(before)).get(name),
	);
	const mail = email === before.email ? {} : { email: email ?? null };
	return { ...Object.fromEntries(told), ...mail };
}

/**
 * No directory makes a manager, a leader or an administrator. It hears a plain yes all the same: a
 * refusal would stop its whole sync. Each thing asked for is on record once.
 */
export async function refuseRoles(
	tx: Transaction,
	sync: Sync,
	user: User,
	{ roles }: SentUser,
): Promise<void> {
	if (roles === '' || roles === user.refusedRoles) return;
	await tx
		.update(directoryUsers)
		.set({ refusedRoles: roles })
		.where(eq(directoryUsers.id, user.id));
	const what = { action: 'scim.role.refused', objectType: 'employee', objectId: user.employeeId };
	await recordSync(tx, sync, { ...what, more: { user: user.id, asked: roles.slice(0, 1000) } });
}

/** A directory deletes somebody: she leaves, and is not found there any more; her record stays. */
export async function deleteUser(tx: Transaction, sync: Sync, row: UserRow): Promise<Activity> {
	const activity = await setActive(tx, sync, row, false);
	if (activity === 'held') return activity;
	const { id, employeeId } = row.user;
	await tx.update(directoryUsers).set({ deletedAt: sync.at }).where(eq(directoryUsers.id, id));
	await tx.delete(directoryMembers).where(eq(directoryMembers.userId, id));
	const what = { action: 'scim.user.deleted', objectType: 'employee', objectId: employeeId };
	await recordSync(tx, sync, { ...what, more: { user: id } });
	return activity;
}
