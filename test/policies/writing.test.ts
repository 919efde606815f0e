import { expect, test } from 'vitest';
import { bodyFields } from '#actions/body-fields.ts';
import { formFromBody } from '#actions/draft-form.ts';
import { rowProblems } from '#actions/fact-rows.ts';
import { autosaveDraft } from '#policies/autosave.ts';
import { discardDraft, restoreDiscarded } from '#policies/discard-draft.ts';
import { type DraftSave, readDraft, saveDraft } from '#policies/draft.ts';
import { followNewest } from '#policies/follow-newest.ts';
import type { Fields } from '#policies/typed.ts';
import { letGo, markWriting, readKept, readOtherWriters } from '#policies/writers.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows } from '#test/database-rows.ts';
import { hour, smallCompany } from '#test/small-company.ts';

const at = castTime + hour;
const minute = 60_000;
const [owner, chief] = [cast.policyOwner.id, cast.chiefExecutive.id];

const body = {
	title: 'Umbrella loans',
	statement: 'Anyone may borrow an umbrella for {window}.',
	why: 'Who stayed dry comes back.',
	how: { shop: 'Lend it for {window}.' },
	facts: { window: { value: 30, unit: 'day' } },
	touchpoints: ['rain'],
	validMonths: null,
};

/** What a form sends; with problems, what it says cannot be published yet. */
function writing(statement: string, more: Partial<DraftSave> & Sent = {}): DraftSave {
	const { problems = 0, window = '', count = 0, ...save } = more;
	const fields: Fields = { ...formFromBody(body), statement };
	return {
		policyId: 'loans',
		body: problems > 0 ? body : { ...body, statement },
		typed: { fields, problems, window, count },
		began: formFromBody(body),
		baseNumber: 1,
		seenRevision: 0,
		by: owner,
		at,
		...save,
	};
}
type Sent = { problems?: number; window?: string; count?: number };

test('a half-written draft keeps every word, and its body stays the last sound one', async () => {
	const { db } = await smallCompany();
	const sound = await saveDraft(db, writing('Sound.'));
	const seenRevision = sound.draft.revision;
	const half = await saveDraft(db, writing('Half {widow', { problems: 1, seenRevision }));
	expect(half.kind).toBe('saved');
	const draft = await readDraft(db.read, 'loans');
	expect(draft?.typed?.fields['statement']).toBe('Half {widow');
	expect(draft?.body.statement).toBe('Sound.');
});

test('a half-written draft is published by nobody', async () => {
	const company = await smallCompany();
	const { draft } = await saveDraft(company.db, writing('Half {widow', { problems: 2 }));
	const publication = {
		policyId: 'loans',
		revision: draft.revision,
		reason: 'Now.',
		by: owner,
		at,
	};
	const outcome = await publishPolicy(company.db, company.catalogue, {
		...publication,
		change: 'material',
	});
	expect(JSON.stringify(outcome)).toContain('2 fields need another look');
	expect(await readDraft(company.db.read, 'loans')).toEqual(draft);
});

test('a draft that is discarded and taken back, or follows the newest version, is as it was typed', async () => {
	const { db } = await smallCompany();
	const { draft } = await saveDraft(db, writing('Half {widow', { problems: 1 }));
	const deed = { policyId: 'loans', by: owner, at };
	await discardDraft(db, deed);
	await restoreDiscarded(db, deed);
	await followNewest(db, deed);
	expect((await readDraft(db.read, 'loans'))?.typed).toEqual(draft.typed);
});

test('saving while typing writes no audit row', async () => {
	const { db } = await smallCompany();
	const before = await countRows(db.read);
	const window = { window: 'w', seenRevision: 0 };
	for (const count of [1, 2, 3])
		await autosaveDraft(db, writing(`${count}.`, { ...window, count }));
	const after = await countRows(db.read);
	expect(after['auditEntries']).toBe(before['auditEntries']);
	expect((await readDraft(db.read, 'loans'))?.body.statement).toBe('3.');
});

test('a save whose answer was lost goes on from itself, and one that comes late or twice changes nothing', async () => {
	const { db } = await smallCompany();
	const window = { window: 'mine', seenRevision: 0 };
	await autosaveDraft(db, writing('One.', { ...window, count: 1 }));
	await autosaveDraft(db, writing('Three.', { ...window, count: 3 }));
	const three = await readDraft(db.read, 'loans');
	expect(three?.body.statement).toBe('Three.');
	for (const count of [1, 2, 3]) {
		const late = await autosaveDraft(db, writing('Late.', { ...window, count }));
		expect(late).toEqual({ kind: 'saved', draft: three });
	}
	const other = { ...window, count: 9, by: chief };
	expect((await autosaveDraft(db, writing('Not hers.', other))).kind).toBe('overtaken');
});

