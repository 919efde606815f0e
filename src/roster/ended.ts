import type { KnownEmployee, KnownTeam } from './company.ts';
import type { Surroundings, Verdict } from './judge.ts';
import type { CompleteFor, RosterField, RosterLine, RosterProblem } from './kinds.ts';

export type Wrong = (
	field: RosterField,
	value: string,
	problem: string,
	remedy: string,
) => RosterProblem;

/** Her last day is past: whoever the file is complete for leaves; nobody else does. */
export function ended(
	line: RosterLine,
	known: KnownEmployee | undefined,
	around: Surroundings,
	wrong: Wrong,
): Verdict {
	if (!known || known.leftAt !== null) return { is: 'gone', problems: [] };
	const team = around.places.byId(known.teamId);
	if (isInSet(team, around.choices.completeFor)) {
		const body = { employeeId: known.id, why: `Her last day was ${line.end}.` };
		return {
			is: 'staged',
			staged: { kind: 'leaving', row: line.row, number: line.number, name: known.name, body },
			problems: [],
		};
	}
	const remedy =
		'Say above that the file is complete for her site, her vendor or everybody, or let her leave on her page.';
	return {
		is: 'left out',
		problems: [wrong('end', line.end ?? '', 'Her last day is past, and she is here.', remedy)],
	};
}

/** Whether somebody of a team is among those for whom a file is complete. */
export function isInSet(team: KnownTeam | undefined, completeFor: CompleteFor): boolean {
	if (completeFor === 'everybody') return true;
	if (completeFor === 'nobody' || !team) return false;
	const id = completeFor.slice(completeFor.indexOf(':') + 1);
	return completeFor.startsWith('site:') ? team.siteId === id : team.vendorId === id;
}
