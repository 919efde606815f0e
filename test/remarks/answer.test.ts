import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import { outbox } from '#db/schema/notifications.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { withdrawVersion } from '#publishing/withdraw-version.ts';
import { type Answering, answerRemarks } from '#remarks/answer-remarks.ts';
import { countNews, markSeen, readMyRemarks } from '#remarks/my-remarks.ts';
import { askedAbout, inDraft, readRemarks } from '#remarks/read-remarks.ts';
import { tellUs } from '#remarks/tell-us.ts';
import { saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import {
	day,
	hour,
	publish,
	reworded,
	type SmallCompany,
	smallCompany,
} from '#test/small-company.ts';

async function tell(
	{ db }: SmallCompany,
	who: CastPerson,
	{ named = false, policyId = 'loans', at = castTime } = {},
) {
	const person = await personOf(db, who);
	const said = { key: crypto.randomUUID(), policyId, version: 1, kind: 'wrong', words: 'No.' };
	return tellUs(db, { ...said, kind: 'wrong', named }, { person, at });
}

function answering(remarkIds: readonly string[], more: Partial<Answering> = {}): Answering {
	const answer = { key: crypto.randomUUID(), kind: 'answered', words: 'Ask at the till.' } as const;
	return { ...answer, remarkIds, by: cast.policyOwner.id, at: castTime + hour, ...more };
}

test('one answer serves several, and each person learns of it once', async () => {
	const company = await smallCompany();
	const ids = [
		await tell(company, cast.picker),
		await tell(company, cast.vendorAgent, { named: true }),
	];
	const policies = await answerRemarks(company.db, answering(ids));
	expect(policies).toEqual(['loans']);
	for (const { id } of [cast.picker, cast.vendorAgent]) {
		expect(await countNews(company.db.read, id)).toBe(1);
		expect(await readMyRemarks(company.db.read, id)).toMatchObject([
			{ news: true, state: 'answered', answers: [{ words: 'Ask at the till.' }] },
		]);
		await markSeen(company.db, { employeeId: id, at: castTime + 2 * hour });
		expect(await countNews(company.db.read, id)).toBe(0);
	}
	expect(await countNews(company.db.read, cast.secondPicker.id)).toBe(0);
	expect(await verifyAudit(company.db.read)).toMatchObject({ holds: true });
});

test('a message goes only to those who gave their name', async () => {
	const company = await smallCompany();
	const unnamed = await tell(company, cast.picker);
	const named = await tell(company, cast.vendorAgent, { named: true });
	await answerRemarks(company.db, answering([unnamed, named]));
	const rows = await company.db.read.select().from(outbox);
	const news = rows.flatMap((row) => (row.news.kind === 'remark.answered' ? row.news : []));
	expect(news).toEqual([{ kind: 'remark.answered', to: cast.vendorAgent.id, remarkId: named }]);
	expect(JSON.stringify(rows)).not.toContain(cast.picker.id);
});

test('the same form sent twice answers once; another answer later stands below the first', async () => {
	const company = await smallCompany();
	const id = await tell(company, cast.picker);
	const before = await countRows(company.db.read);
	const twice = answering([id, id]);
	await Promise.all([answerRemarks(company.db, twice), answerRemarks(company.db, twice)]);
	expect(rowsAdded(before, await countRows(company.db.read))).toMatchObject({ remark_answers: 1 });
	const later = { words: 'It stays.', kind: 'noted', at: castTime + day } as const;
	await answerRemarks(company.db, answering([id], later));
	expect(await readRemarks(company.db.read)).toMatchObject([
		{ state: 'noted', answers: [{ kind: 'answered' }, { kind: 'noted', words: 'It stays.' }] },
	]);
});

test('an answer has words, and remarks that exist; otherwise nothing is written', async () => {
	const company = await smallCompany();
	const id = await tell(company, cast.picker);
	const before = await countRows(company.db.read);
	const send = (ids: readonly string[], more: Partial<Answering>) =>
		answerRemarks(company.db, answering(ids, more));
	await expect(send([id], { words: ' ' })).rejects.toThrow(Invalid);
	await expect(send([id], { words: 'x'.repeat(1001) })).rejects.toThrow(Invalid);
	await expect(send([], {})).rejects.toThrow(Invalid);
	await expect(send([id, 'nothing'], {})).rejects.toThrow(NotFound);
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({});
	await send([id], { kind: 'folded', words: '' });
	expect(await readRemarks(company.db.read)).toMatchObject([
		{
			state: 'folded',
			answers: [{ words: 'Thank you. We are taking this into the next wording.' }],
		},
	]);
});

test('who was folded into a draft is told with the version when it is published, and nobody else is', async () => {
	const company = await smallCompany();
	const folded = await tell(company, cast.picker);
	const settled = await tell(company, cast.secondPicker);
	const other = await tell(company, cast.thirdPicker, { policyId: 'keys' });
	const open = await tell(company, cast.vendorAgent);
	await answerRemarks(company.db, answering([folded, settled, other], { kind: 'folded' }));
	await answerRemarks(company.db, answering([settled], { at: castTime + 2 * hour }));
	expect((await inDraft(company.db.read, 'loans')).map(({ remark }) => remark.id)).toEqual([
		folded,
	]);
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + day });
	const stateOf = async (id: string) =>
		(await readRemarks(company.db.read, { ids: [id] })).map(({ state }) => state);
	expect(await stateOf(folded)).toEqual(['published']);
	expect(await stateOf(settled)).toEqual(['answered']);
	expect(await stateOf(other)).toEqual(['folded']);
	expect(await stateOf(open)).toEqual(['open']);
	expect(await readMyRemarks(company.db.read, cast.picker.id)).toMatchObject([
		{ answers: [{}, { kind: 'published', version: 2, words: 'Your remark is in version 2.' }] },
	]);
	await publish(company, 'loans', reworded('Truly.'), { at: castTime + 2 * day });
	const [mine] = await readMyRemarks(company.db.read, cast.picker.id);
	expect(mine?.answers, 'it was told once').toHaveLength(2);
});

