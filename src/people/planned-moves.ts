import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { plannedMoves } from '#db/schema/moves.ts';
import { employees, sites, teams } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { addDays, type Day, isDay, serviceDay, startOfDay } from '#lib/service-day.ts';
import { type Deed, employeeProblem, recordDeed, unknownTeam } from './employee-rules.ts';

export type PlannedMove = typeof plannedMoves.$inferSelect;

/** Where somebody goes, and from which day on; what is not given stays as it is then. */
export type MovePlan = {
	readonly id: string;
	readonly employeeId: string;
	readonly day: Day;
	readonly teamId: string;
	readonly job?: string | undefined;
	readonly channels?: readonly string[] | undefined;
};

type PlannedDeed = Deed & { readonly by: string };

const daysAhead = 730;

/**
 * Somebody will work in another team from a day on: from 04:00 at the site she goes to. `instead`
 * names a plan that this one takes the place of. A plan that is there already is not made twice.
 */
export async function planMove(
	tx: Transaction,
	plan: MovePlan,
	{ instead, ...deed }: PlannedDeed & { readonly instead?: string | undefined },
): Promise<void> {
	const { id, employeeId, day, teamId, job, channels } = plan;
	const [known] = await tx.select().from(plannedMoves).where(eq(plannedMoves.id, id));
	if (known) return;
	await refuseWhoLeft(tx, employeeId);
	const timeZone = await timeZoneOf(tx, teamId);
	const problem = dayProblem(day, serviceDay(deed.at, timeZone)) ?? employeeProblem({ channels });
	if (problem) throw new Invalid(problem);
	if (instead !== undefined) await closeMove(tx, { id: instead, employeeId }, 'changed', deed);
	const columns = { id, employeeId, day, movesAt: startOfDay(day, timeZone), teamId };
	await refuseSameDay(tx, columns);
	const given = { job: job || null, channels: channels ?? null };
	const planned = { plannedBy: deed.by, plannedAt: deed.at };
	await tx.insert(plannedMoves).values({ ...columns, ...given, ...planned });
	const what = { action: 'move.planned', objectType: 'employee', objectId: employeeId };
	await recordDeed(tx, deed, what, { id, day, team: teamId, ...given });
}

/** She stays where she is. Taken back once is taken back. */
export async function takeBackMove(
	tx: Transaction,
	move: Pick<PlannedMove, 'id' | 'employeeId'>,
	deed: PlannedDeed,
): Promise<void> {
	await closeMove(tx, move, 'taken back', deed);
	const what = { action: 'move.taken back', objectType: 'employee', objectId: move.employeeId };
	await recordDeed(tx, deed, what, { id: move.id });
}

async function closeMove(
	tx: Transaction,
	{ id, employeeId }: Pick<PlannedMove, 'id' | 'employeeId'>,
	outcome: 'changed' | 'taken back',
	{ by, at }: PlannedDeed,
): Promise<void> {
	const one = and(eq(plannedMoves.id, id), eq(plannedMoves.employeeId, employeeId));
	const [move] = await tx.select().from(plannedMoves).where(one);
	if (!move) throw new NotFound('There is no such plan.');
	if (move.outcome === outcome) return;
	if (move.closedAt !== null) {
		throw new Invalid({ move: 'This plan is no longer open: it was carried out or changed.' });
	}
	await tx.update(plannedMoves).set({ closedAt: at, closedBy: by, outcome }).where(one);
}

export type MoveShown = PlannedMove & { readonly teamName: string; readonly timeZone: string };

/** What is planned for somebody and what came of earlier plans, the latest day first. */
export function readMoves(db: Reader, employeeId: string): Promise<MoveShown[]> {
	return selectMoves(db)
		.where(eq(plannedMoves.employeeId, employeeId))
		.orderBy(desc(plannedMoves.movesAt), desc(plannedMoves.plannedAt));
}

/** Plans that could not be carried out since a moment, the latest first: an administrator looks at them. */
export function readImpossibleMoves(db: Reader, since: number): Promise<MoveShown[]> {
	return selectMoves(db)
		.where(and(eq(plannedMoves.outcome, 'impossible'), gte(plannedMoves.closedAt, since)))
		.orderBy(desc(plannedMoves.movesAt))
		.limit(20);
}

function selectMoves(db: Reader) {
	const { id, employeeId, day, movesAt, teamId, job, channels } = plannedMoves;
	const { plannedBy, plannedAt, closedAt, closedBy, outcome, reason } = plannedMoves;
	return db
		.select({
			...{ id, employeeId, day, movesAt, teamId, job, channels },
			...{ plannedBy, plannedAt, closedAt, closedBy, outcome, reason },
			teamName: teams.name,
			timeZone: sites.timeZone,
		})
		.from(plannedMoves)
		.innerJoin(teams, eq(teams.id, plannedMoves.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId));
}

async function refuseWhoLeft(tx: Transaction, employeeId: string): Promise<void> {
	const here = and(eq(employees.id, employeeId), isNull(employees.leftAt));
	const [person] = await tx.select({ id: employees.id }).from(employees).where(here);
	if (!person) throw new NotFound('There is nobody here with this id.');
}

async function timeZoneOf(tx: Transaction, teamId: string): Promise<string> {
	const [team] = await tx
		.select({ timeZone: sites.timeZone })
		.from(teams)
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.where(eq(teams.id, teamId));
	if (!team) throw unknownTeam(teamId);
	return team.timeZone;
}

function dayProblem(day: string, today: Day): Record<string, string> | undefined {
	if (!isDay(day)) return { day: 'Choose a day.' };
	if (day <= today) return { day: 'Choose a day from tomorrow on.' };
	if (day > addDays(today, daysAhead)) return { day: 'Choose a day within the next two years.' };
	return undefined;
}

async function refuseSameDay(
	tx: Transaction,
	{ employeeId, day }: Pick<MovePlan, 'employeeId' | 'day'>,
): Promise<void> {
	const that = [eq(plannedMoves.employeeId, employeeId), eq(plannedMoves.day, day)];
	const [other] = await tx
		.select({ id: plannedMoves.id })
		.from(plannedMoves)
		.where(and(...that, isNull(plannedMoves.closedAt)));
	if (other) throw new Invalid({ day: 'A move is planned for this day already. Change that one.' });
}
