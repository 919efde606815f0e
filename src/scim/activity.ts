import { eq } from 'drizzle-orm';
import { directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { recordSync, type Sync } from './directory.ts';
import { mayLeave } from './leavers.ts';
import { personOf } from './person-of.ts';
import { placeMembers } from './place-members.ts';
import type { UserRow } from './user-rows.ts';

/** What became of somebody's `active`. Held: she ought to leave, and too many did today. */
export type Activity = 'as before' | 'left' | 'returned' | 'held';

/** Has somebody leave or return, as her directory says. Where it says nothing all stays. */
export async function setActive(
	tx: Transaction,
	sync: Sync,
	{ user, leftAt }: UserRow,
	active: boolean | undefined,
): Promise<Activity> {
	if (active === undefined) return 'as before';
	if (active) return leftAt === null ? stayed(tx, user) : comeBack(tx, sync, user);
	if (leftAt !== null) return 'as before';
	if (await mayLeave(tx, sync)) return leave(tx, sync, user);
	if (user.heldAt === null) {
		await tx.update(directoryUsers).set({ heldAt: sync.at }).where(eq(directoryUsers.id, user.id));
		await record(tx, sync, user, 'scim.leave.held');
	}
	return 'held';
}

/** Somebody whom a directory names for the first time and who is away: nobody leaves by that. */
export async function beginAway(tx: Transaction, sync: Sync, user: User): Promise<Activity> {
	const { directory, at } = sync;
	const reason = `The directory ${directory.name} named her as away.`;
	await leaveWork(tx, { employeeId: user.employeeId, reason }, { by: null, at });
	return 'left';
}

type User = UserRow['user'];

/** The directory thought better of it while she waited. */
async function stayed(tx: Transaction, { id, heldAt }: User): Promise<Activity> {
	if (heldAt !== null)
		await tx.update(directoryUsers).set({ heldAt: null }).where(eq(directoryUsers.id, id));
	return 'as before';
}

async function leave(tx: Transaction, sync: Sync, user: User): Promise<Activity> {
	const { directory, at } = sync;
	const reason = `The directory ${directory.name} said so.`;
	await leaveWork(tx, { employeeId: user.employeeId, reason }, { by: null, at });
	await tx
		.update(directoryUsers)
		.set({ leftAt: at, heldAt: null })
		.where(eq(directoryUsers.id, user.id));
	await record(tx, sync, user, 'scim.user.deactivated');
	return 'left';
}

/** What the directory said of her while she was away holds from now on. */
async function comeBack(tx: Transaction, sync: Sync, user: User): Promise<Activity> {
	const deed = { by: null, at: sync.at };
	await returnToWork(tx, user.employeeId, deed);
	await tx.update(directoryUsers).set({ leftAt: null }).where(eq(directoryUsers.id, user.id));
	await changeEmployee(tx, user.employeeId, personOf(user.resource), deed);
	await placeMembers(tx, sync, [user.id]);
	await record(tx, sync, user, 'scim.user.reactivated');
	return 'returned';
}

function record(tx: Transaction, sync: Sync, user: User, action: string): Promise<void> {
	const what = { action, objectType: 'employee', objectId: user.employeeId };
	return recordSync(tx, sync, { ...what, more: { user: user.id } });
}
