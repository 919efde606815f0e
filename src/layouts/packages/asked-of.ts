import type { Reader } from '#db/connection.ts';
import { readApprovalsAsked } from '#publishing/approvals.ts';
import { openPackageOf } from '#publishing/packages.ts';
import { readRequestsTo } from '#publishing/requests.ts';
import { paths } from '../../paths.ts';

/** What a person is asked to agree to or to approve before it is published. */
export type Asked = {
	readonly requests: Awaited<ReturnType<typeof readRequestsTo>>;
	/** Address to title: policies of one package are approved together. */
	readonly toApprove: ReadonlyMap<string, string>;
};

export async function readAskedOf(db: Reader, personId: string): Promise<Asked> {
	const requests = await readRequestsTo(db, personId);
	const toApprove = new Map<string, string>();
	for (const { policyId, body } of await readApprovalsAsked(db, personId)) {
		const found = await openPackageOf(db, policyId);
		const address = found ? paths.package(found.id) : paths.policyReview(policyId);
		toApprove.set(address, found?.title ?? body.title);
	}
	return { requests, toApprove };
}
