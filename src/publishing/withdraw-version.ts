import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { policyWithdrawals } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { freshPolicies, type PolicyVersion, versionNumbered } from '#policies/versions.ts';
import { packageOfVersion } from './packages.ts';

/**
 * Takes back a version before it takes effect, and with it those that were published together with
 * it. The versions stay on record as they were published; nobody ever reads them as the policy.
 */
export async function withdrawVersion(
	db: Database,
	{ policyId, number, by, at }: { policyId: string; number: number; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const together = await packageOfVersion(tx, policyId, number);
		const history = await freshPolicies(tx, undefined);
		for (const each of together?.members ?? [{ policyId, number }]) {
			await withdrawOne(tx, versionNumbered(history.byId.get(each.policyId), each.number ?? 0), {
				by,
				at,
			});
		}
	});
}

async function withdrawOne(
	tx: Transaction,
	version: PolicyVersion | undefined,
	{ by, at }: { by: string; at: number },
): Promise<void> {
	if (!version) throw new NotFound('There is no such version to withdraw.');
	const { policyId, number, hash } = version;
	if (version.effectiveAt <= at) {
		throw new Invalid({
			withdraw: 'It has taken effect meanwhile. Publish what should hold instead.',
		});
	}
	await tx.insert(policyWithdrawals).values({ policyId, number, withdrawnAt: at, withdrawnBy: by });
	await appendAudit(tx, {
		at,
		actorId: by,
		action: 'version.withdrawn',
		objectType: 'policy',
		objectId: policyId,
		payload: { version: number, hash },
	});
}
