import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { settings } from '#db/schema/organisation.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

test('a setting holds until it is changed, and the change is on record once', async () => {
	const db = await testDatabase();
	const before = await readSettings(db.read);
	expect(before).toMatchObject({ materialDueDays: 7, approvalNeeded: false });
	const change = { values: { ...before, materialDueDays: 14 }, by: cast.policyOwner.id };
	await changeSettings(db, { ...change, at: castTime });
	await changeSettings(db, { ...change, at: castTime + 1 });
	expect(await readSettings(db.read)).toEqual({ ...before, materialDueDays: 14 });
	const audit = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.objectId, 'materialDueDays'));
	expect(audit.map(({ at }) => at)).toEqual([castTime]);
});

test('a stored value that fits no longer counts as not set', async () => {
	const db = await testDatabase();
	const row = { key: 'materialDueDays', value: 'a week', setAt: castTime };
	await db.write((tx) => tx.insert(settings).values({ ...row, setBy: cast.policyOwner.id }));
	expect((await readSettings(db.read)).materialDueDays).toBe(7);
});
