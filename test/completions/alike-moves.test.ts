import { expect, test } from 'vitest';
import { assignments } from '#db/schema/assignments.ts';
import { attempts, completions } from '#db/schema/completions.ts';
import { employees } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { notePlacement } from '#people/placement.ts';
import { impactOf } from '#publishing/impact.ts';
import { readAlikeGround, peopleAlike } from '#completions/alike.ts';
import { readPlaces } from '#people/places.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { policyReach, reachOf } from '#reports/reach.ts';
import { castTime } from '#test/cast.ts';
import { slowAlike } from '#test/completions/slow-alike.ts';
import { day, publish, type SmallCompany, smallCompany, withFact } from '#test/small-company.ts';

const at = castTime + 60 * day;
type Move = { readonly ago: number; readonly to: string; readonly channels?: readonly string[] };

/** Everybody works in the warehouse since long ago; then some move. Stores have a week for ‘lending’. */
async function moving(moves: readonly (readonly Move[])[]): Promise<SmallCompany> {
	const company = await smallCompany();
	const { db } = company;
	await db.write(async (tx) => {
		await tx.update(assignments).set({ endedAt: 1 });
		await tx.insert(assignments).values({
			...{ id: 'stores', title: 'Stores', lessons: ['lending'], beginsAt: castTime - 90 * day },
			...{ audience: { teams: ['stores'] }, due: { days: 7, after: 'start' as const } },
		});
		await tx.update(employees).set({ teamId: 'warehouse-night', startedAt: at - 300 * day });
		await tx.delete(placements);
		const people = await tx.select({ id: employees.id }).from(employees).orderBy(employees.id);
		for (const [place, { id }] of people.entries()) {
			await notePlacement(tx, id, { since: at - 300 * day, by: null });
			for (const { ago, to: teamId, channels } of moves[place] ?? []) {
				const change = { teamId, ...(channels ? { channels } : {}) };
				await changeEmployee(tx, id, change, { by: null, at: at - ago * day });
			}
		}
	});
	return company;
}

async function counts({ db, catalogue }: SmallCompany, moment: number) {
	const fast = await policyReach(db, catalogue, 'loans', moment);
	const slow = await slowAlike(db.read, catalogue, 'loans', moment);
	expect(fast).toEqual(reachOf(slow, 'loans', catalogue));
	return { concerned: fast.concerned, overdue: fast.overdue };
}

test('whoever moves has her days from the move on, counted in groups as one by one', async () => {
	const company = await moving([
		[{ ago: 3, to: 'store-2' }],
		[{ ago: 20, to: 'store-2' }],
		// From one store to another: she was asked all the time.
		[
			{ ago: 20, to: 'store-1' },
			{ ago: 2, to: 'store-2' },
		],
		// Away and back: she is asked from the day on which she came back.
		[
			{ ago: 30, to: 'store-2' },
			{ ago: 20, to: 'warehouse-day' },
			{ ago: 2, to: 'store-2' },
		],
		// Other channels at the same place are no move into it.
		[
			{ ago: 20, to: 'store-2' },
			{ ago: 1, to: 'store-2', channels: ['phone', 'chat'] },
		],
		[{ ago: 2, to: 'warehouse-day' }],
	]);
	expect(await counts(company, at)).toEqual({ concerned: 5, overdue: 3 });
	expect(await counts(company, at + 5 * day)).toEqual({ concerned: 5, overdue: 4 });
	expect(await counts(company, at + 6 * day)).toEqual({ concerned: 5, overdue: 5 });
	const { db, catalogue } = company;
	const ground = await readAlikeGround(db, catalogue, at);
	const versions = versionsAt(await readPolicies(db.read), at);
	const newest = versions.get('loans') ?? expect.fail();
	const around = { ...ground, places: await readPlaces(db.read), versions, newest };
	const impact = async (slow: boolean) => {
		const people = slow
			? await slowAlike(db.read, catalogue, 'loans', at)
			: await peopleAlike(db, ground, 'loans');
		return impactOf({ policyId: 'loans', body: newest.body }, { ...around, people });
	};
	expect(await impact(false)).toEqual(await impact(true));
});

test('who was asked nothing while a policy changed has her days for the change when she is asked', async () => {
	const company = await moving([[{ ago: 2, to: 'store-2' }], [{ ago: 20, to: 'store-2' }]]);
	const { db, catalogue } = company;
	const people = await db.read.select({ id: employees.id }).from(employees).orderBy(employees.id);
	await db.write(async (tx) => {
		for (const { id: employeeId } of people.slice(0, 2)) {
			const attempt = { id: `a${employeeId}`, kind: 'lesson' as const, subject: 'lending' };
			const times = { beganAt: at - 100 * day, finishedAt: at - 100 * day, contentHash: '' };
			await tx.insert(attempts).values({ ...attempt, employeeId, ...times });
			await tx.insert(completions).values({
				...{ employeeId, lessonId: 'lending', policyId: 'loans', policyVersion: 1, questions: 1 },
				...{ attemptId: attempt.id, completedAt: at - 100 * day, contentHash: '', rightFirst: 1 },
			});
		}
	});
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: at - 30 * day });
	const states = await policyReach(db, catalogue, 'loans', at);
	expect(states).toMatchObject({ concerned: 2, stale: 1, overdue: 1 });
	expect(reachOf(await slowAlike(db.read, catalogue, 'loans', at), 'loans', catalogue)).toEqual(
		states,
	);
});

test('a move long ago makes nobody a group of her own', async () => {
	const company = await moving(
		Array.from({ length: 40 }, (_, place) => [{ ago: 50 + place, to: 'store-2' }]),
	);
	const { db, catalogue } = company;
	const ground = await readAlikeGround(db, catalogue, at);
	const groups = await peopleAlike(db, ground, 'loans');
	const plain = new Set(groups.map(({ person }) => `${person.team.id} ${person.channels.join()}`));
	expect(groups.length).toBe(plain.size);
});
