import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { secrets } from '#db/schema/notifications.ts';
import {
	chooseMail,
	readMailChoice,
	readUnsubscribeToken,
	unsubscribeSecret,
	unsubscribeToken,
} from '#notifications/mail-choice.ts';
import { cast, castTime as at } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const { policyOwner, picker, administrator } = cast;

test('a link says whose mail it stops, and no other link can be made from it', async () => {
	const db = await testDatabase();
	const secret = await unsubscribeSecret(db, at);
	expect(await unsubscribeSecret(db, at), 'it is made once').toBe(secret);
	expect(await db.read.select().from(secrets)).toHaveLength(1);
	const token = unsubscribeToken(secret, policyOwner.id);
	expect(await readUnsubscribeToken(db.read, token)).toBe(policyOwner.id);
	const [, signature] = token.split('.');
	const id = Buffer.from(administrator.id).toString('base64url');
	const forged = [
		...['', '.', 'x', `${id}.`, `${id}.${signature}`, `${token}x`, token.slice(0, -1)],
		unsubscribeToken('', policyOwner.id),
		unsubscribeToken('another secret', policyOwner.id),
	];
	for (const other of forged) {
		expect(await readUnsubscribeToken(db.read, other), other).toBeUndefined();
	}
});

test('before the first mail there is no link at all', async () => {
	const db = await testDatabase();
	const token = unsubscribeToken('', policyOwner.id);
	expect(await readUnsubscribeToken(db.read, token)).toBeUndefined();
});

test('mail is wanted until somebody says otherwise, and every change of mind is on record once', async () => {
	const db = await testDatabase();
	const employeeId = policyOwner.id;
	const wanted = async () => (await readMailChoice(db.read, employeeId))?.wanted;
	expect(await wanted()).toBe(true);
	for (const choice of [true, false, false, true]) {
		await chooseMail(db, { employeeId, wanted: choice, at });
	}
	expect(await wanted()).toBe(true);
	const audit = await db.read
		.select({ action: auditEntries.action })
		.from(auditEntries)
		.where(eq(auditEntries.objectId, employeeId));
	const actions = audit.map(({ action }) => action).filter((action) => action.startsWith('mail.'));
	expect(actions).toEqual(['mail.stopped', 'mail.resumed']);
});

test('who has no address has nothing to choose', async () => {
	const db = await testDatabase();
	expect(await readMailChoice(db.read, picker.id)).toBeUndefined();
	expect(await readMailChoice(db.read, policyOwner.id)).toMatchObject({
		email: 'tomas.lund@halden-lund.example',
	});
});
