import { and, eq, gt, isNull } from 'drizzle-orm';
import { appendAuditRows } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { slips } from '#db/schema/slips.ts';
import { Invalid } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import { hashPin, isPin } from '#auth/pin.ts';
import { pinProblem } from '#auth/pins/rules.ts';
import { replacePin } from '#auth/replace-pin.ts';
import type { OpenSlip, Slip, UsedSlip } from './look.ts';

export type Activation = {
	readonly slip: OpenSlip | UsedSlip;
	readonly pin: string;
	/** A random UUID of the form that is sent: the second of two taps carries the same. */
	readonly key: string;
	readonly at: number;
};

/** Milliseconds in which a second tap counts as the first. */
const oneTap = 5 * 60_000;

/**
 * Uses a slip, once: the PIN becomes hers and whoever was signed in with the one before is signed
 * out. Of two that use it at once one wins; the other goes on with her if it is the same form and
 * PIN, and otherwise returns what became of the slip.
 */
export async function activate(
	db: Database,
	{ slip, pin, key, at }: Activation,
): Promise<{ readonly kind: 'in'; readonly employeeId: string } | Extract<Slip, { kind: 'used' }>> {
	const problem = pinProblem(pin, slip.owner);
	if (problem) throw new Invalid({ pin: problem });
	const { employeeId } = slip.owner;
	const usedWith = sha256(`activation ${key}`);
	// Before the transaction: it takes long on purpose, and everybody's writes would wait.
	const pinHash = slip.kind === 'open' ? await hashPin(pin) : '';
	const won = slip.kind === 'open' && (await use(db, slip, { pinHash, usedWith, at }));
	if (won || (await isSecondTap(db, slip, { pin, usedWith, at })))
		return { kind: 'in', employeeId };
	return { kind: 'used', codeHash: slip.codeHash, owner: slip.owner };
}

type Use = { readonly pinHash: string; readonly usedWith: string; readonly at: number };

function use(db: Database, slip: OpenSlip, { pinHash, usedWith, at }: Use): Promise<boolean> {
	const { employeeId } = slip.owner;
	const open = [isNull(slips.usedAt), isNull(slips.replacedAt), gt(slips.validUntil, at)];
	return db.write(async (tx) => {
		const used = await tx
			.update(slips)
			.set({ usedAt: at, usedWith })
			.where(and(eq(slips.codeHash, slip.codeHash), ...open))
			.returning({ codeHash: slips.codeHash });
		if (used.length === 0) return false;
		await replacePin(tx, { employeeId, pinHash, at });
		await tx.delete(sessions).where(eq(sessions.employeeId, employeeId));
		const deeds = ['slip.used', 'pin.set', 'session.began'].map((action) => {
			return { at, actorId: employeeId, action, objectType: 'employee', objectId: employeeId };
		});
		await appendAuditRows(
			tx,
			deeds.map((deed) => ({ ...deed, payload: {} })),
		);
		return true;
	});
}

async function isSecondTap(
	db: Database,
	{ codeHash }: OpenSlip | UsedSlip,
	{ pin, usedWith, at }: { pin: string; usedWith: string; at: number },
): Promise<boolean> {
	const same = and(
		...[eq(slips.codeHash, codeHash), eq(slips.usedWith, usedWith)],
		gt(slips.usedAt, at - oneTap),
	);
	const [row] = await db.read
		.select({ pinHash: credentials.pinHash })
		.from(slips)
		.innerJoin(credentials, eq(credentials.employeeId, slips.employeeId))
		.where(same);
	return row !== undefined && isPin(row.pinHash, pin);
}
