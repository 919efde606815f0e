import { createHmac, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { secrets } from '#db/schema/notifications.ts';

const secretName = 'badges';

/** The key that badges and kiosk codes are signed with; made by the first who needs it. */
export async function badgeKey(db: Database, at: number): Promise<string> {
	const known = await readKey(db.read);
	if (known) return known;
	const value = randomBytes(32).toString('base64url');
	await db.write((tx) =>
		tx.insert(secrets).values({ name: secretName, value, createdAt: at }).onConflictDoNothing(),
	);
	return (await readKey(db.read)) ?? value;
}

async function readKey(db: Reader): Promise<string | undefined> {
	const [row] = await db.select().from(secrets).where(eq(secrets.name, secretName));
	return row?.value;
}

/** HMAC-SHA-256. What it is for is part of it, so that no signature passes for another. */
export function signed(key: string, purpose: string, text: string): Buffer {
	return createHmac('sha256', key).update(`${purpose} ${text}`).digest();
}
