import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { functions } from '#db/schema/publishing.ts';
import { draftRevision, reword } from './drafting.ts';
import { answerRemarks } from '#remarks/answer-remarks.ts';
import { tellUs } from '#remarks/tell-us.ts';
import { askForAgreement, decideAgreement } from '#publishing/agree.ts';
import { askForApproval, decideApproval } from '#publishing/approve.ts';
import { addToPackage, beginPackage } from '#publishing/change-package.ts';
import { chooseOwners } from '#publishing/functions.ts';
import { readRequestsTo } from '#publishing/requests.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { day, hour, minute, publish, reworded } from '#test/small-company.ts';
import { openMailBox } from './mail-box.ts';
import { allMessages, companyWithMail, origin, teller } from './telling.ts';

// What somebody is asked comes by mail with the page where she answers, and only while she is asked.

const at = castTime + hour;
const { policyOwner, chiefExecutive, storeManager, administrator, storeAssociate } = cast;
type Company = Awaited<ReturnType<typeof companyWithMail>>;

async function askOwner(company: Company, policyId = 'loans'): Promise<string> {
	const { db, catalogue } = company;
	const stores = { channels: ['shop'] };
	await db.write((tx) => tx.update(functions).set(stores).where(eq(functions.id, 'stores')));
	const wanted = new Map([['stores', storeManager.number]]);
	await chooseOwners(db, { wanted, by: administrator.id, at });
	const revision = await reword(company, policyId, 'Gladly.', at);
	await askForAgreement(db, catalogue, { policyId, revision, by: policyOwner.id, at });
	const [request] = await readRequestsTo(db.read, storeManager.id);
	return request?.id ?? expect.fail('nobody was asked');
}

test('an agreement and an approval that are asked for lead to the pages where they are given', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(storeManager, chiefExecutive)];
	const tell = teller(company, box);
	const request = await askOwner(company);
	const drafts = [{ policyId: 'loans', revision: await draftRevision(company, 'loans') }];
	await askForApproval(company.db, drafts, { of: chiefExecutive.id, by: policyOwner.id, at });
	await tell(at);
	const texts = box.mails.map(({ text }) => text ?? '').toSorted();
	expect(texts).toHaveLength(2);
	expect(texts.join()).toContain(`Read the draft: ${origin}/agreements/${request}\n`);
	expect(texts.join()).toContain(`Read the draft: ${origin}/policies/loans/review\n`);
	expect(texts.join(), 'nothing that is not published').not.toContain('Gladly');
});

test('a draft in a package is read and approved with its package', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(chiefExecutive)];
	const { db } = company;
	const by = policyOwner.id;
	const packageId = await beginPackage(db, 'Winter', { by, at });
	const drafts = [];
	for (const policyId of ['loans', 'flowers']) {
		await addToPackage(db, { packageId, policyId, by, at });
		drafts.push({ policyId, revision: await reword(company, policyId, 'Gladly.', at) });
	}
	await askForApproval(db, drafts, { of: chiefExecutive.id, by, at });
	await teller(company, box)(at);
	expect(box.mails.map(({ text }) => text)).toEqual([
		expect.stringContaining(`${origin}/policies/packages/${packageId}\n`),
	]);
});

test('an ask that is decided, or whose draft has changed, before the mail goes out is dropped', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(storeManager, chiefExecutive)];
	const { db } = company;
	const tell = teller(company, box);
	const id = await askOwner(company);
	await decideAgreement(db, {
		...{ id, decision: 'agreed', comment: '', by: storeManager.id, at: at + 1 },
	});
	const drafts = [{ policyId: 'loans', revision: await draftRevision(company, 'loans') }];
	const asked = { of: chiefExecutive.id, by: policyOwner.id, at };
	await askForApproval(db, drafts, asked);
	await decideApproval(db, drafts, {
		...{ decision: 'approved', comment: '', by: chiefExecutive.id, at: at + 1 },
	});
	await askForApproval(
		db,
		[{ policyId: 'flowers', revision: await reword(company, 'flowers', 'Red.', at) }],
		asked,
	);
	await reword(company, 'flowers', 'Yellow.', at);
	await tell(at + minute);
	expect(box.mails).toEqual([]);
	const found = await allMessages(company);
	expect(found.filter(({ kind }) => kind.endsWith('.asked')).map(({ state }) => state)).toEqual([
		'dropped',
		'dropped',
		'dropped',
	]);
});

test('what somebody said leads its owner to what is said, and the answer leads her to hers; no word of either is in the mail', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(policyOwner, storeAssociate)];
	const { db } = company;
	const tell = teller(company, box);
	// Remarks go to whoever signed the policy.
	await publish(company, 'loans', reworded('Gladly.'), { at, change: 'editorial' });
	const person = await personOf(db, storeAssociate);
	const words = 'The till refuses it.';
	const saying = { policyId: 'loans', version: 1, kind: 'wrong', words, named: true } as const;
	const remarkId = await tellUs(db, { ...saying, key: crypto.randomUUID() }, { person, at });
	await tell(at + hour);
	await answerRemarks(db, {
		...{ remarkIds: [remarkId], kind: 'answered', words: 'The till is mended.' },
		...{ key: crypto.randomUUID(), by: chiefExecutive.id, at: at + day },
	});
	await tell(at + day + hour);
	const texts = box.mails.map(({ text }) => text ?? '');
	expect(texts).toHaveLength(2);
	expect(texts[0]).toContain(`${origin}/policies/remarks\n`);
	expect(texts[1]).toContain(`${origin}/me/remarks\n`);
	expect(texts.join()).not.toContain('till');
	expect(texts[0]).not.toContain(storeAssociate.name);
});
