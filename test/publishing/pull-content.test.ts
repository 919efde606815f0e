import { expect, test } from 'vitest';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readPolicyFile } from '#policies/file.ts';
import { saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { writePolicyFile } from '#policies/write-file.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { pullPolicies } from '#publishing/pull-content.ts';
import { pullTexts } from '#publishing/pull-texts.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const files = readContentFiles('content');
const catalogue = readCatalogue(files);

function readBack(text: string) {
	return readPolicyFile(text, (line, message) => expect.fail(`${line}: ${message}`));
}

test('every policy that is written as a file reads back as the same policy, byte for byte again', () => {
	for (const { file, ...policy } of catalogue.policies) {
		const text = writePolicyFile(policy);
		expect(readBack(text), file).toEqual(policy);
		expect(writePolicyFile(readBack(text) ?? expect.fail(file))).toBe(text);
	}
});

test('texts that YAML could take for something else come back as they were', () => {
	const [policy] = catalogue.policies;
	if (!policy) return expect.fail('no policy');
	const { file: _, ...plain } = policy;
	const tricky = [
		'yes: no',
		'{window} first',
		'- a list\n- of two',
		'“quoted” # and no comment',
		'ends in a colon:',
		'a line\n\nand another that is longer than sixty characters, to be sure that it is folded',
		`${'word '.repeat(60)}end`,
		'123',
		'null',
	];
	for (const why of tricky) {
		const written = { ...plain, body: { ...plain.body, why, title: why.slice(0, 80).trim() } };
		expect(readBack(writePolicyFile(written)), why).toEqual(written);
	}
});

test('only what differs is written, the content check likes it, and then nothing differs', async () => {
	const db = await testDatabase();
	const history = await readPolicies(db.read);
	expect(pullPolicies(history, catalogue, castTime).size).toBe(0);
	const body = history.byId.get('returns')?.versions.at(-1)?.body ?? expect.fail();
	const facts = { ...body.facts, window: { value: 45, unit: 'day' } };
	const by = cast.policyOwner.id;
	const save = { policyId: 'returns', baseNumber: 1, seenRevision: 0, by, at: castTime };
	const { draft } = await saveDraft(db, { ...save, body: { ...body, facts } });
	const why = { change: 'material', reason: 'Gifts.', revision: draft.revision } as const;
	await publishPolicy(db, catalogue, { policyId: 'returns', ...why, by, at: castTime + 1 });

	const after = await readPolicies(db.read);
	const pulled = pullPolicies(after, catalogue, castTime + 2);
	expect([...pulled.keys()]).toEqual(['policies/returns.md']);
	expect(pulled.get('policies/returns.md')).toContain('window: { value: 45, unit: day }');
	expect(pulled.get('policies/returns.md')).toContain('version: 2');
	const merged = new Map([...files, ...pulled, ...pullTexts(after, catalogue, castTime + 2)]);
	expect(checkContent(merged)).toEqual([]);
	expect(pullPolicies(after, readCatalogue(merged), castTime + 2).size).toBe(0);
});
