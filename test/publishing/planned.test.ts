import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import type { Database } from '#db/connection.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readDraft, saveDraft } from '#policies/draft.ts';
import { draftFromVersion } from '#policies/restore.ts';
import { verifyVersions } from '#policies/verify-versions.ts';
import { readPolicies, readWithdrawn, versionAt, versionToCome } from '#policies/versions.ts';
import { plannedMoment } from '#publishing/planned-moment.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { withdrawVersion } from '#publishing/withdraw-version.ts';
import { cast, castTime as at } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const day = 24 * 3_600_000;
const by = cast.policyOwner.id;

/** Writes a longer window for returns and plans it. */
async function plan(db: Database, effectiveAt: number | undefined, window = 45, now = at) {
	const newest = (await readPolicies(db.read)).byId.get('returns')?.versions.at(-1);
	if (!newest) return expect.fail('there is no policy');
	const facts = { ...newest.body.facts, window: { value: window, unit: 'day' } };
	const { draft } = await saveDraft(db, {
		policyId: 'returns',
		body: { ...newest.body, facts },
		baseNumber: newest.number,
		seenRevision: (await readDraft(db.read, 'returns'))?.revision ?? 0,
		by,
		at: now,
	});
	const { revision } = draft;
	const change = { change: 'material', reason: 'Gifts.' } as const;
	return publishPolicy(db, catalogue, {
		policyId: 'returns',
		revision,
		...change,
		effectiveAt,
		by,
		at: now,
	});
}

async function windowAt(db: Database, moment: number) {
	const thread = (await readPolicies(db.read)).byId.get('returns');
	return versionAt(thread, moment)?.body.facts['window']?.value;
}

test('a planned version takes effect by the clock alone, and is to come until then', async () => {
	const db = await testDatabase();
	expect(await plan(db, at + 10 * day)).toMatchObject({ kind: 'published' });
	const thread = (await readPolicies(db.read)).byId.get('returns');
	expect(await windowAt(db, at + 10 * day - 1)).toBe(30);
	expect(await windowAt(db, at + 10 * day)).toBe(45);
	expect(versionToCome(thread, at)?.number).toBe(2);
	expect(versionToCome(thread, at + 10 * day)).toBeUndefined();
});

test('nothing else of the policy is published while a version is to come', async () => {
	const db = await testDatabase();
	await plan(db, at + 10 * day);
	const outcome = await plan(db, undefined, 60, at + day);
	if (outcome.kind === 'published') return expect.fail('it was published');
	expect(outcome.refusals[0]?.message).toMatch(
		/^Version 2 .* has yet to take effect\. Withdraw it/,
	);
	expect(await plan(db, undefined, 60, at + 11 * day)).toMatchObject({ kind: 'published' });
});

test('a withdrawn version never holds, stays on record, and its number is not used again', async () => {
	const db = await testDatabase();
	await plan(db, at + 10 * day);
	await withdrawVersion(db, { policyId: 'returns', number: 2, by, at: at + day });
	expect(await windowAt(db, at + 20 * day)).toBe(30);
	const [gone] = await readWithdrawn(db.read, 'returns');
	expect(gone).toMatchObject({ version: { number: 2 }, withdrawnAt: at + day });
	const next = await plan(db, undefined, 60, at + 2 * day);
	expect(next).toMatchObject({ kind: 'published', version: { number: 3 } });
	expect(await verifyVersions(db.read)).toEqual({ holds: true, links: 15 });
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
});

test('what has taken effect cannot be withdrawn, nor what is not there', async () => {
	const db = await testDatabase();
	await plan(db, at + day);
	const late = { policyId: 'returns', number: 2, by, at: at + day };
	await expect(withdrawVersion(db, late)).rejects.toThrow(Invalid);
	await expect(withdrawVersion(db, { ...late, number: 7 })).rejects.toThrow(NotFound);
	expect(await windowAt(db, at + day)).toBe(45);
});

test('a moment that is over, or too far off, is refused beside the field', async () => {
	const db = await testDatabase();
	await expect(plan(db, at)).rejects.toMatchObject({ problems: { date: /over/ } });
	await expect(plan(db, at + 400 * day)).rejects.toMatchObject({ problems: { date: /year/ } });
	expect(await readDraft(db.read, 'returns')).toBeDefined();
});

test('a plan is in the organisation’s time zone, in summer as in winter', async () => {
	const { read } = await testDatabase();
	expect(await plannedMoment(read, '2026-12-01T09:00')).toBe(Date.UTC(2026, 11, 1, 8));
	expect(await plannedMoment(read, '2026-07-01T09:00')).toBe(Date.UTC(2026, 6, 1, 7));
	for (const nonsense of ['', 'tomorrow', '2026-13-01T09:00', '2026-12-01T25:00']) {
		await expect(plannedMoment(read, nonsense)).rejects.toMatchObject({
			problems: { date: /Choose/ },
		});
	}
});

test('an older wording becomes a draft that follows the newest version, and overwrites no draft', async () => {
	const db = await testDatabase();
	await plan(db, undefined);
	await draftFromVersion(db, { policyId: 'returns', number: 1, by, at: at + day });
	const draft = await readDraft(db.read, 'returns');
	expect(draft).toMatchObject({ baseNumber: 2, body: { facts: { window: { value: 30 } } } });
	const again = { policyId: 'returns', number: 2, by, at: at + day };
	await expect(draftFromVersion(db, again)).rejects.toMatchObject({
		problems: { restore: /draft/ },
	});
	expect(await readDraft(db.read, 'returns')).toEqual(draft);
	await expect(draftFromVersion(db, { ...again, number: 9 })).rejects.toThrow(NotFound);
});
