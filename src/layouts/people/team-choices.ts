import type { Team } from '#people/teams.ts';

/**
 * Teams to choose from, by name, each with the team above: whoever types the first letters of a
 * team's name is there, among five teams or five thousand.
 */
export function teamChoices(
	choices: readonly Team[],
	all: readonly Team[] = choices,
): { id: string; name: string }[] {
	const names = new Map(all.map(({ id, name }) => [id, name]));
	return choices
		.map(({ id, name, parentId, closedAt }) => {
			const above = parentId === null ? undefined : names.get(parentId);
			const said = [name, above && `(${above})`, closedAt !== null && '(closed)'];
			return { id, name: said.filter(Boolean).join(' ') };
		})
		.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
