/** A team with so many of the audience, those below it counted, is a stratum. */
export const teamOfItsOwn = 20;

/** A team as strata are made of it. */
export type TeamCounted = {
	readonly id: string;
	readonly name: string;
	/** `/logistics/night/` */
	readonly path: string;
	/** People of the audience on the team itself. */
	readonly people: number;
};

export type TeamStrata = {
	/** The stratum of each team's people: a team's id. */
	readonly stratumOf: ReadonlyMap<string, string>;
	readonly nameOf: (stratum: string) => string;
};

/**
 * Strata by team: somebody belongs to the lowest team, hers or one above it, that has twenty of the
 * audience together with all below it. Where that is not to be had, to the highest there is.
 */
export function strataOfTeams(teams: readonly TeamCounted[]): TeamStrata {
	const byId = new Map(teams.map((team) => [team.id, team]));
	const withBelow = new Map<string, number>();
	for (const { path, people } of teams) {
		for (const id of idsOf(path)) withBelow.set(id, (withBelow.get(id) ?? 0) + people);
	}
	const isLarge = (id: string) => byId.has(id) && (withBelow.get(id) ?? 0) >= teamOfItsOwn;
	const stratumOf = new Map(
		teams.map(({ id, path }) => {
			const known = idsOf(path).filter((above) => byId.has(above));
			return [id, known.findLast(isLarge) ?? known[0] ?? id];
		}),
	);
	const holdsOnlyTheRest = new Set(
		teams.flatMap(({ id, path }) => {
			const stratum = stratumOf.get(id);
			return stratum === id ? idsOf(path).slice(0, -1) : [];
		}),
	);
	const nameOf = (id: string) =>
		`${byId.get(id)?.name ?? id}${holdsOnlyTheRest.has(id) ? ', everybody else' : ''}`;
	return { stratumOf, nameOf };
}

function idsOf(path: string): string[] {
	return path.split('/').filter(Boolean);
}
