import { expect } from 'vitest';
import { readDraft, saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast } from '#test/cast.ts';
import { reworded, type SmallCompany } from '#test/small-company.ts';

/** Saves a draft with other words in the policy owner's name; returns its revision. */
export async function reword(
	company: SmallCompany,
	policyId: string,
	words: string,
	at: number,
): Promise<number> {
	const { db } = company;
	const newest = (await readPolicies(db.read)).byId.get(policyId)?.versions.at(-1);
	if (!newest) return expect.fail(policyId);
	const seenRevision = await draftRevision(company, policyId);
	const body = reworded(words)(newest.body);
	const { number: baseNumber } = newest;
	const by = cast.policyOwner.id;
	const save = { policyId, body, baseNumber, seenRevision, by, at };
	return (await saveDraft(db, save)).draft.revision;
}

export async function draftRevision({ db }: SmallCompany, policyId: string): Promise<number> {
	return (await readDraft(db.read, policyId))?.revision ?? 0;
}
