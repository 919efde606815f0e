import { and, count, eq, isNull, like, ne } from 'drizzle-orm';
import { appendAuditRows } from '#audit/append.ts';
import { teamClosings } from '#db/schema/person-views.ts';
import { employees, teamLeads, teams } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, recordDeed, refuseUnknownTeams } from './employee-rules.ts';
import { noteTeamPlace } from './team-place.ts';
import { readTeam, type Team } from './teams.ts';

/**
 * A team is no more: nobody is put there any longer, and who led it leads it no more. It is never
 * thrown away, because what happened there is on record under its name. False if it was closed.
 */
export async function closeTeam(tx: Transaction, id: string, deed: Deed): Promise<boolean> {
	const team = await readTeam(tx, id);
	if (team.closedAt !== null) return false;
	await refuseWhileInUse(tx, team);
	const led = await tx.delete(teamLeads).where(eq(teamLeads.teamId, id)).returning();
	await tx.insert(teamClosings).values({ teamId: id, closedAt: deed.at, closedBy: deed.by });
	const what = { action: 'team.closed', objectType: 'team', objectId: id };
	await recordDeed(tx, deed, what, { name: team.name, leads: led.map((lead) => lead.employeeId) });
	return true;
}

/** Somebody can be put there again. False if it is open. */
export async function openTeam(tx: Transaction, id: string, deed: Deed): Promise<boolean> {
	const team = await readTeam(tx, id);
	if (team.closedAt === null) return false;
	const above = team.parentId === null ? undefined : await readTeam(tx, team.parentId);
	if (above && above.closedAt !== null) {
		throw new Invalid({ close: `${above.name}, the team above, is closed. Open that one first.` });
	}
	await tx.delete(teamClosings).where(eq(teamClosings.teamId, id));
	await recordDeed(tx, deed, { action: 'team.opened', objectType: 'team', objectId: id });
	return true;
}

async function refuseWhileInUse(tx: Transaction, { id, name, path, depth }: Team): Promise<void> {
	if (depth === 0) throw new Invalid({ close: `${name} is the company: it cannot be closed.` });
	const [here] = await tx.select({ people: count() }).from(employees).where(worksOn(id));
	const people = here?.people ?? 0;
	if (people > 0) {
		const many = people === 1 ? 'One person works' : `${people} people work`;
		throw new Invalid({ close: `${many} on ${name}. Move them to another team first.` });
	}
	const below = await tx
		.select({ name: teams.name })
		.from(teams)
		.leftJoin(teamClosings, eq(teamClosings.teamId, teams.id))
		.where(and(like(teams.path, `${path}%`), ne(teams.id, id), isNull(teamClosings.teamId)));
	if (below.length === 0) return;
	const names = below.map((team) => team.name).join(', ');
	throw new Invalid({ close: `Below it stands ${names}. Move or close that first.` });
}

/** Everybody who works on a team works on another one from now on. Returns how many they are. */
export async function moveEverybody(
	tx: Transaction,
	{ from, to }: { readonly from: string; readonly to: string },
	{ by, at }: Deed,
): Promise<number> {
	await refuseUnknownTeams(tx, [to]);
	if (from === to) throw new Invalid({ to: 'Choose another team than this one.' });
	const { siteId, vendorId } = await readTeam(tx, to);
	const moved = await tx
		.update(employees)
		.set({ teamId: to })
		.where(worksOn(from))
		.returning({ id: employees.id });
	await noteTeamPlace(tx, from, { teamId: to, siteId, vendorId }, { by, at });
	const payload = { teamId: { before: from, after: to } };
	const what = { at, actorId: by, action: 'employee.changed', objectType: 'employee', payload };
	await appendAuditRows(
		tx,
		moved.map(({ id: objectId }) => ({ ...what, objectId })),
	);
	return moved.length;
}

function worksOn(teamId: string) {
	return and(eq(employees.teamId, teamId), isNull(employees.leftAt));
}
