import { eq } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { sessions } from '#db/schema/auth.ts';
import type { Session } from '#auth/session.ts';

// How long somebody stays signed in on a kiosk. The page asks "Still there?" when it was not touched
// for a while, and tells the server of touches; what the server knows is what counts.

/** Seconds between the question and the end, so that everybody can answer it (WCAG 2.2.1). */
export const warningSeconds = 20;

/** Seconds that a page may take to tell of a touch, and a slow network. */
const slackSeconds = 20;

/** Milliseconds; after so long she proves again who she is. */
export const longestUse = 30 * 60_000;

/** Whether a session on a kiosk is over: nobody touched it, or it has lasted long enough. */
export function isOver(
	{ createdAt, lastUsedAt }: Pick<Session, 'createdAt' | 'lastUsedAt'>,
	idleSeconds: number,
	at: number,
): boolean {
	const quiet = at - (lastUsedAt ?? createdAt);
	return (
		quiet > (idleSeconds + warningSeconds + slackSeconds) * 1000 || at - createdAt > longestUse
	);
}

/** On a kiosk every request counts, to the second. */
export async function noteUse(db: Database, idHash: string, at: number): Promise<void> {
	await db.write((tx) =>
		tx.update(sessions).set({ lastUsedAt: at }).where(eq(sessions.idHash, idHash)),
	);
}

/** One person at a time: whoever was there before is out. */
export async function endSessionsOn(db: Database, kioskId: string): Promise<void> {
	await db.write((tx) => tx.delete(sessions).where(eq(sessions.deviceId, kioskId)));
}
