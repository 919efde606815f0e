import { and, desc, eq, gt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { deputies } from '#db/schema/placements.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { addDays, type Day, isDay, serviceDay, startOfDay } from '#lib/service-day.ts';
import { findDeputy } from './find-deputy.ts';
import { type Deed, recordDeed } from './employee-rules.ts';
import { type Person, readPerson } from './person.ts';

export type NewDeputy = {
	readonly id: string;
	readonly managerId: string;
	/** A number, a name or a part of one. */
	readonly deputy: string;
	/** Both days are among those on which it holds. */
	readonly from: Day;
	readonly to: Day;
};

type NamedBy = Deed & { readonly by: string };

/** Away for longer is not away. */
const longestDays = 366;

/**
 * Somebody stands in for a manager from one day to another, by the manager's days: one of her own
 * people or another manager, of the same company as she. The same form sent twice names her once.
 */
export async function nameDeputy(tx: Transaction, named: NewDeputy, deed: NamedBy): Promise<void> {
	const { id, managerId, from, to } = named;
	const [known] = await tx.select().from(deputies).where(eq(deputies.id, id));
	if (known) return;
	const manager = await managerWith(tx, managerId);
	const today = serviceDay(deed.at, manager.timeZone);
	const problem = daysProblem(from, to, today);
	if (problem) throw new Invalid(problem);
	const deputy = await findDeputy(tx, manager, named.deputy);
	const since = from === today ? deed.at : startOfDay(from, manager.timeZone);
	const until = startOfDay(to, manager.timeZone, { daysLater: 1 });
	const row = { id, managerId, deputyId: deputy.id, since, until };
	await tx.insert(deputies).values({ ...row, namedBy: deed.by, namedAt: deed.at });
	const what = { action: 'deputy.named', objectType: 'employee', objectId: managerId };
	await recordDeed(tx, deed, what, { id, deputy: deputy.id, from, to });
}

/** It holds no longer from now on; one that was still to come never will. */
export async function endDeputy(
	tx: Transaction,
	{ id, managerId }: Pick<NewDeputy, 'id' | 'managerId'>,
	deed: NamedBy,
): Promise<void> {
	const one = and(eq(deputies.id, id), eq(deputies.managerId, managerId));
	const [known] = await tx.select().from(deputies).where(one);
	if (!known) throw new NotFound('There is no such deputy.');
	if (known.until <= deed.at) return;
	await tx
		.update(deputies)
		.set({ until: deed.at })
		.where(and(one, gt(deputies.until, deed.at)));
	const what = { action: 'deputy.ended', objectType: 'employee', objectId: managerId };
	await recordDeed(tx, deed, what, { id, deputy: known.deputyId, until: known.until });
}

export type DeputyShown = typeof deputies.$inferSelect & {
	readonly deputyName: string;
	readonly namedByName: string;
};

/** Who stood in, stands in or will stand in for a manager, the latest first. */
export async function readDeputies(db: Reader, managerId: string): Promise<DeputyShown[]> {
	const namers = alias(employees, 'namers');
	const rows = await db
		.select({ row: deputies, deputyName: employees.name, namedByName: namers.name })
		.from(deputies)
		.innerJoin(employees, eq(employees.id, deputies.deputyId))
		.innerJoin(namers, eq(namers.id, deputies.namedBy))
		.where(eq(deputies.managerId, managerId))
		.orderBy(desc(deputies.since), desc(deputies.namedAt));
	return rows.map(({ row, ...names }) => ({ ...row, ...names }));
}

/** `taken back` never began. */
export function deputyPhase({ since, until }: DeputyShown, at: number) {
	if (until <= since) return 'taken back';
	if (until <= at) return 'over';
	return since <= at ? 'now' : 'to come';
}

/** What she was lent as somebody's deputy is not hers to lend: only what she leads herself. */
async function managerWith(tx: Transaction, id: string): Promise<Person> {
	const manager = await readPerson(tx, id);
	if (!manager) throw new NotFound('There is nobody here with this id.');
	if (manager.roles.includes('manager') && manager.leads.length > 0) return manager;
	throw new Invalid({ deputy: `${manager.name} leads no team: there is nothing to stand in for.` });
}

function daysProblem(from: string, to: string, today: Day): Record<string, string> | undefined {
	if (!isDay(from) || from < today) return { from: 'Choose today or a later day.' };
	if (!isDay(to) || to < from) return { to: 'Choose the same day or a later one.' };
	if (to > addDays(from, longestDays)) return { to: 'Choose a day within a year.' };
	return undefined;
}
