import { randomBytes, randomUUID } from 'node:crypto';
import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { teams } from '#db/schema/people.ts';
import { directories, directoryTokens } from '#db/schema/directories.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import { type Directory, readDirectory } from './directory.ts';

export type Token = typeof directoryTokens.$inferSelect;
type Deed = { readonly by: string; readonly at: number };

const day = 86_400_000;
/** Milliseconds: when a token was last used is known to within so much. */
const usedWithin = 300_000;

/** The tokens of a directory that work, or have not been cleared away yet: oldest first. */
export function readTokens(db: Reader, directoryId: string): Promise<Token[]> {
	return db
		.select()
		.from(directoryTokens)
		.where(and(eq(directoryTokens.directoryId, directoryId), isNull(directoryTokens.revokedAt)))
		.orderBy(asc(directoryTokens.createdAt), asc(directoryTokens.id));
}

export type NewToken = {
	readonly directoryId: string;
	/** Days until it ends. */
	readonly days: number;
	/** Days that the tokens from before still work, so that the directory has time to change over. */
	readonly overlap: number;
};

/** Makes a token and returns it: this once, because only its hash is kept. */
export async function makeToken(
	db: Database,
	{ directoryId, days, overlap }: NewToken,
	{ by, at }: Deed,
): Promise<string> {
	const token = `touchstone_scim_${randomBytes(32).toString('base64url')}`;
	const expiresAt = at + days * day;
	const row = { id: randomUUID(), hash: sha256(token), directoryId, createdAt: at, createdBy: by };
	await db.write(async (tx) => {
		const { name } = await readDirectory(tx, directoryId);
		const until = at + overlap * day;
		const before = and(
			eq(directoryTokens.directoryId, directoryId),
			gt(directoryTokens.expiresAt, until),
		);
		await tx.update(directoryTokens).set({ expiresAt: until }).where(before);
		await tx.insert(directoryTokens).values({ ...row, expiresAt });
		const what = { action: 'directory.token.made', objectType: 'directory', objectId: directoryId };
		const payload = { directory: name, token: row.id, expiresAt, overlap };
		await appendAudit(tx, { at, actorId: by, ...what, payload });
	});
	return token;
}

/** A token that works no more from this moment. */
export async function revokeToken(db: Database, id: string, { by, at }: Deed): Promise<void> {
	await db.write(async (tx) => {
		const [revoked] = await tx
			.update(directoryTokens)
			.set({ revokedAt: at })
			.where(and(eq(directoryTokens.id, id), isNull(directoryTokens.revokedAt)))
			.returning();
		if (!revoked) throw new NotFound('There is no such token.');
		const { directoryId } = revoked;
		const what = { action: 'directory.token.revoked', objectType: 'directory' };
		const entry = { ...what, objectId: directoryId, payload: { token: id } };
		await appendAudit(tx, { at, actorId: by, ...entry });
	});
}

/** What a token is good for: a directory, or what is wrong with it. */
export type TokenFound =
	| { readonly kind: 'directory'; readonly directory: Directory }
	| { readonly kind: 'ended'; readonly directoryId: string }
	| { readonly kind: 'unknown' };

/** Looks a token up by its hash; notes that it was used. */
export async function findToken(db: Database, token: string, at: number): Promise<TokenFound> {
	const hash = sha256(token);
	const [row] = await tokenByHash(db.read).execute({ hash });
	if (!row) return { kind: 'unknown' };
	const { found, directory, ...team } = row;
	if (directory.endedAt !== null) return { kind: 'unknown' };
	if (found.revokedAt !== null || found.expiresAt <= at)
		return { kind: 'ended', directoryId: directory.id };
	if ((found.lastUsedAt ?? 0) < at - usedWithin) {
		const stale = lt(sql`coalesce(${directoryTokens.lastUsedAt}, 0)`, at - usedWithin);
		await db.write((tx) =>
			tx
				.update(directoryTokens)
				.set({ lastUsedAt: at })
				.where(and(eq(directoryTokens.hash, hash), stale)),
		);
	}
	return { kind: 'directory', directory: { ...directory, ...team } };
}

const tokenByHash = prepared((db) =>
	db
		.select({
			found: directoryTokens,
			directory: directories,
			teamName: teams.name,
			vendorId: teams.vendorId,
		})
		.from(directoryTokens)
		.innerJoin(directories, eq(directories.id, directoryTokens.directoryId))
		.innerJoin(teams, eq(teams.id, directories.teamId))
		.where(eq(directoryTokens.hash, sql.placeholder('hash')))
		.prepare(),
);

/** The days that a form asks for, or a sentence beside the field. */
export function daysFrom(
	text: string,
	field: string,
	{ least, most }: { least: number; most: number },
) {
	const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
	if (days >= least && days <= most) return days;
	throw new Invalid({ [field]: `Write a whole number of days from ${least} to ${most}.` });
}
