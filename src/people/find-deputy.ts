import { and, eq, or, sql } from 'drizzle-orm';
import { employees, teams } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Person, readPeople } from './person.ts';
import { ledBy } from './scope.ts';

/** More people than this are not listed: a longer name says who is meant. */
const mostNamed = 6;

/**
 * Who is meant by a number, a name or a part of one, among those who may stand in for a manager:
 * her own people and the other managers, of the same company as she. Of others nothing is said.
 */
export async function findDeputy(tx: Transaction, manager: Person, typed: string): Promise<Person> {
	const text = typed.trim();
	if (text === '')
		throw new Invalid({ deputy: 'Type the employee number, or a part of the name.' });
	const number = /^\S+/.exec(text)?.[0] ?? '';
	const isManager = sql`exists (select 1 from employee_roles where employee_id = ${employees.id} and role = 'manager')`;
	const vendor =
		manager.vendorId === null
			? sql`${teams.vendorId} is null`
			: eq(teams.vendorId, manager.vendorId);
	const fits = or(
		eq(employees.number, number),
		sql`instr(lower(${employees.name}), ${text.toLowerCase()}) > 0`,
	);
	const may = and(or(ledBy(manager), isManager), vendor, sql`${employees.id} <> ${manager.id}`);
	const people = await readPeople(tx, and(may, fits));
	const exact = people.find((person) => person.number === number);
	const [only, ...others] = people;
	if (exact) return exact;
	if (only && others.length === 0) return only;
	throw new Invalid({ deputy: whoFits(text, people) });
}

function whoFits(typed: string, people: readonly Person[]): string {
	if (people.length === 0) {
		return `Nobody of your team, and no other manager, fits “${typed}”. Type the number, or a part of the name.`;
	}
	if (people.length > mostNamed) {
		return `Many people fit “${typed}”. Type more of the name, or the number.`;
	}
	const named = people.map((person) => `${person.number} ${person.name}`).join(', ');
	return `Several people fit: ${named}. Type the number of the one you mean.`;
}
