import type { Database } from '#db/connection.ts';
import { addDays, serviceDay } from '#lib/service-day.ts';
import { nameDeputy } from '#people/deputies.ts';
import { planMove } from '#people/planned-moves.ts';
import { castPerson } from './cast.ts';
import { companyTimeZone } from './cast-places.ts';

const moves = [
	{ who: '4412', inDays: 9, teamId: 'warehouse-day' },
	{ who: '3120', inDays: 16, teamId: 'store-2' },
] as const;

const deputies = [
	{ manager: '2108', deputy: '4431', inDays: 5, days: 7 },
	{ manager: '7001', deputy: '7011', inDays: 12, days: 4 },
] as const;

/** What is planned at the demonstration company: who goes where, and who will stand in for whom. */
export async function planAhead(db: Database, now: number): Promise<void> {
	const today = serviceDay(now, companyTimeZone);
	const by = castPerson('1003').id;
	await db.write(async (tx) => {
		for (const { who, inDays, teamId } of moves) {
			const plan = { id: `move-${who}`, employeeId: castPerson(who).id, teamId };
			await planMove(tx, { ...plan, day: addDays(today, inDays) }, { by, at: now });
		}
		for (const { manager, deputy, inDays, days } of deputies) {
			const { id: managerId } = castPerson(manager);
			const from = addDays(today, inDays);
			const named = { id: `deputy-${manager}`, managerId, deputy, from };
			const deed = { by: managerId, at: now };
			await nameDeputy(tx, { ...named, to: addDays(from, days - 1) }, deed);
		}
	});
}
