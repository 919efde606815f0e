import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { badges } from '#db/schema/kiosks.ts';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { badgeKey, signed } from './key.ts';
import { type Deed, newBadgeId, record, revoke } from './give.ts';
import { isTokenLike } from './token.ts';

/** Letters; what a QR code of the largest kind could say is no badge. */
const longestText = 500;

/** Shorter ones, and numbers of any length, can be typed by somebody who saw the badge once. */
const hardToType = 20;

export type Registration = { readonly employeeId: string; readonly text: string };

/**
 * Makes a badge that somebody has already, a bar code or a QR code with any text, hers here too.
 * What it says is kept as a keyed hash only. Refuses one that is somebody else's.
 */
export async function registerBadge(
	db: Database,
	{ employeeId, text }: Registration,
	deed: Deed,
): Promise<void> {
	const problem = textProblem(text.trim());
	if (problem) throw new Invalid({ text: problem });
	const textHash = hashOfText(await badgeKey(db, deed.at), text);
	await db.write(async (tx) => {
		await refuseNumber(tx, text.trim());
		if (await isHersAlready(tx, { textHash, employeeId, deed })) return;
		const asksPin = isEasyToType(text.trim());
		const row = { id: newBadgeId(), employeeId, textHash, asksPin };
		await tx.insert(badges).values({ ...row, givenBy: deed.by, givenAt: deed.at });
		await record(tx, 'badge.registered', [row], deed);
	});
}

export function hashOfText(key: string, text: string): string {
	return signed(key, 'text', text.trim()).toString('hex');
}

function isEasyToType(text: string): boolean {
	return text.length < hardToType || /^[\d\s.-]+$/.test(text);
}

function textProblem(text: string): string | undefined {
	if (text.length < 4) return 'Scan the badge, or type what its code says: at least four letters.';
	if (text.length > longestText) return 'This is too long for a badge. Scan it once only.';
	if (isTokenLike(text)) return 'This is a badge of ours: give it to its owner again, or print it.';
	return undefined;
}

/** A number signs in with its PIN already, whosever it is. */
async function refuseNumber(tx: Transaction, text: string): Promise<void> {
	const [row] = await tx.select().from(employees).where(eq(employees.number, text));
	if (row) {
		const text =
			'This badge says an employee number. It works already: scan it, then type the PIN.';
		throw new Invalid({ text });
	}
}

async function isHersAlready(
	tx: Transaction,
	known: { readonly textHash: string; readonly employeeId: string; readonly deed: Deed },
): Promise<boolean> {
	const [row] = await tx
		.select({ holder: badges.employeeId, leftAt: employees.leftAt })
		.from(badges)
		.innerJoin(employees, eq(employees.id, badges.employeeId))
		.where(and(eq(badges.textHash, known.textHash), isNull(badges.revokedAt)));
	if (!row) return false;
	if (row.holder === known.employeeId) return true;
	if (row.leftAt === null) {
		throw new Invalid({ text: 'This badge is somebody else’s here. Take it away there first.' });
	}
	// Whoever left handed it in, and the company gives it on.
	const leaversBadge = and(eq(badges.textHash, known.textHash), isNotNull(badges.textHash));
	await revoke(tx, leaversBadge, known.deed);
	return false;
}
