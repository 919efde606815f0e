import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { outbox } from '#db/schema/notifications.ts';
import { remarks } from '#db/schema/remarks.ts';
import { castPerson } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { Invalid } from '#lib/errors.ts';
import { countNews, readMyRemarks } from '#remarks/my-remarks.ts';
import { readRemarks } from '#remarks/read-remarks.ts';
import { remarkIdOf, remarksADay, type Saying, tellUs } from '#remarks/tell-us.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { day, publish, reworded, smallCompany } from '#test/small-company.ts';

const saying: Saying = {
	key: crypto.randomUUID(),
	policyId: 'returns',
	version: 1,
	kind: 'impossible',
	words: '  A sofa does not fit into a full van. ',
	named: false,
};

async function tell(db: Database, who: CastPerson, more: Partial<Saying> = {}, at = castTime) {
	const person = await personOf(db, who);
	return tellUs(db, { ...saying, key: crypto.randomUUID(), ...more }, { person, at });
}

test('a remark without a name leaves no trace of the person where a leader reads', async () => {
	const db = await testDatabase();
	const key = crypto.randomUUID();
	const id = await tell(db, cast.picker, { key });
	expect(id).toBe(remarkIdOf(key));
	const [row] = await db.read.select().from(remarks);
	expect(row).toEqual({
		...{ id, policyId: 'returns', policyVersion: 1, lessonId: null, lessonHash: null },
		...{ kind: 'impossible', words: 'A sofa does not fit into a full van.', saidAt: castTime },
		...{ employeeId: null, channel: 'warehouse', siteId: 'warehouse' },
	});
	expect(await readRemarks(db.read)).toMatchObject([{ name: null, state: 'open', answers: [] }]);
	const [entry] = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'remark.received'));
	expect(entry).toMatchObject({ actorId: null, objectId: id });
	const traces = JSON.stringify([
		...(await db.read.select().from(remarks)),
		...(await db.read.select().from(outbox)),
		...(await db.read.select().from(auditEntries).where(eq(auditEntries.objectId, id))),
		...(await db.read
			.select()
			.from(auditPayloads)
			.where(eq(auditPayloads.seq, entry?.seq ?? 0))),
	]);
	for (const trace of [cast.picker.id, cast.picker.number, cast.picker.name, key]) {
		expect(traces).not.toContain(trace);
	}
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
});

test('of somebody whose work few share, a remark without a name says no place', async () => {
	const db = await testDatabase();
	const oneOfTwo = castPerson('6025');
	await tell(db, oneOfTwo);
	await tell(db, oneOfTwo, { named: true }, castTime + 1);
	expect(await readRemarks(db.read)).toMatchObject([
		{ remark: { channel: 'social', siteId: 'contact-centre' } },
		{ remark: { channel: null, siteId: null }, siteName: null },
	]);
});

test('with a name it says who and where; her own list has both kinds, and nobody else’s has', async () => {
	const db = await testDatabase();
	await tell(db, cast.vendorAgent, { named: true });
	await tell(db, cast.vendorAgent, { words: 'And the chat is slow.' }, castTime + 1);
	expect(await readRemarks(db.read)).toMatchObject([
		{ name: null },
		{ name: cast.vendorAgent.name, siteName: 'Northline, Lisbon', remark: { channel: 'phone' } },
	]);
	expect(await readMyRemarks(db.read, cast.vendorAgent.id)).toHaveLength(2);
	expect(await readMyRemarks(db.read, cast.vendorLead.id)).toEqual([]);
	expect(await countNews(db.read, cast.vendorAgent.id)).toBe(0);
});

test('a double tap counts once', async () => {
	const db = await testDatabase();
	const before = await countRows(db.read);
	const twice = { key: crypto.randomUUID(), named: true };
	await Promise.all([tell(db, cast.picker, twice), tell(db, cast.picker, twice)]);
	const added = rowsAdded(before, await countRows(db.read));
	expect(added).toEqual({ remarks: 1, remark_senders: 1, audit_entries: 1, audit_payloads: 1 });
});

test('ten a day are read; the eleventh waits for tomorrow, and other people’s do not count', async () => {
	const db = await testDatabase();
	for (let count = 0; count < remarksADay; count += 1) await tell(db, cast.picker);
	await expect(tell(db, cast.picker)).rejects.toThrow(Invalid);
	await tell(db, cast.secondPicker);
	await tell(db, cast.picker, {}, castTime + day);
	expect(await readMyRemarks(db.read, cast.picker.id)).toHaveLength(remarksADay + 1);
});

test('what cannot be sent says what to do, beside its field', async () => {
	const db = await testDatabase();
	const problemOf = (more: Partial<Saying>) =>
		tell(db, cast.picker, more).catch((error) =>
			error instanceof Invalid ? Object.keys(error.problems) : error,
		);
	expect(await problemOf({ words: ' \n ' })).toEqual(['words']);
	expect(await problemOf({ words: 'x'.repeat(501) })).toEqual(['words']);
	expect(await problemOf({ policyId: 'nothing' })).toEqual(['policy']);
	expect(await readRemarks(db.read)).toEqual([]);
	await tell(db, cast.picker, { words: 'x'.repeat(500), version: 99 });
	expect(await readRemarks(db.read)).toMatchObject([{ remark: { policyVersion: 1 } }]);
});

test('it says which version was read, and its lesson as it was then', async () => {
	const company = await smallCompany();
	const at = castTime + day;
	await publish(company, 'loans', reworded('Gladly.'), { at });
	const lesson = company.catalogue.lessonById.get('lending');
	const about = { policyId: 'loans', lesson };
	await tell(company.db, cast.picker, { ...about, version: 1 }, at + 1);
	await tell(company.db, cast.picker, { ...about, version: 2 }, at + 2);
	expect(await readRemarks(company.db.read)).toMatchObject([
		{ remark: { policyVersion: 2, lessonId: 'lending', lessonHash: lesson?.hash } },
		{ remark: { policyVersion: 1 } },
	]);
});

test('whoever signed the newest version hears of it, unless she said it herself', async () => {
	const company = await smallCompany();
	const toldOf = async () => {
		const rows = await company.db.read.select().from(outbox);
		return rows.flatMap(({ news }) => (news.kind === 'remark.received' ? news : []));
	};
	await tell(company.db, cast.picker, { policyId: 'loans' });
	expect(await toldOf(), 'nobody published the first version').toEqual([]);
	const at = castTime + day;
	await publish(company, 'loans', reworded('Gladly.'), { at });
	const id = await tell(company.db, castPerson('4440'), { policyId: 'loans' }, at + 1);
	await tell(company.db, cast.policyOwner, { policyId: 'loans', named: true }, at + 2);
	expect(await toldOf()).toEqual([
		{ kind: 'remark.received', to: cast.policyOwner.id, remarkId: id },
	]);
});
