import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { slips } from '#db/schema/slips.ts';
import { sha256 } from '#lib/hash.ts';
import type { CodeLimits } from '#auth/code-limits.ts';
import type { PinOwner } from '#auth/pins/rules.ts';
import { readCode } from './code.ts';

type Owned = {
	readonly codeHash: string;
	readonly owner: PinOwner & { readonly employeeId: string };
};

/** What a code is good for. Whose it is comes only with a right one. */
export type Slip =
	| (Owned & { readonly kind: 'open' })
	| (Owned & { readonly kind: 'used' })
	| { readonly kind: 'expired' | 'replaced' | 'wrong' }
	| { readonly kind: 'wait'; readonly minutes: number };

export type OpenSlip = Extract<Slip, { kind: 'open' }>;
export type UsedSlip = Extract<Slip, { kind: 'used' }>;

export type Look = {
	readonly typed: string;
	readonly address: string;
	/** The enrolled device that it is typed on. */
	readonly device: string | undefined;
	readonly at: number;
};

/**
 * Looks a code up and uses nothing: a messenger that opens a link to show its preview does no harm.
 * What cannot be a code is a slip of the finger; a code that nobody has is a guess, and counts.
 */
export async function lookAtCode(
	db: Pick<Database, 'read'>,
	limits: CodeLimits,
	look: Look,
): Promise<Slip> {
	const code = readCode(look.typed);
	if (code === undefined) return { kind: 'wrong' };
	const minutes = await limits.takeTry(look);
	if (minutes > 0) return { kind: 'wait', minutes };
	const slip = await findSlip(db.read, sha256(code), look.at);
	if (slip.kind !== 'wrong') await limits.wasRight(look);
	return slip;
}

async function findSlip(db: Reader, codeHash: string, at: number): Promise<Slip> {
	const [row] = await db
		.select({
			employeeId: employees.id,
			number: employees.number,
			name: employees.name,
			validUntil: slips.validUntil,
			usedAt: slips.usedAt,
			replacedAt: slips.replacedAt,
		})
		.from(slips)
		.innerJoin(employees, and(eq(employees.id, slips.employeeId), isNull(employees.leftAt)))
		.where(eq(slips.codeHash, codeHash));
	if (!row) return { kind: 'wrong' };
	const { employeeId, number, name, validUntil, usedAt, replacedAt } = row;
	if (usedAt !== null) return { kind: 'used', codeHash, owner: { employeeId, number, name } };
	if (replacedAt !== null) return { kind: 'replaced' };
	if (validUntil <= at) return { kind: 'expired' };
	return { kind: 'open', codeHash, owner: { employeeId, number, name } };
}
