import { eq } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { sessions } from '#db/schema/auth.ts';

type Used = { readonly idHash: string; readonly lastUsedAt: number | null };

/** Milliseconds: not every page that is opened is worth a write. */
const toWithin = 5 * 60_000;

/** Notes that a session is in use, if it was noted longer than five minutes ago. */
export async function noteUse(
	db: Database,
	{ idHash, lastUsedAt }: Used,
	at: number,
): Promise<void> {
	if (lastUsedAt !== null && at - lastUsedAt < toWithin) return;
	const set = { lastUsedAt: at };
	await db.write((tx) => tx.update(sessions).set(set).where(eq(sessions.idHash, idHash)));
}

export async function renameSession(
	db: Database,
	{ from, to }: { from: string; to: string },
): Promise<void> {
	const set = { idHash: to };
	await db.write((tx) => tx.update(sessions).set(set).where(eq(sessions.idHash, from)));
}