test('a version that is taken back before it holds opens its remarks again', async () => {
	const company = await smallCompany();
	const id = await tell(company, cast.picker);
	await answerRemarks(company.db, answering([id], { kind: 'folded' }));
	const { db, catalogue } = company;
	const newest = (await readPolicies(db.read)).byId.get('loans')?.versions.at(-1);
	if (!newest) return expect.fail('there is no policy');
	const by = cast.policyOwner.id;
	const at = castTime + day;
	const body = reworded('Gladly.')(newest.body);
	const { draft } = await saveDraft(db, {
		...{ policyId: 'loans', body, baseNumber: 1, seenRevision: 0, by, at },
	});
	const change = { revision: draft.revision, change: 'material', reason: 'Asked.' } as const;
	const plan = { policyId: 'loans', ...change, effectiveAt: at + 9 * day, by, at };
	expect(await publishPolicy(db, catalogue, plan)).toMatchObject({ kind: 'published' });
	expect(await askedAbout(db.read, at)).toMatchObject([{ policyId: 'loans', open: 0 }]);
	await withdrawVersion(db, { policyId: 'loans', number: 2, by, at: at + day });
	expect(await readRemarks(db.read)).toMatchObject([{ state: 'open' }]);
	expect(await askedAbout(db.read, at)).toMatchObject([{ policyId: 'loans', open: 1 }]);
});

test('what is asked about most comes first: in 30 days, in 90, and what is open', async () => {
	const company = await smallCompany();
	const now = castTime + 100 * day;
	const before = (days: number) => now - days * day;
	await tell(company, cast.picker, { policyId: 'keys', at: before(91) });
	await tell(company, cast.picker, { policyId: 'keys', at: before(89) });
	await tell(company, cast.secondPicker, { policyId: 'keys', at: before(31) });
	await tell(company, cast.picker, { policyId: 'loans', at: before(31) });
	const id = await tell(company, cast.picker, { policyId: 'loans', at: before(29) });
	await answerRemarks(company.db, answering([id], { at: before(28) }));
	expect(await askedAbout(company.db.read, now)).toEqual([
		{ policyId: 'loans', open: 1, in30Days: 1, in90Days: 2 },
		{ policyId: 'keys', open: 3, in30Days: 0, in90Days: 2 },
	]);
});
