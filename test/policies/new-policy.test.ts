import { expect, test } from 'vitest';
import { readOverviews } from '#completions/standings.ts';
import { readPeople } from '#people/person.ts';
import { discardDraft, restoreDiscarded } from '#policies/discard-draft.ts';
import { readDraft, saveDraft } from '#policies/draft.ts';
import { versionsAt } from '#policies/facts.ts';
import { beginPolicy, readNewDrafts, slugOf } from '#policies/new-policy.ts';
import { verifyVersions } from '#policies/verify-versions.ts';
import { readPolicies } from '#policies/versions.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { lacksOf } from '#publishing/lacks.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { pullPolicies } from '#publishing/pull-content.ts';
import { cast, castTime } from '#test/cast.ts';
import { hour, smallCompany, type SmallCompany } from '#test/small-company.ts';
import { smallLesson, smallQuestion } from '#test/small-content.ts';

const at = castTime + hour;
const by = cast.policyOwner.id;
const begun = { title: 'Gift cards & vouchers', owner: 'Stores', id: '', by, at };

async function write({ db }: SmallCompany, policyId: string) {
	const draft = await readDraft(db.read, policyId);
	if (!draft) return expect.fail('no draft');
	const body = {
		...draft.body,
		statement: 'A gift card is good for {validity}.',
		why: 'It was paid for.',
		facts: { validity: { value: 3, unit: 'year' } },
		how: { shop: 'Take it.', van: 'Take it too.' },
		touchpoints: ['rain'],
	};
	const save = { policyId, body, baseNumber: 0, seenRevision: draft.revision, by, at };
	return (await saveDraft(db, save)).draft;
}

function publication(policyId: string, revision: number) {
	return { policyId, revision, change: 'material', reason: 'New.', by, at } as const;
}

test('an id comes from the title, is free, and can be wished for', async () => {
	const { db } = await smallCompany();
	expect(await beginPolicy(db, begun)).toBe('gift-cards-vouchers');
	expect(await beginPolicy(db, begun)).toBe('gift-cards-vouchers-2');
	expect(await beginPolicy(db, { ...begun, id: 'gifts' })).toBe('gifts');
	await expect(beginPolicy(db, { ...begun, id: 'loans' })).rejects.toThrow(/already/);
	await expect(beginPolicy(db, { ...begun, id: 'packages' })).rejects.toThrow(/already/);
	expect(await beginPolicy(db, { ...begun, title: 'New' })).toBe('new-2');
	expect(slugOf('Rückgabe für 30 Tage')).toBe('ruckgabe-fur-30-tage');
	expect(slugOf('30 days')).toBe('days');
	expect(slugOf('王秀英')).toBe('policy');
});

test('a policy that was never published is nowhere but among the drafts', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	await readPolicies(db.read);
	const id = await beginPolicy(db, begun);
	const history = await readPolicies(db.read);
	expect(history.byId.get(id)?.versions).toEqual([]);
	expect(versionsAt(history, at).has(id)).toBe(false);
	const people = await readPeople(db.read, undefined);
	const [one] = await readOverviews(db.read, catalogue, people, at);
	expect(one?.overview.policies.some(({ policyId }) => policyId === id)).toBe(false);
	expect([...pullPolicies(history, catalogue, at).keys()].join()).not.toContain(id);
	expect(await verifyVersions(db.read)).not.toHaveProperty('broken');
	expect((await readNewDrafts(db.read, 'written')).map(({ policyId }) => policyId)).toEqual([id]);
	await discardDraft(db, { policyId: id, by, at });
	expect(await readNewDrafts(db.read, 'written')).toEqual([]);
	expect(await readNewDrafts(db.read, 'discarded')).toMatchObject([{ policyId: id }]);
	await restoreDiscarded(db, { policyId: id, by, at });
	expect(await readNewDrafts(db.read, 'written')).toHaveLength(1);
});

test('a draft that is half-written is refused field by field, then becomes version 1', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const id = await beginPolicy(db, begun);
	const half = await readDraft(db.read, id);
	const refused = await publishPolicy(db, catalogue, publication(id, half?.revision ?? 0));
	if (refused.kind === 'published') return expect.unreachable();
	expect(refused.refusals.map(({ place }) => place)).toEqual([
		...['Statement', 'Why it matters', 'Touchpoints'],
	]);
	const { revision } = await write(company, id);
	const editorial = { ...publication(id, revision), change: 'editorial' } as const;
	expect(await publishPolicy(db, catalogue, editorial)).toMatchObject({
		refusals: [{ message: /A new policy is material/ }],
	});
	const outcome = await publishPolicy(db, catalogue, publication(id, revision));
	expect(outcome).toMatchObject({ version: { number: 1, effectiveAt: at, previousHash: null } });
	expect(versionsAt(await readPolicies(db.read), at).get(id)?.body.title).toBe(begun.title);
	expect(await readNewDrafts(db.read, 'written')).toEqual([]);
});

test('what a new policy lacks is said until the content has it', async () => {
	const company = await smallCompany();
	const id = await beginPolicy(company.db, begun);
	const { body } = await write(company, id);
	expect(lacksOf(id, body, company.catalogue)).toEqual([
		'a lesson',
		'three questions',
		'a question in one’s own words',
	]);
	expect(lacksOf(id, { ...body, how: { shop: 'x' } }, company.catalogue)).toContain(
		'what Van does',
	);
	expect(lacksOf(id, { ...body, how: {} }, company.catalogue)).toContain('what any channel does');
	const recall = `<Recall id="say" policy="${id}">\nWhat do we do?\n\n- [x] wrap it\n  - wrap\n</Recall>`;
	const questions = [...['a', 'b', 'c'].map((name) => smallQuestion(name, id)), recall];
	const taught = await smallCompany({
		'lessons/gifts/en.mdx': smallLesson('Gifts', id, questions),
	});
	expect(lacksOf(id, body, taught.catalogue)).toEqual([]);
});

test('a file for a policy that was begun and never published is taken in', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	await beginPolicy(db, { ...begun, id: 'scarves' });
	const [keys] = catalogue.policies.filter(({ id }) => id === 'keys');
	if (!keys) return expect.unreachable();
	const more = { ...catalogue, policies: [...catalogue.policies, { ...keys, id: 'scarves' }] };
	await adoptContent(db, more, at);
	expect((await readPolicies(db.read)).byId.get('scarves')?.versions).toHaveLength(1);
});
