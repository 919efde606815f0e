import { expect, test } from 'vitest';
import { authenticatorApps } from '#db/schema/proofs.ts';
import { readCopy } from '#privacy/copy.ts';
import { erasePerson } from '#privacy/erase-person.ts';
import { cast, castTime } from '#test/cast.ts';
import { day } from '#test/small-company.ts';
import { companyWithSomebody, somebody, traces } from './somebody.ts';

const others = [cast.administrator, cast.shiftLead, cast.picker, cast.policyOwner];

test('her own copy has everything about her, and of others only what they are', async () => {
	const { db } = await companyWithSomebody();
	const copy = await readCopy(db, somebody.id, 'herself');
	const text = JSON.stringify(copy);
	for (const trace of traces) expect(text).toContain(trace);
	const counts = Object.fromEntries(copy.sections.map(({ table, rows }) => [table, rows.length]));
	expect(counts).toMatchObject({
		...{ sessions: 1, credentials: 1, nudges: 1, mail_choices: 1, outbox: 1, remarks: 2 },
		...{ completions: 1, exemptions: 1, placements: 2, employee_channels: 1 },
	});
	expect(counts['answers']).toBeGreaterThan(0);
	expect(counts['audit_entries']).toBeGreaterThan(6);
	expect(text).toContain('a manager');
	for (const { id, name } of others) {
		expect(text).not.toContain(`"${id}"`);
		expect(text).not.toContain(name);
	}
});

test('nothing in a copy opens a door', async () => {
	const { db } = await companyWithSomebody();
	const app = { employeeId: somebody.id, secret: 'GEZDGNBVGY3TQOJQ', confirmedAt: 1, lastStep: 1 };
	await db.write((tx) => tx.insert(authenticatorApps).values(app));
	const text = JSON.stringify(await readCopy(db, somebody.id, 'herself'));
	expect(text).toContain('App with codes');
	expect(text).not.toContain(app.secret);
	expect(text).not.toContain('$argon2');
	expect(text).not.toMatch(/"(pinHash|idHash|key|contentHash)"/);
});

test('what she said without her name is in her own copy alone', async () => {
	const { db } = await companyWithSomebody();
	const { sections } = await readCopy(db, somebody.id, 'an administrator');
	const remarks = sections.find(({ table }) => table === 'remarks');
	expect(remarks?.rows).toHaveLength(1);
	expect(sections.some(({ table }) => table === 'remark_senders')).toBe(false);
});

test('there is no copy of nobody', async () => {
	const { db } = await companyWithSomebody();
	await expect(readCopy(db, 'nobody', 'herself')).rejects.toThrow('nobody with this id');
	const { id: employeeId, number } = somebody;
	const deed = { by: cast.administrator.id, at: castTime + 9 * day };
	await erasePerson(db, { employeeId, number, why: 'wish' }, deed);
	await expect(readCopy(db, employeeId, 'an administrator')).rejects.toThrow('nobody with this id');
});
