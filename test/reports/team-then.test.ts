import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readAssignment, saveAssignment } from '#assignments/change-assignment.ts';
import { exemptPerson } from '#assignments/exempt.ts';
import { readOverviews } from '#completions/standings.ts';
import { readOverviewsThen } from '#completions/standings-then.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { readPeople } from '#people/person.ts';
import { peopleLedBy, peopleLedThen } from '#people/scope.ts';
import { whoWasHere } from '#people/where-people-were.ts';
import { type TeamReport, teamReport, teamReportThen } from '#reports/team.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	smallCompany,
	update,
	withFact,
} from '#test/small-company.ts';

const by = cast.administrator.id;

/** Who stands where, as a page shows it. */
function seen({ everybody }: TeamReport) {
	return everybody.map(({ person, overview, lastCompletedAt, counts }) => ({
		...{ id: person.id, team: person.team.id, job: person.job, lastCompletedAt, counts },
		policies: overview.policies.map(({ policyId, standing, exemption }) => [
			policyId,
			exemption ? 'exempt' : standing.state,
			standing.dueDay,
		]),
	}));
}

test('a day that is over shows the team as it was shown on that day, whatever has happened since', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const manager = await personOf(db, cast.logisticsManager);
	const [amina, second] = [
		await learner(company, cast.picker),
		await learner(company, cast.secondPicker),
	];
	const remembered: { at: number; shown: ReturnType<typeof seen> }[] = [];
	const look = async (at: number) => {
		const shown = seen(await teamReport(db.read, catalogue, manager, {}, at));
		remembered.push({ at, shown });
	};
	const change = (id: string, what: object, at: number) =>
		db.write((tx) => changeEmployee(tx, id, what, { by, at }));
	await look(castTime + hour);
	await amina.finish(lesson('lending'), castTime + 2 * hour);
	await amina.finish(lesson('rainy-day'), castTime + day);
	await amina.finish(lesson('flowers'), castTime + day);
	await look(castTime + day + hour);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + 2 * day });
	await second.open(lesson('lending'), castTime + 2 * day);
	await second.give(
		await second.open(lesson('lending'), castTime + 2 * day),
		'wrong',
		castTime + 2 * day,
	);
	await look(castTime + 2 * day + hour);
	await change(cast.secondPicker.id, { teamId: 'store-2', job: 'Associate' }, castTime + 3 * day);
	await exemptPerson(db, {
		...{ id: randomUUID(), employeeId: amina.person.id, policyId: 'loans', reason: 'Away.' },
		...{ grantedBy: manager.id, grantedAt: castTime + 3 * day, endsAt: castTime + 5 * day },
	});
	await look(castTime + 4 * day);
	await amina.finish(update('loans'), castTime + 6 * day);
	await second.finish(lesson('lending'), castTime + 6 * day);
	await look(castTime + 7 * day);
	const known = (await readAssignment(db.read, 'everyone')) ?? expect.fail();
	const words = { ...known, lessons: ['keys'], due: { days: 1, after: 'start' as const } };
	const { id, revision: seenRevision } = known;
	const { title, audience, lessons, due } = words;
	const said = { title, audience, lessons, due };
	await saveAssignment(db, {
		id,
		words: said,
		seenRevision,
		beginAnew: false,
		by,
		at: castTime + 7 * day + 1,
	});
	await saveAssignment(db, {
		id,
		words: { ...said, title: 'Again' },
		seenRevision: seenRevision + 1,
		beginAnew: true,
		by,
		at: castTime + 8 * day,
	});
	await look(castTime + 9 * day);
	await change(cast.secondPicker.id, { teamId: 'warehouse-day' }, castTime + 10 * day);
	await db.write((tx) =>
		leaveWork(tx, { employeeId: amina.person.id }, { by, at: castTime + 11 * day }),
	);
	await look(castTime + 12 * day);
	await db.write((tx) => returnToWork(tx, amina.person.id, { by, at: castTime + 30 * day }));
	for (const { at, shown } of remembered) {
		expect(seen(await teamReportThen(db.read, catalogue, manager, {}, at))).toEqual(shown);
	}
	expect(new Set(remembered.map(({ shown }) => JSON.stringify(shown))).size).toBe(
		remembered.length,
	);
});

