import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';
import { knownKey, secretKey } from '#db/secret-key.ts';
import type { Transaction } from '#db/writer.ts';
import { announce } from '#notifications/announce.ts';
import { isRunning } from './asked-of.ts';

// Whoever has an address is also asked by mail: its link opens this one question and nothing else.

const secretName = 'asked by mail';

export type MailLink = { readonly pulseId: string; readonly employeeId: string };

/** The key that links to a question are signed with. */
export function askedSecret(db: Database, at: number): Promise<string> {
	return secretKey(db, secretName, at);
}

export function askedToken(secret: string, { pulseId, employeeId }: MailLink): string {
	const whose = Buffer.from(JSON.stringify([pulseId, employeeId])).toString('base64url');
	return `${whose}.${signature(secret, whose)}`;
}

/** Which question it opens, and for whom; undefined if we did not make it. */
export async function readAskedToken(db: Reader, token: string): Promise<MailLink | undefined> {
	const secret = await knownKey(db, secretName);
	const [whose = '', signed = ''] = token.split('.');
	if (!secret || whose === '') return undefined;
	const wanted = Buffer.from(signature(secret, whose));
	const given = Buffer.from(signed);
	if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
	const pair: unknown = JSON.parse(Buffer.from(whose, 'base64url').toString());
	const [pulseId, employeeId] = Array.isArray(pair) ? pair.map(String) : [];
	return pulseId !== undefined && employeeId !== undefined ? { pulseId, employeeId } : undefined;
}

function signature(secret: string, whose: string): string {
	return createHmac('sha256', secret).update(`asked ${whose}`).digest('base64url');
}

/** Tells those who were drawn and have an address, in the transaction of the draw. */
export async function announcePulse(tx: Transaction, pulseId: string, at: number): Promise<void> {
	const drawn = await tx
		.select({ to: employees.id })
		.from(pulsePeople)
		.innerJoin(employees, eq(employees.id, pulsePeople.employeeId))
		.where(and(eq(pulsePeople.pulseId, pulseId), isNotNull(employees.email)));
	for (const { to } of drawn) await announce(tx, { kind: 'pulse.asked', to, pulseId }, at);
}

/** What some people are asked and have not answered, as `pulse person`. */
export async function readOpenPulses(
	db: Reader,
	people: readonly string[],
	at: number,
): Promise<ReadonlySet<string>> {
	const { pulseId, employeeId, tookPart, goneAt } = pulsePeople;
	const rows = await db
		.select({ pulseId, employeeId, until: pulses.until, endedAt: pulses.endedAt })
		.from(pulsePeople)
		.innerJoin(pulses, eq(pulses.id, pulseId))
		.where(and(inArray(employeeId, [...people]), eq(tookPart, false), isNull(goneAt)));
	const open = rows.filter((row) => isRunning(row, at));
	return new Set(open.map((row) => `${row.pulseId} ${row.employeeId}`));
}
