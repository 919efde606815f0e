import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'astro/zod';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { teams } from '#db/schema/people.ts';
import { directories, directoryProblems, directoryTokens } from '#db/schema/directories.ts';
import { directoryGroups, directoryMembers, directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { readDirectory } from './directory.ts';

const oneOrSeveral = z
	.union([z.string().transform((one) => [one]), z.array(z.string())])
	.default([]);

/** What an administrator says of a directory. */
export const directorySchema = z.object({
	name: z
		.string()
		.trim()
		.min(1, 'Give it a name, like Entra ID.')
		.max(80, 'Make the name shorter.'),
	team: z.string().min(1, 'Choose the team where new people begin.'),
	channels: oneOrSeveral,
	linksByEmail: z.literal('on').optional(),
});
export type DirectorySaid = z.output<typeof directorySchema>;

type Deed = { readonly by: string; readonly at: number };

/** Connects a directory. It can do nothing until it has a token. */
export async function addDirectory(
	db: Database,
	id: string,
	said: DirectorySaid,
	{ by, at }: Deed,
): Promise<void> {
	await db.write(async (tx) => {
		await refuse(tx, said);
		await tx.insert(directories).values({ id, ...columns(said), createdAt: at, createdBy: by });
		await record(tx, 'directory.connected', id, { by, at }, said);
	});
}

/** Changes what holds from now on; people who are here stay where they are. */
export async function changeDirectory(
	db: Database,
	id: string,
	said: DirectorySaid,
	deed: Deed,
): Promise<void> {
	await db.write(async (tx) => {
		const before = await readDirectory(tx, id);
		const { vendorId } = await refuse(tx, said);
		if (vendorId !== before.vendorId)
			throw new Invalid({
				team: 'Choose a team of the same company. For another one connect another directory.',
			});
		await tx.update(directories).set(columns(said)).where(eq(directories.id, id));
		await record(tx, 'directory.changed', id, deed, said);
	});
}

/** Its tokens work no more, and what it sent is forgotten. The people stay, with all that they have. */
export async function endDirectory(db: Database, id: string, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const { name } = await readDirectory(tx, id);
		await tx.update(directories).set({ endedAt: deed.at }).where(eq(directories.id, id));
		const working = and(eq(directoryTokens.directoryId, id), isNull(directoryTokens.revokedAt));
		await tx.update(directoryTokens).set({ revokedAt: deed.at }).where(working);
		const groups = tx
			.select({ id: directoryGroups.id })
			.from(directoryGroups)
			.where(eq(directoryGroups.directoryId, id));
		await tx.delete(directoryMembers).where(inArray(directoryMembers.groupId, groups));
		await tx.delete(directoryGroups).where(eq(directoryGroups.directoryId, id));
		await tx.delete(directoryUsers).where(eq(directoryUsers.directoryId, id));
		await tx.delete(directoryProblems).where(eq(directoryProblems.directoryId, id));
		await record(tx, 'directory.ended', id, deed, { name });
	});
}

function columns({ name, team, channels, linksByEmail }: DirectorySaid) {
	return { name, teamId: team, channels, linksByEmail: linksByEmail === 'on' };
}

async function refuse(tx: Transaction, said: DirectorySaid): Promise<{ vendorId: string | null }> {
	const [team] = await tx
		.select({ vendorId: teams.vendorId })
		.from(teams)
		.where(eq(teams.id, said.team));
	if (!team) throw new Invalid({ team: 'Choose one of the teams.' });
	if (said.channels.length === 0)
		throw new Invalid({ channels: 'Choose what new people work in, at least one.' });
	return team;
}

function record(
	tx: Transaction,
	action: string,
	objectId: string,
	{ by, at }: Deed,
	payload: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<void> {
	const said = Object.entries(payload).filter(
		(entry): entry is [string, string | string[]] => entry[1] !== undefined,
	);
	const what = { action, objectType: 'directory', objectId };
	return appendAudit(tx, { at, actorId: by, ...what, payload: Object.fromEntries(said) });
}
