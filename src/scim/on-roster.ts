import { randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { employees, teams } from '#db/schema/people.ts';
import { directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import type { Directory } from './directory.ts';
import type { PersonSaid } from './person-of.ts';
import { taken } from './problem.ts';

/**
 * Who of the roster a directory means: whoever has the number, or the work e-mail where that was
 * switched on. A directory reaches the people of its own company alone, ours or one vendor's, so
 * that a vendor's directory cannot take over one of ours by her number.
 */
export async function findOnRoster(
	tx: Transaction,
	directory: Directory,
	{ number, email }: PersonSaid,
): Promise<string | undefined> {
	const [byNumber] =
		number === undefined ? [] : await candidates(tx).where(eq(employees.number, number));
	if (byNumber) {
		if (!isFree(byNumber, directory))
			throw taken('This employeeNumber belongs to somebody who is not this directory’s to change.');
		return byNumber.id;
	}
	if (!directory.linksByEmail || email === undefined) return undefined;
	const same = and(
		sql`lower(${employees.email}) = ${email.toLowerCase()}`,
		isNull(employees.leftAt),
	);
	const byEmail = await candidates(tx).where(same).limit(2);
	// Two people who share an address are nobody in particular.
	const [only, another] = byEmail;
	return only && !another && isFree(only, directory) ? only.id : undefined;
}

function candidates(tx: Transaction) {
	return tx
		.select({
			id: employees.id,
			vendorId: teams.vendorId,
			anonymisedAt: employees.anonymisedAt,
			linked: directoryUsers.id,
			unlinkedAt: directoryUsers.deletedAt,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.leftJoin(directoryUsers, eq(directoryUsers.employeeId, employees.id))
		.$dynamic();
}

type Candidate = Awaited<ReturnType<typeof candidates>>[number];

function isFree(
	{ vendorId, anonymisedAt, linked, unlinkedAt }: Candidate,
	directory: Directory,
): boolean {
	const isNobodys = linked === null || unlinkedAt !== null;
	return vendorId === directory.vendorId && anonymisedAt === null && isNobodys;
}

/** A number for somebody whose directory gave none: from her user name if it is free, else made up. */
export async function numberFor(
	tx: Transaction,
	userName: string,
): Promise<{ number: string; from: 'user name' | 'made up' }> {
	const local = userName.split('@')[0] ?? '';
	if (/^\S{1,40}$/.test(local) && (await isUnused(tx, local)))
		return { number: local, from: 'user name' };
	for (;;) {
		const number = String(randomInt(100_000, 1_000_000));
		if (await isUnused(tx, number)) return { number, from: 'made up' };
	}
}

async function isUnused(tx: Transaction, number: string): Promise<boolean> {
	const [somebody] = await tx
		.select({ id: employees.id })
		.from(employees)
		.where(eq(employees.number, number));
	return somebody === undefined;
}
