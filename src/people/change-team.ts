import { eq, like, sql } from 'drizzle-orm';
import { sites, teams, vendors } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, recordDeed } from './employee-rules.ts';
import { noteTeamPlace } from './team-place.ts';
import { readTeam, type Team, teamRevision } from './teams.ts';

const parts = ['name', 'shift', 'siteId', 'vendorId', 'parentId'] as const;
type Part = (typeof parts)[number];

/** What may change of a team; what is not given stays. */
export type TeamChange = { readonly [K in Part]?: Team[K] | undefined };

/**
 * Changes a team, if it still is as the form showed it. Another site or vendor is another place of
 * work for its people from now on; another team above moves it with all the teams below. Returns
 * the names of what is other than before.
 */
export async function changeTeam(
	tx: Transaction,
	{ id, seen, change }: { id: string; seen?: string | undefined; change: TeamChange },
	deed: Deed,
): Promise<readonly Part[]> {
	const before = await readTeam(tx, id);
	if (seen !== undefined && seen !== teamRevision(before)) {
		throw new Invalid({ overtaken: teamRevision(before) });
	}
	const changed = parts.filter(
		(part) => change[part] !== undefined && change[part] !== before[part],
	);
	if (changed.length === 0) return [];
	await refuseWrong(tx, change);
	if (change.parentId != null && changed.includes('parentId')) {
		await moveBelow(tx, before, change.parentId);
	}
	const { name, shift, siteId, vendorId } = { ...before, ...given(change) };
	await tx
		.update(teams)
		.set({ name: name.trim(), shift, siteId, vendorId })
		.where(eq(teams.id, id));
	if (changed.includes('siteId') || changed.includes('vendorId')) {
		await noteTeamPlace(tx, id, { teamId: id, siteId, vendorId }, deed);
	}
	const what = { action: 'team.changed', objectType: 'team', objectId: id };
	const said = changed.map((part) => [part, { before: before[part], after: change[part] ?? null }]);
	await recordDeed(tx, deed, what, Object.fromEntries(said));
	return changed;
}

function given(change: TeamChange): Partial<Team> {
	return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

async function refuseWrong(
	tx: Transaction,
	{ name, siteId, vendorId, parentId }: TeamChange,
): Promise<void> {
	if (name?.trim() === '') throw new Invalid({ name: 'Write the name of the team.' });
	if (parentId === null) {
		throw new Invalid({ parent: 'Choose the team above. Only the company stands alone.' });
	}
	if (siteId !== undefined) {
		const [site] = await tx.select().from(sites).where(eq(sites.id, siteId));
		if (!site) throw new Invalid({ site: `There is no site ${siteId}. Add it first.` });
	}
	if (vendorId == null) return;
	const [vendor] = await tx.select().from(vendors).where(eq(vendors.id, vendorId));
	if (!vendor) throw new Invalid({ vendor: `There is no vendor ${vendorId}. Add it first.` });
}

/** The paths of the team and of everything below it begin anew; ids never change. */
async function moveBelow(tx: Transaction, team: Team, parentId: string): Promise<void> {
	const above = await readTeam(tx, parentId).catch(() => undefined);
	if (!above) throw new Invalid({ parent: `There is no team ${parentId}. Choose another.` });
	if (team.depth === 0)
		throw new Invalid({ parent: `${team.name} is the company: it stays on top.` });
	if (above.path.startsWith(team.path)) {
		throw new Invalid({
			parent: `${above.name} is ${above.id === team.id ? 'this very team' : `below ${team.name}`}. Choose a team that is not.`,
		});
	}
	if (above.closedAt !== null && team.closedAt === null) {
		throw new Invalid({ parent: `${above.name} is closed. Choose another, or open it again.` });
	}
	const path = sql<string>`${`${above.path}${team.id}/`} || substr(${teams.path}, ${team.path.length + 1})`;
	await tx
		.update(teams)
		.set({ path })
		.where(like(teams.path, `${team.path}%`));
}
