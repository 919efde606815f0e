import { and, asc, count, eq, isNotNull, isNull, max } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { teams } from '#db/schema/people.ts';
import { directoryGroups, directoryMembers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { type Directory, readDirectory, recordSync } from './directory.ts';
import { placeMembers } from './place-members.ts';

type Deed = { readonly by: string; readonly at: number };

/** So many people are moved in one transaction, so that nobody else waits for long. */
const atOnce = 200;

/** The groups of a directory: those with a team first, in the administrator's order. */
export function readGroups(db: Reader, directoryId: string) {
	return db
		.select({
			id: directoryGroups.id,
			name: directoryGroups.displayName,
			teamId: directoryGroups.teamId,
			team: teams.name,
			channels: directoryGroups.channels,
			members: count(directoryMembers.userId),
		})
		.from(directoryGroups)
		.leftJoin(teams, eq(teams.id, directoryGroups.teamId))
		.leftJoin(directoryMembers, eq(directoryMembers.groupId, directoryGroups.id))
		.where(eq(directoryGroups.directoryId, directoryId))
		.groupBy(directoryGroups.id)
		.orderBy(
			isNull(directoryGroups.teamId),
			asc(directoryGroups.rank),
			asc(directoryGroups.nameKey),
		);
}

export type MappedGroup = Awaited<ReturnType<typeof readGroups>>[number];

type Mapping = {
	readonly groupId: string;
	readonly teamId: string;
	/** Empty: everybody keeps hers. */
	readonly channels: readonly string[];
};

/** The members of a group work in a team from now on; it comes after the groups that have one. */
export async function giveTeam(db: Database, mapping: Mapping, deed: Deed): Promise<void> {
	const { groupId, teamId, channels } = mapping;
	await db.write(async (tx) => {
		const { group, directory } = await groupToChange(tx, groupId);
		await refuseOthersTeam(tx, directory, teamId);
		const [last] = await tx
			.select({ rank: max(directoryGroups.rank) })
			.from(directoryGroups)
			.where(eq(directoryGroups.directoryId, directory.id));
		const rank = group.rank ?? (last?.rank ?? 0) + 1;
		const set = { teamId, rank, channels: channels.length > 0 ? channels : null };
		await tx.update(directoryGroups).set(set).where(eq(directoryGroups.id, groupId));
		const what = { action: 'directory.group.mapped', objectType: 'directory group' };
		const more = { group: group.displayName, team: teamId, channels };
		await recordSync(tx, { directory, ...deed }, { ...what, objectId: groupId, more });
	});
	await moveMembers(db, groupId, deed);
}

/** The group moves nobody any more; its people stay where they are. */
export async function takeTeam(db: Database, groupId: string, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const { group, directory } = await groupToChange(tx, groupId);
		const none = { teamId: null, rank: null, channels: null };
		await tx.update(directoryGroups).set(none).where(eq(directoryGroups.id, groupId));
		const what = { action: 'directory.group.unmapped', objectType: 'directory group' };
		const more = { group: group.displayName };
		await recordSync(tx, { directory, ...deed }, { ...what, objectId: groupId, more });
	});
}

/** One place up in the order that decides for people of several groups. */
export async function putBefore(db: Database, groupId: string, deed: Deed): Promise<void> {
	const moved = await db.write(async (tx) => {
		const { group, directory } = await groupToChange(tx, groupId);
		const mapped = await tx
			.select({ id: directoryGroups.id })
			.from(directoryGroups)
			.where(and(eq(directoryGroups.directoryId, directory.id), isNotNull(directoryGroups.teamId)))
			.orderBy(asc(directoryGroups.rank), asc(directoryGroups.id));
		const ids = mapped.map(({ id }) => id);
		const place = ids.indexOf(groupId);
		if (place < 1) return false;
		ids.splice(place - 1, 0, ...ids.splice(place, 1));
		for (const [rank, id] of ids.entries())
			await tx
				.update(directoryGroups)
				.set({ rank: rank + 1 })
				.where(eq(directoryGroups.id, id));
		const what = { action: 'directory.group.ranked', objectType: 'directory group' };
		const more = { group: group.displayName, place };
		await recordSync(tx, { directory, ...deed }, { ...what, objectId: groupId, more });
		return true;
	});
	if (moved) await moveMembers(db, groupId, deed);
}

async function groupToChange(tx: Transaction, id: string) {
	const [group] = await tx.select().from(directoryGroups).where(eq(directoryGroups.id, id));
	if (!group) throw new NotFound('There is no such group.');
	return { group, directory: await readDirectory(tx, group.directoryId) };
}

/** A directory's people stay in its company: a vendor's never come among ours by a group. */
async function refuseOthersTeam(
	tx: Transaction,
	{ vendorId }: Directory,
	teamId: string,
): Promise<void> {
	const [team] = await tx.select().from(teams).where(eq(teams.id, teamId));
	if (!team) throw new Invalid({ team: 'Choose one of the teams.' });
	if (team.vendorId !== vendorId)
		throw new Invalid({
			team: 'This team belongs to another company. Choose one of the same company.',
		});
}

async function moveMembers(db: Database, groupId: string, deed: Deed): Promise<void> {
	const members = await db.read
		.select({ userId: directoryMembers.userId })
		.from(directoryMembers)
		.where(eq(directoryMembers.groupId, groupId));
	for (let next = 0; next < members.length; next += atOnce) {
		const ids = members.slice(next, next + atOnce).map(({ userId }) => userId);
		await db.write(async (tx) => {
			const { directory } = await groupToChange(tx, groupId);
			await placeMembers(tx, { directory, ...deed }, ids);
		});
	}
}