test('whoever left, moved or came back is where she was then', async () => {
	const { db } = await smallCompany();
	const id = cast.picker.id;
	const { startedAt } = await personOf(db, cast.picker);
	const at = (days: number) => castTime + days * day;
	await db.write(async (tx) => {
		await changeEmployee(tx, id, { teamId: 'store-2', channels: ['store'] }, { by, at: at(2) });
		await leaveWork(tx, { employeeId: id }, { by, at: at(4) });
		await returnToWork(tx, id, { by, at: at(6) });
		await changeEmployee(tx, id, { teamId: 'northline' }, { by, at: at(8) });
	});
	const was = async (days: number) => {
		const everybody = await whoWasHere(db.read, {}, at(days));
		return everybody.find((person) => person.id === id);
	};
	expect(await was(1)).toMatchObject({ team: { id: 'warehouse-night' }, startedAt, earlier: [] });
	expect(await was(3)).toMatchObject({
		...{ team: { id: 'store-2' }, channels: ['store'], startedAt },
		earlier: [{ until: at(2), siteId: 'warehouse' }],
	});
	expect(await was(5)).toBeUndefined();
	expect(await was(7)).toMatchObject({ team: { id: 'store-2' }, startedAt: at(6), earlier: [] });
	expect(await was(9)).toMatchObject({ vendorId: 'northline', earlier: [{ until: at(8) }] });
	const inStores = { teamPaths: ['/halden-lund/stores/'] };
	const there = async (days: number, where: object) =>
		(await whoWasHere(db.read, where, at(days))).some((person) => person.id === id);
	expect([await there(1, inStores), await there(3, inStores)]).toEqual([false, true]);
	expect([
		await there(7, { vendorId: 'northline' }),
		await there(9, { vendorId: 'northline' }),
	]).toEqual([false, true]);
	expect([
		await there(1, { siteId: 'warehouse' }),
		await there(3, { siteId: 'warehouse' }),
	]).toEqual([true, false]);
});

test('everybody who is here now is who was here now', async () => {
	const { db, catalogue } = await smallCompany();
	const at = castTime + hour;
	const people = await readPeople(db.read, undefined);
	const then = (await whoWasHere(db.read, {}, at)).map(({ vendorIdNow: _, ...person }) => person);
	expect(then).toEqual(people);
	const plain = (list: Awaited<ReturnType<typeof readOverviews>>) =>
		list.map(({ overview }) => overview.policies);
	expect(plain(await readOverviewsThen(db.read, catalogue, then, at))).toEqual(
		plain(await readOverviews(db.read, catalogue, people, at)),
	);
});

test('a vendor’s lead finds nobody in the past who is no longer the vendor’s', async () => {
	const { db } = await smallCompany();
	const lead = await personOf(db, cast.vendorLead);
	const before = await peopleLedBy(db.read, lead);
	const agent = cast.vendorAgent.id;
	const move = { teamId: 'contact-team' };
	await db.write((tx) => changeEmployee(tx, agent, move, { by, at: castTime + day }));
	await db.write((tx) =>
		leaveWork(
			tx,
			{ employeeId: before.find(({ id }) => id !== agent)?.id ?? '' },
			{ by, at: castTime + day },
		),
	);
	const then = await peopleLedThen(db.read, lead, castTime + hour);
	expect(then.map(({ id }) => id)).toEqual(before.flatMap(({ id }) => (id === agent ? [] : id)));
	expect((await peopleLedBy(db.read, lead)).length).toBe(before.length - 2);
	const ours = await peopleLedThen(
		db.read,
		await personOf(db, cast.logisticsManager),
		castTime + hour,
	);
	expect(ours.some(({ vendorId }) => vendorId !== null)).toBe(true);
});
