import { and, asc, eq, gte, isNotNull, isNull, ne, notInArray } from 'drizzle-orm';
import { holderOf } from '#auth/badges/read.ts';
import type { Database, Reader } from '#db/connection.ts';
import { employees, teams } from '#db/schema/people.ts';
import { walkAnswers } from '#db/schema/walks.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { type Person, readPerson } from '#people/person.ts';

/** So long a leader is not led to the same person again. */
export const leftInPeaceDays = 28;

const dayMs = 86_400_000;

export type Floor = {
	readonly leader: Person;
	readonly siteId: string;
	/** People whom the leader was shown and passed over. */
	readonly passed: readonly string[];
	readonly at: number;
};

/**
 * Somebody who works at a site, at random: nobody knows who is there today. Left out are the leader
 * herself, whom she asked lately and whom she passed over. `pick` gives a place among so many.
 */
export async function proposeSomebody(
	db: Reader,
	{ leader, siteId, passed, at }: Floor,
	pick: (among: number) => number,
): Promise<string | undefined> {
	const askedLately = db
		.select({ id: walkAnswers.employeeId })
		.from(walkAnswers)
		.where(
			and(
				eq(walkAnswers.askedBy, leader.id),
				gte(walkAnswers.at, at - leftInPeaceDays * dayMs),
				isNotNull(walkAnswers.employeeId),
			),
		);
	const rows = await db
		.select({ id: employees.id })
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(
			and(
				eq(teams.siteId, siteId),
				isNull(employees.leftAt),
				ne(employees.id, leader.id),
				notInArray(employees.id, askedLately),
				passed.length > 0 ? notInArray(employees.id, [...passed]) : undefined,
				ownVendors(leader),
			),
		)
		.orderBy(asc(employees.id));
	return rows.length > 0 ? rows[pick(rows.length)]?.id : undefined;
}

/** Who has a number, or a badge that says this. Throws Invalid with what to do. */
export async function whoseNumber(
	db: Database,
	typed: string,
	{ leader, at }: Pick<Floor, 'leader' | 'at'>,
): Promise<Person> {
	const text = typed.trim();
	if (text === '') throw new Invalid({ number: 'Type the number on the badge.' });
	const [row] = await db.read
		.select({ id: employees.id })
		.from(employees)
		.where(and(eq(employees.number, text), isNull(employees.leftAt)));
	const id = row?.id ?? (await holderOf(db, text, at))?.employeeId;
	const person = id === undefined ? undefined : await readPerson(db.read, id);
	if (person?.id === leader.id) throw new Invalid({ number: 'That is you. Ask somebody else.' });
	if (person && isTheirs(leader, person)) return person;
	throw new Invalid({
		number: 'Nobody who works here has this number or badge. Look again, or ask without a name.',
	});
}

/** Somebody whom a leader stands before; anybody else is not found. */
export async function personOnFloor(db: Reader, leader: Person, id: string): Promise<Person> {
	const person = await readPerson(db, id);
	if (!person || person.id === leader.id || !isTheirs(leader, person)) {
		throw new NotFound('There is nobody here with this id.');
	}
	return person;
}

/** Who works for a vendor walks among that vendor's people only. */
function isTheirs(leader: Person, person: Person): boolean {
	return leader.vendorId === null || leader.vendorId === person.vendorId;
}

function ownVendors({ vendorId }: Person) {
	return vendorId === null ? undefined : eq(teams.vendorId, vendorId);
}
