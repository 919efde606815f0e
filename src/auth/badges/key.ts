import { createHmac } from 'node:crypto';
import type { Database } from '#db/connection.ts';
import { secretKey } from '#db/secret-key.ts';

/** The key that badges and kiosk codes are signed with. */
export function badgeKey(db: Database, at: number): Promise<string> {
	return secretKey(db, 'badges', at);
}

/** HMAC-SHA-256. What it is for is part of it, so that no signature passes for another. */
export function signed(key: string, purpose: string, text: string): Buffer {
	return createHmac('sha256', key).update(`${purpose} ${text}`).digest();
}
