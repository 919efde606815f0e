import type { Placed } from './arrange.ts';
import type { KnownTeam } from './company.ts';
import type { Found } from './place-rules.ts';
import type { Seen } from './survey.ts';

/** Of several teams the one she is in; where a row says nothing, she stays. */
export function settle(
	found: Found,
	{ wanted, manager }: Seen,
	present: KnownTeam | undefined,
	managerMissing?: Placed['note'],
): Placed {
	if (found.kind === 'team') return { team: found.team };
	if (found.kind === 'several') {
		if (present && found.teams.some(({ id }) => id === present.id)) return { team: present };
		const value = wanted.team ?? wanted.site ?? manager ?? '';
		const problem = `This may be ${found.teams.length} different teams.`;
		const ids = found.teams.slice(0, 4).map(({ id }) => id);
		const remedy = `Write its site too, or those above it, like “${exampleOf(found)}”, or its id: ${ids.join(', ')}.`;
		return { problem: { field: 'team', value, problem, remedy, leftOut: true } };
	}
	if (present) return { team: present };
	if (managerMissing) return { problem: { field: 'manager', ...managerMissing, leftOut: true } };
	const remedy = 'Write her team, her site or her manager’s number.';
	return {
		problem: {
			field: 'team',
			value: '',
			problem: 'It is not said where she works.',
			remedy,
			leftOut: true,
		},
	};
}

function exampleOf({ teams }: Extract<Found, { kind: 'several' }>): string {
	return (teams[0]?.path ?? '').split('/').filter(Boolean).slice(-2).join(' > ');
}
