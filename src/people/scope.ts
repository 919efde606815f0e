import { and, eq, like, or, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, teams } from '#db/schema/people.ts';
import { NotFound } from '#lib/errors.ts';
import { type Person, readPeople } from './person.ts';
import { whoWasHere } from './where-people-were.ts';

/**
 * The people a manager answers for: everybody in the teams she leads and the teams below, herself
 * left out. A vendor's lead answers for that vendor's people only, wherever the teams hang. While
 * somebody is a manager's deputy, she answers for that manager's people too.
 */
export async function peopleLedBy(db: Reader, manager: Person): Promise<Person[]> {
	if (manager.leads.length === 0) return [];
	return readPeople(db, ledBy(manager));
}

/**
 * The people a manager answers for today, as they were at a moment: whoever was in her teams then.
 * A vendor's lead sees nobody who is not the vendor's any more: who has come to our payroll is gone.
 */
export async function peopleLedThen(db: Reader, manager: Person, at: number): Promise<Person[]> {
	if (manager.leads.length === 0) return [];
	const { id, vendorId, leads, standsIn } = manager;
	const where = { teamPaths: leads, vendorId: vendorId ?? undefined };
	const others = new Set([id, ...(standsIn?.instead ?? []).map(({ managerId }) => managerId)]);
	return (await whoWasHere(db, where, at)).filter(
		(person) => !others.has(person.id) && (vendorId === null || person.vendorIdNow === vendorId),
	);
}

/** One of a manager's people; anybody else is not found. */
export async function personLedBy(db: Reader, manager: Person, id: string): Promise<Person> {
	if (manager.leads.length > 0) {
		const [person] = await readPeople(db, and(ledBy(manager), eq(employees.id, id)));
		if (person) return person;
	}
	throw new NotFound('This person is not on your team.');
}

/**
 * Somebody whom a person may let in, give a slip, a badge or a new PIN: an administrator everybody
 * who works here, a manager her own people. Anybody else is not found.
 */
export async function personToLetIn(db: Reader, who: Person, id: string): Promise<Person> {
	const [person] = await readPeople(db, and(toLetInBy(who), eq(employees.id, id)));
	if (!person) throw new NotFound('There is nobody here with this id.');
	return person;
}

/** Whether somebody is one of those. */
export async function mayLetIn(db: Reader, who: Person, id: string): Promise<boolean> {
	return (await readPeople(db, and(toLetInBy(who), eq(employees.id, id)))).length > 0;
}

/**
 * Whom a person may let in. Not whoever may do more, or leads others, than she: with a slip of
 * theirs she could sign in as them.
 */
export function toLetInBy(who: Person): SQL | undefined {
	if (who.roles.includes('administrator')) return undefined;
	if (who.leads.length === 0) return sql`false`;
	const hers = sql.join(
		['manager', ...who.roles].map((role) => sql`${role}`),
		sql`, `,
	);
	const below = or(...who.leads.map((path) => sql`led.path like ${`${path}%`}`));
	return and(
		ledBy(who),
		sql`not exists (select 1 from employee_roles where employee_id = ${employees.id} and role not in (${hers}))`,
		sql`not exists (select 1 from team_leads join teams led on led.id = team_leads.team_id where team_leads.employee_id = ${employees.id} and not (${below}))`,
	);
}

/** The people a manager answers for, as a condition over employees and their teams. */
export function ledBy(manager: Person): SQL | undefined {
	const { standsIn } = manager;
	const below = under(standsIn?.leads ?? manager.leads);
	for (const { managerId, leads } of standsIn?.instead ?? []) {
		// Whom a deputy stands in for is nobody of her own people.
		const lent = and(or(...under(leads)), sql`${employees.id} <> ${managerId}`);
		if (lent) below.push(lent);
	}
	const vendor = manager.vendorId === null ? undefined : eq(teams.vendorId, manager.vendorId);
	return and(or(...below), vendor, sql`${employees.id} <> ${manager.id}`);
}

function under(leads: readonly string[]): SQL[] {
	return leads.map((path) => like(teams.path, `${path}%`));
}
