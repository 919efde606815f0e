import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database, Reader } from './connection.ts';
import { secrets } from './schema/notifications.ts';

/** A key of this installation, 32 bytes in base64url; made by the first who needs it. */
export async function secretKey(db: Database, name: string, at: number): Promise<string> {
	const known = await knownKey(db.read, name);
	if (known) return known;
	const value = randomBytes(32).toString('base64url');
	await db.write((tx) =>
		tx.insert(secrets).values({ name, value, createdAt: at }).onConflictDoNothing(),
	);
	return (await knownKey(db.read, name)) ?? value;
}

/** The same, if anybody has needed it yet. */
export async function knownKey(db: Reader, name: string): Promise<string | undefined> {
	const [row] = await db
		.select({ value: secrets.value })
		.from(secrets)
		.where(eq(secrets.name, name));
	return row?.value;
}
