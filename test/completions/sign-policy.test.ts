import { expect, test } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { readMyToday, readOverview } from '#completions/standings.ts';
import { readSignatures, signersOf } from '#completions/signatures.ts';
import { signPolicy } from '#completions/sign-policy.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import { versionHash } from '#policies/append-version.ts';
import { policyBodySchema } from '#policies/body.ts';
import { readPolicyFile } from '#policies/file.ts';
import { readPolicies } from '#policies/versions.ts';
import { writePolicyFile } from '#policies/write-file.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import {
	aroundPerson,
	day,
	hour,
	learner,
	lesson,
	minute,
	publish,
	reworded,
	smallCompany,
	tryToPublish,
	update,
	withFact,
} from '#test/small-company.ts';

const asked = castTime + minute;
const learned = castTime + hour;

/** Everybody is asked to sign the umbrella loans, and Amina has learned them. */
async function signing() {
	const company = await smallCompany();
	await publish(company, 'loans', (body) => ({ ...body, acknowledge: true }), { at: asked });
	const amina = await learner(company, cast.picker);
	const toSign = async (at: number) => {
		const today = await readMyToday(company.db.read, await aroundPerson(company, amina.person, at));
		return today.toSign.map(({ policyId, number }) => `${policyId} ${number}`);
	};
	const sign = async (id: string, version: number, shownAt: number, at = shownAt) => {
		const history = await readPolicies(company.db.read);
		const { person } = amina;
		await signPolicy(company.db, history, {
			...{ id, person, policyId: 'loans', version, shownAt, at },
		});
	};
	return { ...company, company, amina, toSign, sign };
}

test('she is asked to sign once she has learned it, and no more once she has signed', async () => {
	const { db, amina, toSign, sign } = await signing();
	expect(await toSign(asked)).toEqual([]);
	await amina.finish(lesson('lending'), learned);
	await amina.finish(lesson('rainy-day'), learned);
	expect(await toSign(learned)).toEqual(['loans 2']);
	const before = await countRows(db.read);
	await Promise.all([sign('one tap', 2, learned), sign('one tap', 2, learned)]);
	await sign('another tab', 2, learned + 1);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({
		...{ acknowledgements: 1, audit_entries: 1, audit_payloads: 1 },
	});
	expect(await toSign(learned + 1)).toEqual([]);
	const [signature] = await readSignatures(db.read, amina.person.id);
	expect(signature?.wording).toBe(
		'Anyone may borrow an umbrella for 30\u00a0days. I have read this and will work by it.',
	);
});

test('signing changes no state', async () => {
	const { db, catalogue, amina, sign } = await signing();
	await amina.finish(lesson('lending'), learned);
	const overview = () => readOverview(db.read, catalogue, amina.person, learned + 1);
	const before = await overview();
	await sign('s', 2, learned);
	expect(await overview()).toEqual(before);
});

test('her signature is for what she saw; a newer version asks again only if it is material', async () => {
	const { db, company, amina, toSign, sign } = await signing();
	await amina.finish(lesson('lending'), learned);
	await amina.finish(lesson('rainy-day'), learned);
	const later = learned + minute;
	await publish(company, 'loans', reworded('Gladly.'), { at: later, change: 'editorial' });
	await sign('typo', 2, learned, later + minute);
	expect(await toSign(later + minute)).toEqual([]);
	const changed = later + hour;
	await publish(company, 'loans', withFact('window', 31, 'day'), { at: changed });
	await sign('late', 3, later, changed + minute);
	expect(await readSignatures(db.read, amina.person.id)).toMatchObject([
		{ version: 3, wording: expect.stringContaining('30\u00a0days. Gladly. I have read') },
		{ version: 2 },
	]);
	expect(await toSign(changed + 2 * minute), 'first she learns what changed').toEqual([]);
	await amina.finish(update('loans'), changed + hour);
	expect(await toSign(changed + hour)).toEqual(['loans 4']);
	const { byId } = await readPolicies(db.read);
	const thread = byId.get('loans') ?? expect.fail();
	expect((await signersOf(db.read, thread, later)).size).toBe(1);
	expect((await signersOf(db.read, thread, changed)).size).toBe(0);
});

test('who is exempt is not asked, and what asks for nothing cannot be signed', async () => {
	const { db, amina, toSign, sign } = await signing();
	await amina.finish(lesson('lending'), learned);
	const endsAt = learned + 30 * day;
	const by = { grantedBy: cast.shiftLead.id, grantedAt: learned, endsAt };
	const who = { employeeId: amina.person.id, policyId: 'loans', reason: 'Away.' };
	await exemptPerson(db, { id: 'x', ...who, ...by });
	expect(await toSign(learned)).toEqual([]);
	await expect(sign('first edition', 1, castTime)).rejects.toThrow('nothing to sign');
	await expect(sign('not there', 9, learned)).rejects.toThrow('nothing to sign');
});

test('a body that asks for nothing reads and hashes as it did before there was a word for it', async () => {
	const { db, company } = await signing();
	const loans = (await readPolicies(db.read)).byId.get('loans') ?? expect.fail();
	const [first, second] = loans.versions;
	if (!first || !second) return expect.unreachable();
	expect(JSON.stringify(policyBodySchema.parse({ ...first.body, acknowledge: false }))).toBe(
		JSON.stringify(policyBodySchema.parse(first.body)),
	);
	expect(versionHash({ ...first, body: { ...first.body, acknowledge: undefined } })).toBe(
		first.hash,
	);
	expect(versionHash({ ...first, body: { ...first.body, acknowledge: true } })).not.toBe(
		first.hash,
	);
	// What was hashed before there was a word for it: the body's own keys and no other.
	const { seq, hash, ...hashed } = first;
	expect(JSON.stringify(first.body)).not.toContain('acknowledge');
	expect(hash).toBe(sha256(canonicalJson(JSON.parse(JSON.stringify(hashed)))));
	for (const { body } of [first, second]) {
		const file = { id: 'loans', owner: 'Stores', version: 1, body };
		const text = writePolicyFile(file);
		expect(text.includes('acknowledge')).toBe(body.acknowledge === true);
		expect(readPolicyFile(text, () => expect.fail())).toEqual(file);
	}
	const dropped = await tryToPublish(company, 'loans', ({ acknowledge, ...body }) => body, {
		at: learned + 1,
		change: 'editorial',
	});
	expect(dropped.kind).toBe('published');
	const same = await tryToPublish(company, 'loans', (body) => body, { at: learned + 2 });
	expect(same.kind).toBe('refused');
});
