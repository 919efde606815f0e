import { appendAuditRows } from '#audit/append.ts';
import { insertRows } from '#db/many-rows.ts';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, employeeProblem } from './employee-rules.ts';
import type { NewEmployee } from './enrol.ts';
import { beginPlacements } from './many-placements.ts';
import { readTeams, takenNumber, writeManyLists } from './read-many.ts';

/** Some hundred people begin to work here: enrolEmployee for all of them. */
export async function enrolMany(
	tx: Transaction,
	people: readonly NewEmployee[],
	{ by, at }: Deed,
): Promise<void> {
	if (people.length === 0) return;
	await readTeams(
		tx,
		people.flatMap(({ teamId, leads }) => [teamId, ...leads]),
	);
	for (const person of people) {
		const problem = employeeProblem(person);
		if (problem) throw new Invalid(problem);
	}
	const taken = await takenNumber(
		tx,
		people.map(({ number }) => number),
	);
	if (taken !== undefined) {
		throw new Invalid({ number: `Number ${taken} belongs to somebody already. Give another.` });
	}
	await insertRows(
		tx,
		employees,
		people.map(({ channels: _, roles: __, leads: ___, ...row }) => row),
	);
	await writeManyLists(tx, people, { areNew: true });
	const events = people.map(({ id, number, name, teamId, roles, leads, channels }) => {
		const payload = { number, name, team: teamId, roles, leads, channels };
		return {
			at,
			actorId: by,
			action: 'employee.enrolled',
			objectType: 'employee',
			objectId: id,
			payload,
		};
	});
	await appendAuditRows(tx, events);
	await beginPlacements(tx, people, by);
}
