import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { policyWithdrawals } from '#db/schema/policies.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { freshPolicies, versionNumbered } from '#policies/versions.ts';

/**
 * Takes back a version before it takes effect. The version stays on record as it was published;
 * nobody ever reads it as the policy.
 */
export async function withdrawVersion(
	db: Database,
	{ policyId, number, by, at }: { policyId: string; number: number; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const history = await freshPolicies(tx, undefined);
		const version = versionNumbered(history.byId.get(policyId), number);
		if (!version) throw new NotFound('There is no such version to withdraw.');
		if (version.effectiveAt <= at) {
			throw new Invalid({
				withdraw: 'It has taken effect meanwhile. Publish what should hold instead.',
			});
		}
		await tx
			.insert(policyWithdrawals)
			.values({ policyId, number, withdrawnAt: at, withdrawnBy: by });
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'version.withdrawn',
			objectType: 'policy',
			objectId: policyId,
			payload: { version: number, hash: version.hash },
		});
	});
}
