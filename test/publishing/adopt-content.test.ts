import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readAssignments } from '#assignments/assigned.ts';
import { endAssignment } from '#assignments/change-assignment.ts';
import { assignments } from '#db/schema/assignments.ts';
import { policies } from '#db/schema/policies.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readPolicies } from '#policies/versions.ts';
import { versionHash } from '#policies/append-version.ts';
import { adoptContent, differencesFromFiles } from '#publishing/adopt-content.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { day, publish, smallCompany, withFact } from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

test('a policy that is new becomes version 1, signed by nobody, with an audit row', async () => {
	const db = await testDatabase();
	const before = await countRows(db.read);
	await adoptContent(db, smallCatalogue(), castTime);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({
		...{ policies: 3, policy_versions: 3, assignments: 1, audit_entries: 4, audit_payloads: 4 },
		lesson_revisions: 4,
	});
	const [version] = (await readPolicies(db.read)).byId.get('loans')?.versions ?? [];
	expect(version).toMatchObject({ number: 1, change: 'material', publishedBy: null });
	expect(version && versionHash(version)).toBe(version?.hash);
	const assigned = (await readAssignments(db.read)).find(({ id }) => id === 'everyone');
	expect(assigned).toMatchObject({ beginsAt: castTime, due: { days: 7, after: 'start' } });
});

test('adopting twice changes nothing', async () => {
	const company = await smallCompany();
	const before = await countRows(company.db.read);
	await adoptContent(company.db, company.catalogue, castTime + day);
	expect(await countRows(company.db.read)).toEqual(before);
	const real = readCatalogue(readContentFiles('content'));
	await adoptContent(company.db, real, castTime + day);
	expect(await countRows(company.db.read)).toEqual(before);
});

test('what leadership published stays, whatever the files say, and the difference is told', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	expect(await differencesFromFiles(db, catalogue, castTime)).toEqual([]);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + 1 });
	await adoptContent(db, catalogue, castTime + day);
	expect((await readPolicies(db.read)).byId.get('loans')?.versions).toHaveLength(2);
	expect(await differencesFromFiles(db, catalogue, castTime + day)).toEqual([
		'content/policies/loans.md differs from version 2 in force',
	]);
	expect(await differencesFromFiles(db, catalogue, castTime)).toEqual([]);
});

test('a policy and a lesson that come later are taken in beside the others', async () => {
	const company = await smallCompany();
	const scarves = `---
id: scarves
title: Scarves
owner: Stores
touchpoints: [rain]
statement: A scarf goes with it.
why: It is cold.
how: { shop: Give one., van: Give one. }
---
`;
	const grown = smallCatalogue({
		'policies/scarves.md': scarves,
		'lessons/scarves/en.mdx': smallLesson('Scarves', 'scarves', [smallQuestion('s', 'scarves')]),
		'tracks/winter.yaml':
			'id: winter\ntitle: Winter\nlessons: [scarves]\ndue: 3 days after start\n',
	});
	const before = await countRows(company.db.read);
	await adoptContent(company.db, grown, castTime + day);
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({
		...{ policies: 1, policy_versions: 1, assignments: 1, audit_entries: 2, audit_payloads: 2 },
		lesson_revisions: 1,
	});
});

test('the standard’s own policy comes first, then the policies in the order of the first lessons', async () => {
	const db = await testDatabase();
	await adoptContent(db, smallCatalogue(), castTime);
	const ranks = await db.read.select().from(policies);
	const rank = (id: string) => ranks.find((policy) => policy.id === id)?.rank ?? expect.fail(id);
	expect(rank('loans')).toBe(0);
	expect(rank('flowers')).toBeGreaterThan(0);
	expect(rank('keys')).toBeGreaterThanOrEqual(1000);
});

test('a track that ended stays ended, and one that was changed in its file stays as adopted', async () => {
	const company = await smallCompany();
	await company.db.write((tx) =>
		tx.update(assignments).set({ endedAt: castTime }).where(eq(assignments.id, 'everyone')),
	);
	await adoptContent(company.db, company.catalogue, castTime + day);
	const ids = (await readAssignments(company.db.read)).map(({ id }) => id);
	expect(ids).not.toContain('everyone');
});

test('a track whose file says something else than the assignment is told of, and not applied', async () => {
	const company = await smallCompany();
	const { db } = company;
	const track = 'id: everyone\ntitle: For everyone\nlessons: [lending]\ndue: by 2026-12-01\n';
	const changed = smallCatalogue({ 'tracks/everyone.yaml': track });
	await adoptContent(db, changed, castTime + day);
	expect(await differencesFromFiles(db, changed, castTime)).toEqual([
		'content/tracks/everyone.yaml differs from the assignment “For everyone”',
	]);
	const { due } = (await readAssignments(db.read)).find(({ id }) => id === 'everyone') ?? {};
	expect(due).toEqual({ days: 7, after: 'start' });
	const by = cast.policyOwner.id;
	await endAssignment(db, { id: 'everyone', by, at: castTime + day });
	expect(await differencesFromFiles(db, company.catalogue, castTime)).toEqual([
		'content/tracks/everyone.yaml is an assignment that has ended',
	]);
});

test('a track that takes in another one is adopted as it is written', async () => {
	const grown = smallCatalogue({
		'tracks/more.yaml':
			'id: more\ntitle: More\nlessons: [keys, { track: everyone }]\ndue: 3 days after the change\n',
	});
	const { db } = await smallCompany();
	await adoptContent(db, grown, castTime + day);
	const more = (await readAssignments(db.read)).find(({ id }) => id === 'more');
	expect(more?.lessons).toEqual(['keys', 'lending', 'rainy-day', 'flowers']);
	expect(grown.tracks.find(({ id }) => id === 'more')?.lessons).toEqual(more?.lessons);
});
