import type { Reader } from '#db/connection.ts';
import type { OpenAsks } from '#notifications/newsroom.ts';
import type { Person } from '#people/person.ts';
import { readApprovalsAsked } from '#publishing/approvals.ts';
import { openPackageOf } from '#publishing/packages.ts';
import { readRequestsTo } from '#publishing/requests.ts';
import { paths } from '../paths.ts';

/** What people are asked to agree to or to approve and have not answered, each with its page. */
export async function readOpenAsks(
	db: Reader,
	people: readonly Pick<Person, 'id'>[],
): Promise<OpenAsks> {
	const pages = new Map<string, string[]>();
	const add = (key: string, page: string) => pages.set(key, [...(pages.get(key) ?? []), page]);
	for (const { id: person } of people) {
		for (const { id, policyId } of await readRequestsTo(db, person))
			add(`agreement.asked ${person} ${policyId}`, paths.agreement(id));
		for (const { policyId } of await readApprovalsAsked(db, person))
			add(`approval.asked ${person} ${policyId}`, await draftPage(db, policyId));
	}
	return ({ id }, kind, policyId) => pages.get(`${kind} ${id} ${policyId}`) ?? [];
}

/** Where a draft is read and decided: with its package, if it is in one. */
async function draftPage(db: Reader, policyId: string): Promise<string> {
	const found = await openPackageOf(db, policyId);
	return found ? paths.package(found.id) : paths.policyReview(policyId);
}
