import type { KnownEmployee, KnownTeam } from './company.ts';
import type { Places } from './places.ts';

/** Somebody's row names her manager. */
export type Named = { readonly team: KnownTeam; readonly number: string; readonly manager: string };

/**
 * Managers whom a team's people name lead that team. A team's own lead often stands in it, and names
 * her manager, who leads the team above: that does not make two leads of one team.
 */
export async function leadsFrom(
	named: readonly Named[],
	managers: ReadonlyMap<string, KnownEmployee | undefined>,
	places: Places,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
	const byTeam = new Map<string, Named[]>();
	for (const [count, each] of named.entries()) {
		if (count % 2000 === 0) await new Promise(setImmediate);
		const some = byTeam.get(each.team.id);
		if (some) some.push(each);
		else byTeam.set(each.team.id, [each]);
	}
	const leads = new Map<string, Set<string>>();
	let looked = 0;
	for (const [teamId, some] of byTeam) {
		if ((looked += some.length) % 2000 < some.length) await new Promise(setImmediate);
		const leading = new Set(some.map(({ manager }) => manager));
		const byOthers = some.filter(({ number }) => !leading.has(number));
		const naming = byOthers.length > 0 ? byOthers : some;
		for (const manager of new Set(naming.map((each) => each.manager))) {
			const path = places.byId(teamId)?.path.split('/') ?? [];
			if (managers.get(manager)?.leads.some((led) => path.includes(led))) continue;
			leads.set(manager, (leads.get(manager) ?? new Set()).add(teamId));
		}
	}
	return leads;
}
