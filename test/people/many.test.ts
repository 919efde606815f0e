import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { employeeChannels, employeeRoles, employees, teamLeads } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { castPeople } from '#db/seed/cast.ts';
import { createRandom } from '#db/seed/random.ts';
import type { Transaction } from '#db/writer.ts';
import { changeEmployee, type EmployeeChange } from '#people/change-employee.ts';
import { changeMany } from '#people/change-many.ts';
import { enrolEmployee, type NewEmployee } from '#people/enrol.ts';
import { enrolMany } from '#people/enrol-many.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { leaveMany, returnMany } from '#people/leave-many.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

// The verbs for many write exactly what the verb for one writes, person after person.

const by = cast.administrator.id;
const hour = 3_600_000;

type Deeds = {
	readonly enrolled: readonly NewEmployee[];
	readonly changed: readonly { employeeId: string; change: EmployeeChange }[];
	readonly left: readonly string[];
	readonly back: readonly string[];
};

const one = async (tx: Transaction, { enrolled, changed, left, back }: Deeds) => {
	for (const person of enrolled) await enrolEmployee(tx, person, { by, at: castTime });
	for (const { employeeId, change } of changed) {
		await changeEmployee(tx, employeeId, change, { by, at: castTime + hour });
	}
	for (const employeeId of left) {
		await leaveWork(
			tx,
			{ employeeId, reason: 'Not in the file.' },
			{ by, at: castTime + 2 * hour },
		);
	}
	for (const id of back) await returnToWork(tx, id, { by, at: castTime + 3 * hour });
	// Twice within one deed's moment is one move.
	for (const { employeeId, change } of changed) {
		await changeEmployee(
			tx,
			employeeId,
			{ ...change, job: 'Trainer' },
			{ by, at: castTime + hour },
		);
	}
};

const many = async (tx: Transaction, { enrolled, changed, left, back }: Deeds) => {
	await enrolMany(tx, enrolled, { by, at: castTime });
	await changeMany(tx, changed, { by, at: castTime + hour });
	const leaving = left.map((employeeId) => ({ employeeId, reason: 'Not in the file.' }));
	await leaveMany(tx, leaving, { by, at: castTime + 2 * hour });
	await returnMany(tx, back, { by, at: castTime + 3 * hour });
	const again = changed.map(({ employeeId, change }) => {
		return { employeeId, change: { ...change, job: 'Trainer' } };
	});
	await changeMany(tx, again, { by, at: castTime + hour });
};

test.each(['one', 'two', 'three', 'four', 'five'])(
	'many at once come to the same as one after another (%s)',
	async (seed) => {
		const deeds = someDeeds(seed);
		const written = await Promise.all(
			[one, many].map(async (work) => {
				const db = await testDatabase();
				await db.write((tx) => work(tx, deeds));
				expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
				return everything(db);
			}),
		);
		expect(written[1]).toEqual(written[0]);
		expect(written[0]?.audit.length).toBeGreaterThan(deeds.enrolled.length);
	},
);

async function everything(db: Database) {
	const { read } = db;
	const audit = await read
		.select({
			at: auditEntries.at,
			action: auditEntries.action,
			actorId: auditEntries.actorId,
			object: auditEntries.objectId,
			payload: auditPayloads.payload,
		})
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.orderBy(asc(auditEntries.seq));
	return {
		people: await read.select().from(employees).orderBy(employees.id),
		channels: await read
			.select()
			.from(employeeChannels)
			.orderBy(employeeChannels.employeeId, employeeChannels.rank),
		roles: await read
			.select()
			.from(employeeRoles)
			.orderBy(employeeRoles.employeeId, employeeRoles.role),
		leads: await read.select().from(teamLeads).orderBy(teamLeads.employeeId, teamLeads.teamId),
		placements: await read
			.select()
			.from(placements)
			.orderBy(placements.employeeId, placements.since),
		audit,
	};
}

function someDeeds(seed: string): Deeds {
	const { below, happens } = createRandom(seed);
	const pick = <T>(from: readonly T[]): T => {
		const item = from[below(from.length)];
		if (item === undefined) throw new Error('Nothing to pick from.');
		return item;
	};
	const teams = ['warehouse-night', 'warehouse-day', 'store-1', 'northline', 'swiftway', 'web'];
	const channels = ['store', 'phone', 'warehouse', 'delivery'];
	const some = () => [...new Set([pick(channels), pick(channels)])];
	const enrolled = Array.from({ length: 40 }, (_, index): NewEmployee => ({
		id: `new-${index}`,
		number: `9${100 + index}`,
		name: pick(['محمد الخطيب', 'Nguyễn Thị Lan', 'Suprapto', 'Łucja Żak']),
		job: pick(['Picker', 'Packer']),
		teamId: pick(teams),
		language: pick(['en', 'de', 'vi']),
		email: pick([null, `p${index}@halden-lund.example`]),
		startedAt: castTime - below(100) * 24 * hour,
		channels: some(),
		roles: pick([[], ['manager'], ['manager', 'leader']] as const),
		leads: pick([[], [pick(teams)]]),
	}));
	const others = castPeople.filter(({ roles }) => !roles.includes('administrator'));
	const people = others.filter(() => happens(0.5)).map(({ id }) => id);
	const changed = people.slice(0, 30).map((employeeId) => ({
		employeeId,
		change: pick<EmployeeChange>([
			{},
			{ teamId: pick(teams) },
			{ name: 'New Name', channels: some() },
			{ roles: ['manager'], leads: [pick(teams)] },
			{ job: 'Packer', language: 'pl', email: null },
			{ startedAt: castTime - 5 * hour, roles: [], leads: [] },
		]),
	}));
	const left = people.slice(20, 50);
	return { enrolled, changed, left, back: left.filter(() => happens(0.4)) };
}
