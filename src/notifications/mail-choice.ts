import { createHmac, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { mailChoices } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import { knownKey, secretKey } from '#db/secret-key.ts';

/** A person's address and whether she wants mail that is not required; undefined if she has none. */
export async function readMailChoice(
	db: Reader,
	employeeId: string,
): Promise<{ email: string; wanted: boolean } | undefined> {
	const [row] = await db
		.select({ email: employees.email, wanted: mailChoices.wanted })
		.from(employees)
		.leftJoin(mailChoices, eq(mailChoices.employeeId, employees.id))
		.where(eq(employees.id, employeeId));
	return row?.email ? { email: row.email, wanted: row.wanted ?? true } : undefined;
}

/** Somebody wants no more mail that is not required, or wants it again. */
export async function chooseMail(
	db: Database,
	{ employeeId, wanted, at }: { employeeId: string; wanted: boolean; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const [before] = await tx
			.select({ wanted: mailChoices.wanted })
			.from(mailChoices)
			.where(eq(mailChoices.employeeId, employeeId));
		if ((before?.wanted ?? true) === wanted) return;
		const row = { employeeId, wanted, chosenAt: at };
		await tx
			.insert(mailChoices)
			.values(row)
			.onConflictDoUpdate({ target: mailChoices.employeeId, set: row });
		await appendAudit(tx, {
			at,
			actorId: employeeId,
			action: wanted ? 'mail.resumed' : 'mail.stopped',
			objectType: 'employee',
			objectId: employeeId,
			payload: {},
		});
	});
}

const secretName = 'unsubscribe';

/** The key that unsubscribe links are signed with. */
export function unsubscribeSecret(db: Database, at: number): Promise<string> {
	return secretKey(db, secretName, at);
}

/** What an unsubscribe link carries: whose mail it is, signed, so that nobody else's can be stopped. */
export function unsubscribeToken(secret: string, employeeId: string): string {
	return `${Buffer.from(employeeId).toString('base64url')}.${signature(secret, employeeId)}`;
}

/** Whose link it is; undefined if we did not make it. */
export async function readUnsubscribeToken(db: Reader, token: string): Promise<string | undefined> {
	const secret = await knownKey(db, secretName);
	const [id = '', signed = ''] = token.split('.');
	const employeeId = Buffer.from(id, 'base64url').toString();
	if (!secret || employeeId === '') return undefined;
	const wanted = Buffer.from(signature(secret, employeeId));
	const given = Buffer.from(signed);
	return wanted.length === given.length && timingSafeEqual(wanted, given) ? employeeId : undefined;
}

function signature(secret: string, employeeId: string): string {
	return createHmac('sha256', secret).update(`unsubscribe ${employeeId}`).digest('base64url');
}