test('after somebody else has saved, the same window is overtaken as any other', async () => {
	const { db } = await smallCompany();
	const window = { window: 'mine', seenRevision: 0 };
	const first = await saveDraft(db, writing('Mine.', { ...window, count: 1 }));
	const { revision } = first.draft;
	await saveDraft(
		db,
		writing('Theirs.', { window: 'theirs', count: 1, seenRevision: revision, by: chief }),
	);
	const late = await saveDraft(
		db,
		writing('Mine, more.', { ...window, count: 2, seenRevision: revision }),
	);
	expect(late.kind).toBe('overtaken');
	expect((await readDraft(db.read, 'loans'))?.body.statement).toBe('Theirs.');
});

test('words that were overtaken are kept for their writer until she has chosen', async () => {
	const { db } = await smallCompany();
	await saveDraft(db, writing('Theirs.', { by: chief }));
	await saveDraft(db, writing('Mine.'));
	const kept = await readKept(db.read, 'loans', owner);
	expect(kept?.fields['statement']).toBe('Mine.');
	expect(kept?.began).toEqual(formFromBody(body));
	expect(await readKept(db.read, 'loans', chief)).toBeUndefined();
	await markWriting(db, { policyId: 'loans', employeeId: owner, at });
	expect(await readKept(db.read, 'loans', owner), 'looking is not choosing').toEqual(kept);
	await letGo(db, { policyId: 'loans', employeeId: owner, at });
	expect(await readKept(db.read, 'loans', owner)).toBeUndefined();
	await saveDraft(db, writing('Mine again.'));
	const seenRevision = (await readDraft(db.read, 'loans'))?.revision ?? 0;
	await saveDraft(db, writing('Both.', { seenRevision }));
	expect(await readKept(db.read, 'loans', owner), 'saved is chosen').toBeUndefined();
});

test('a draft that was discarded does not come back by itself from a window that is still open', async () => {
	const { db } = await smallCompany();
	const { draft } = await saveDraft(db, writing('Mine.', { window: 'w', count: 1 }));
	await discardDraft(db, { policyId: 'loans', by: chief, at });
	const seen = { window: 'w', count: 2, seenRevision: draft.revision };
	expect(await autosaveDraft(db, writing('Mine, more.', seen))).toEqual({ kind: 'gone' });
	expect(await readDraft(db.read, 'loans')).toBeUndefined();
	expect((await saveDraft(db, writing('Mine, more.', seen))).kind, 'she says so').toBe('saved');
});

test('whoever writes sees who else does, for ten minutes, and never herself', async () => {
	const { db } = await smallCompany();
	await markWriting(db, { policyId: 'loans', employeeId: chief, at });
	await markWriting(db, { policyId: 'flowers', employeeId: owner, at });
	const seenBy = (employeeId: string, later: number, policyId = 'loans') =>
		readOtherWriters(db.read, { policyId, employeeId, at: at + later });
	expect(await seenBy(owner, 9 * minute)).toEqual([{ employeeId: chief, seenAt: at }]);
	expect(await seenBy(owner, 11 * minute)).toEqual([]);
	expect(await seenBy(chief, 0)).toEqual([]);
	await saveDraft(db, writing('Mine.', { at: at + minute }));
	expect(await seenBy(chief, minute)).toEqual([{ employeeId: owner, seenAt: at + minute }]);
});

test('what a form says about itself is no part of the draft', () => {
	const about = { policy: 'loans', base: 1, revision: 7, then: 'stay', writer: 'x', window: 'w' };
	const more = {
		count: 2,
		began: '{}',
		'as-channel': 'shop',
		'take.why': 'theirs',
		'chosen.why': 'mine',
	};
	const fields = {
		title: 'A',
		statement: 'One\r\ntwo',
		'fact.0.name': 'window',
		touchpoint: ['rain'],
	};
	expect(bodyFields({ ...about, ...more, ...fields })).toEqual({
		...fields,
		statement: 'One\ntwo',
	});
});

test('two facts of one name are found: in a body the second would silently replace the first', () => {
	const fields = {
		'fact.0.name': 'window',
		'fact.1.name': '',
		'fact.2.name': ' window ',
		'fact.3.name': '',
	};
	expect(Object.keys(rowProblems(fields))).toEqual(['facts.window']);
	expect(rowProblems({ ...fields, 'fact.2.name': 'refund' })).toEqual({});
});
