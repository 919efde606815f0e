import { randomUUID } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import { directoryGroups, directoryMembers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { sameJson } from '#lib/hash.ts';
import type { Sync } from './directory.ts';
import type { MemberChange, SentGroup } from './group-resource.ts';
import { changeMembers, recordGroup } from './change-members.ts';
import type { Group } from './group-rows.ts';
import { taken } from './problem.ts';

/** A new group; it moves nobody until an administrator gives it a team. */
export async function createGroup(tx: Transaction, sync: Sync, sent: SentGroup): Promise<Group> {
	const { displayName, externalId, resource, members = [] } = sent;
	await refuseTakenName(tx, sync, displayName);
	const group: Group = {
		...{ id: randomUUID(), directoryId: sync.directory.id, displayName, resource },
		...{ nameKey: displayName.toLowerCase(), externalId: externalId ?? null },
		...{ teamId: null, rank: null, channels: null, version: 1 },
		...{ createdAt: sync.at, changedAt: sync.at },
	};
	await tx.insert(directoryGroups).values(group);
	await recordGroup(tx, sync, group, 'scim.group.created', { name: displayName });
	if (members.length > 0) await changeMembers(tx, sync, group, [{ kind: 'add', ids: members }]);
	return group;
}

/** A group is as its directory says: its name, what else is kept of it, and its members. */
export async function changeGroup(
	tx: Transaction,
	sync: Sync,
	group: Group,
	{ sent, changes }: { readonly sent: SentGroup; readonly changes: readonly MemberChange[] },
): Promise<void> {
	const externalId = sent.externalId ?? group.externalId;
	const { displayName, resource } = sent;
	const isOther =
		displayName !== group.displayName ||
		externalId !== group.externalId ||
		!sameJson(resource, group.resource);
	if (isOther) {
		await refuseTakenName(tx, sync, displayName, group.id);
		const set = { displayName, nameKey: displayName.toLowerCase(), externalId, resource };
		await tx.update(directoryGroups).set(set).where(eq(directoryGroups.id, group.id));
		const more = { before: group.displayName, after: displayName };
		await recordGroup(tx, sync, group, 'scim.group.changed', more);
	}
	const moved = await changeMembers(tx, sync, group, changes);
	if (!isOther && moved === 0) return;
	const set = { version: group.version + 1, changedAt: sync.at };
	await tx.update(directoryGroups).set(set).where(eq(directoryGroups.id, group.id));
}

/** The group is gone; its people stay where they are. */
export async function deleteGroup(tx: Transaction, sync: Sync, group: Group): Promise<void> {
	await tx.delete(directoryMembers).where(eq(directoryMembers.groupId, group.id));
	await tx.delete(directoryGroups).where(eq(directoryGroups.id, group.id));
	await recordGroup(tx, sync, group, 'scim.group.deleted', { name: group.displayName });
}

async function refuseTakenName(
	tx: Transaction,
	{ directory }: Sync,
	name: string,
	except = '',
): Promise<void> {
	const same = and(
		eq(directoryGroups.directoryId, directory.id),
		eq(directoryGroups.nameKey, name.toLowerCase()),
		ne(directoryGroups.id, except),
	);
	const [other] = await tx.select({ id: directoryGroups.id }).from(directoryGroups).where(same);
	if (other) throw taken('This directory has a group with this displayName already.');
}
