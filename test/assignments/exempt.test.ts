import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { endExemption, exemptPerson, readExemptions } from '#assignments/exempt.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { day } from '#test/small-company.ts';

const { picker, secondPicker, shiftLead } = cast;
const by = shiftLead.id;

const leave = {
	...{ id: 'leave', employeeId: picker.id, policyId: 'returns', reason: 'On leave until April.' },
	...{ grantedBy: by, grantedAt: castTime, endsAt: castTime + 10 * day },
};

async function exemptAt(db: Awaited<ReturnType<typeof testDatabase>>, at: number) {
	return (await readExemptions(db.read, [picker.id, secondPicker.id], at)).map(({ id }) => id);
}

test('an exemption holds from when it was granted to the moment that it ends', async () => {
	const db = await testDatabase();
	await exemptPerson(db, leave);
	expect(await exemptAt(db, castTime - 1)).toEqual([]);
	expect(await exemptAt(db, castTime)).toEqual(['leave']);
	expect(await exemptAt(db, leave.endsAt - 1)).toEqual(['leave']);
	expect(await exemptAt(db, leave.endsAt)).toEqual([]);
});

test('it is on the record with its reason, once however often it is sent', async () => {
	const db = await testDatabase();
	const before = await countRows(db.read);
	await Promise.all([exemptPerson(db, leave), exemptPerson(db, leave)]);
	await exemptPerson(db, { ...leave, reason: 'Something else.' });
	expect(rowsAdded(before, await countRows(db.read))).toEqual({
		...{ exemptions: 1, audit_entries: 1, audit_payloads: 1 },
	});
	const [row] = await db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(eq(auditEntries.action, 'person.exempted'));
	expect(row?.audit_entries).toMatchObject({ actorId: by, objectId: picker.id, at: castTime });
	expect(row?.audit_payloads.payload).toContain('On leave until April.');
});

test('it can be ended, for that person and that policy only', async () => {
	const db = await testDatabase();
	await exemptPerson(db, leave);
	await exemptPerson(db, { ...leave, id: 'other policy', policyId: 'authority' });
	await exemptPerson(db, { ...leave, id: 'other person', employeeId: secondPicker.id });
	const at = castTime + day;
	await endExemption(db, { employeeId: picker.id, policyId: 'returns', by, at });
	expect((await exemptAt(db, at)).toSorted()).toEqual(['other person', 'other policy']);
	// What was, was.
	expect(await exemptAt(db, at - 1)).toContain('leave');
});

test('ending what has ended, or never was, leaves no trace', async () => {
	const db = await testDatabase();
	await exemptPerson(db, leave);
	const ending = { employeeId: picker.id, policyId: 'returns', by, at: castTime + day };
	await endExemption(db, ending);
	const before = await countRows(db.read);
	await endExemption(db, ending);
	await endExemption(db, { ...ending, at: castTime + 2 * day });
	await endExemption(db, { ...ending, policyId: 'authority' });
	expect(await countRows(db.read)).toEqual(before);
	const [row] = await readExemptions(db.read, [picker.id], castTime);
	expect(row?.endsAt).toBe(castTime + day);
});

test('nobody asked about is nobody exempt', async () => {
	const db = await testDatabase();
	await exemptPerson(db, leave);
	expect(await readExemptions(db.read, [], castTime)).toEqual([]);
});
