import type { Reader } from '#db/connection.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import { changeEmployee, type EmployeeChange } from './change-employee.ts';
import { type EmployeeNow, readEmployee } from './employee-lists.ts';
import { type Deed, refuseUnknownTeams } from './employee-rules.ts';
import { enrolEmployee, type NewEmployee } from './enrol.ts';
import { leaveWork, returnToWork } from './leave.ts';
import type { Role } from './roles.ts';

// What one administrator does to one person by hand, with the questions that a form can ask back and
// a sync cannot.

type ByHand = Deed & {
	/** She has been asked whether somebody shall really have more rights, and said yes. */
	readonly sure: boolean;
};

/** Enrols somebody. A form that is sent twice enrols her once: false the second time. */
export async function enrolByHand(
	tx: Transaction,
	person: NewEmployee,
	{ sure, ...deed }: ByHand,
): Promise<boolean> {
	const problem = rightsProblem({ roles: [] }, person, sure);
	if (problem) throw new Invalid(problem);
	const known = await readEmployee(tx, person.id).catch(() => undefined);
	if (known?.number === person.number) return false;
	await enrolEmployee(tx, person, deed);
	return true;
}

/**
 * Changes somebody, if she still is as the form showed her: `seen` is the revision that it showed.
 * Otherwise nothing is written, and the form learns of it under `overtaken`.
 */
export async function amendPerson(
	tx: Transaction,
	{ id, seen, change }: { id: string; seen: string; change: EmployeeChange },
	{ sure, ...deed }: ByHand,
): Promise<readonly string[]> {
	const before = await readEmployee(tx, id);
	if (before.leftAt !== null) {
		throw new Invalid({
			form: 'This person has left. Bring them back first, then change these details.',
		});
	}
	if (revisionOf(before) !== seen) throw new Invalid({ overtaken: revisionOf(before) });
	const losesHerOwn = deed.by === id && before.roles.includes('administrator');
	if (losesHerOwn && change.roles && !change.roles.includes('administrator')) {
		throw new Invalid({
			roles: 'Nobody takes their own administrator role away. Ask another administrator.',
		});
	}
	const problem = rightsProblem(
		before,
		{ roles: before.roles, leads: before.leads, ...change },
		sure,
	);
	if (problem) throw new Invalid(problem);
	return changeEmployee(tx, id, change, deed);
}

/** Changes whenever anything does that the form shows. */
export function revisionOf(person: EmployeeNow): string {
	const { anonymisedAt: _, rolesSetAt: __, roles, leads, ...shown } = person;
	const sets = { roles: roles.toSorted(), leads: leads.toSorted() };
	return sha256(canonicalJson({ ...shown, ...sets })).slice(0, 16);
}

export async function readRevision(db: Reader, id: string): Promise<string> {
	return revisionOf(await readEmployee(db, id));
}

type Rights = {
	readonly roles?: readonly Role[] | undefined;
	readonly leads?: readonly string[] | undefined;
};

function rightsProblem(
	before: { readonly roles: readonly Role[] },
	{ roles = [], leads = [] }: Rights,
	sure: boolean,
): Record<string, string> | undefined {
	if (leads.length > 0 && !roles.includes('manager')) {
		return { roles: 'Who leads a team is a manager too. Tick it, or take the teams away.' };
	}
	const gains = powers.filter(({ role }) => roles.includes(role) && !before.roles.includes(role));
	if (gains.length === 0 || sure) return undefined;
	return { sure: gains.map(({ means }) => means).join(' ') };
}

const powers = [
	{
		role: 'administrator',
		means: 'An administrator sees everybody’s record, lets people in and decides who may do what.',
	},
	{ role: 'leader', means: 'A leader writes and publishes policies for the whole company.' },
] as const satisfies readonly { role: Role; means: string }[];

/** Somebody leaves; nobody makes herself leave. False if she had left before. */
export async function endWork(
	tx: Transaction,
	leaving: { readonly employeeId: string; readonly reason: string },
	deed: Deed,
): Promise<boolean> {
	if (deed.by === leaving.employeeId) {
		throw new Invalid({ leave: 'Nobody signs themselves off. Ask another administrator.' });
	}
	return leaveWork(tx, leaving, deed);
}

/** Somebody is back, on the team that is chosen for her. False if she is here already. */
export async function beginAgain(
	tx: Transaction,
	{ employeeId, teamId }: { readonly employeeId: string; readonly teamId: string },
	deed: Deed,
): Promise<boolean> {
	const { leftAt } = await readEmployee(tx, employeeId);
	if (leftAt === null) return false;
	await refuseUnknownTeams(tx, [teamId]);
	await changeEmployee(tx, employeeId, { teamId }, deed);
	return returnToWork(tx, employeeId, deed);
}
