import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Aggregate } from '#db/aggregate.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import type { Transaction } from '#db/writer.ts';

/** The deed that takes payloads away; its own payload says which, and stays. */
export const anonymised = 'employee.anonymised';

/**
 * What a person does for herself: getting in, learning, signing, speaking. What she does in office
 * is the company's record of decisions and stays, unless her name is in it.
 */
const ownDeeds = [
	...['session.', 'sign-in.', 'pin.', 'passkey.', 'proof.', 'badge.', 'device.', 'identity.'],
	...['lesson.completed', 'update.completed', 'policy.signed', 'remark.received', 'mail.'],
	...['slip.used', 'authenticator.', 'recovery-code'],
];

/** Kinds of object that are a person. */
export const personTypes = ['employee', 'person'] as const;

/**
 * How payloads would name somebody: her number and a name of one word as a value of their own, for
 * they may be parts of other words; a longer name and an address anywhere.
 */
export function namedAs({ name, number, email }: Named): string[] {
	const whole = (text: string) => JSON.stringify(text);
	const inside = (text: string) => whole(text).slice(1, -1);
	return [
		whole(number),
		/\s/.test(name) ? inside(name) : whole(name),
		...(email === null ? [] : [inside(email)]),
	];
}

type Named = { readonly name: string; readonly number: string; readonly email: string | null };

/** The entries whose payloads have one of some texts in them. A long search, in a thread of its own. */
export async function findMentions(
	aggregate: Aggregate,
	texts: readonly string[],
): Promise<readonly number[]> {
	if (texts.length === 0) return [];
	const inText = texts.map((text) => sql`instr(${auditPayloads.payload}, ${text}) > 0`);
	const rows = await aggregate(
		sql`select ${auditPayloads.seq} as seq from ${auditPayloads} where ${or(...inText)}`,
	);
	return rows.map(({ seq }) => Number(seq));
}

/**
 * Erases what entries were about, as far as it is about somebody, and returns their numbers. The
 * entries stay and the chain holds; the caller writes which were erased in the same transaction.
 */
export async function erasePayloads(
	tx: Transaction,
	employeeId: string,
	mentions: readonly number[],
): Promise<number[]> {
	const own = ownDeeds.map(
		(deed) => sql`substr(${auditEntries.action}, 1, ${deed.length}) = ${deed}`,
	);
	const about = and(
		eq(auditEntries.objectId, employeeId),
		inArray(auditEntries.objectType, [...personTypes]),
	);
	const by = and(eq(auditEntries.actorId, employeeId), or(...own));
	const found: number[] = [];
	// One way of looking after the other: each has its index.
	for (const which of [about, by]) {
		const rows = await tx.select({ seq: auditEntries.seq }).from(auditEntries).where(which);
		found.push(...rows.map(({ seq }) => seq));
	}
	return eraseThese(tx, [...new Set([...found, ...mentions])]);
}

const atOnce = 500;

/** What says which payloads were erased is never erased itself. */
const notTheDeed = sql`not exists (select 1 from ${auditEntries} where ${auditEntries.seq} = ${auditPayloads.seq} and ${auditEntries.action} = ${anonymised})`;

async function eraseThese(tx: Transaction, seqs: readonly number[]): Promise<number[]> {
	const erased: number[] = [];
	for (let next = 0; next < seqs.length; next += atOnce) {
		const rows = await tx
			.delete(auditPayloads)
			.where(and(inArray(auditPayloads.seq, seqs.slice(next, next + atOnce)), notTheDeed))
			.returning({ seq: auditPayloads.seq });
		erased.push(...rows.map(({ seq }) => seq));
	}
	return erased.toSorted((a, b) => a - b);
}
