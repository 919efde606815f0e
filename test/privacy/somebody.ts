import { appendAuditRows } from '#audit/append.ts';
import { setPin } from '#auth/set-pin.ts';
import { createSessions } from '#auth/session.ts';
import { exemptPerson } from '#assignments/exempt.ts';
import { chooseMail } from '#notifications/mail-choice.ts';
import { sendNudge } from '#notifications/nudge.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { leaveWork } from '#people/leave.ts';
import { tellUs } from '#remarks/tell-us.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import {
	day,
	hour,
	learner,
	lesson,
	type SmallCompany,
	smallCompany,
} from '#test/small-company.ts';

/** Somebody with a name, a number and an address that are nobody else's, so that they can be looked for. */
export const somebody = {
	id: 'b5a1f7e0-0000-4000-8000-000000000001',
	number: '88412207',
	name: 'Wilhelmina Oyelaran-Quist',
	email: 'w.oyelaran@haldenlund.example',
	job: 'Chief parcel whisperer',
} as const;

export const traces = [...Object.values(somebody).slice(1), 'her broken wrist'];

const by = cast.administrator.id;

/** A company in which somebody came, learned, spoke, was told and moved; she works there still. */
export async function companyWithSomebody() {
	const company = await smallCompany();
	const { db } = company;
	await db.write((tx) => enrolEmployee(tx, newcomer, { by, at: castTime }));
	await setPin(db, { employeeId: somebody.id, pin: '271828', by, at: castTime });
	await createSessions(db, { secure: false }).begin(somebody.id, { at: castTime, method: 'pin' });
	await (await learner(company, castLike)).finish(lesson('lending'), castTime + hour);
	const moved = { teamId: 'warehouse-day' };
	await db.write((tx) => changeEmployee(tx, somebody.id, { job: 'Packer', ...moved }, laterDeed));
	await speak(company);
	await beTold(company);
	await beNamed(company);
	return company;
}

/** The same, and she has left. */
export async function companyWithLeaver(leftAt: number) {
	const company = await companyWithSomebody();
	const leaving = { employeeId: somebody.id, reason: `${somebody.name} found other work` };
	await company.db.write((tx) => leaveWork(tx, leaving, { by, at: leftAt }));
	return company;
}

const laterDeed = { by, at: castTime + day };
const newcomer = {
	...somebody,
	...{ teamId: 'warehouse-night', startedAt: castTime, channels: ['warehouse'] },
	...{ roles: [], leads: [] },
};
const castLike = { ...newcomer, startedDaysAgo: 0 };

/** A deed about something else has her name, another her number among others. */
async function beNamed({ db }: SmallCompany): Promise<void> {
	const event = { at: castTime + 4 * day, actorId: by, objectType: 'import', objectId: 'roster-1' };
	const rows = [{ name: somebody.name }, { leaving: ['4417', somebody.number] }];
	const deeds = rows.map((payload) => ({ ...event, action: 'roster.imported', payload }));
	await db.write((tx) => appendAuditRows(tx, deeds));
}

async function speak({ db }: SmallCompany): Promise<void> {
	const person = await personOf(db, castLike);
	const words = `It is wrong at the depot. ${somebody.name}`;
	const saying = { policyId: 'returns', version: 1, kind: 'wrong', words } as const;
	const around = { person, at: castTime + 2 * day };
	await tellUs(db, { ...saying, key: crypto.randomUUID(), named: true }, around);
	await tellUs(db, { ...saying, key: crypto.randomUUID(), named: false }, around);
}

async function beTold({ db }: SmallCompany): Promise<void> {
	const [employeeId, policyId, at] = [somebody.id, 'returns', castTime + 3 * day];
	await chooseMail(db, { employeeId, wanted: false, at });
	const sentBy = cast.shiftLead.id;
	await sendNudge(db, { id: 'nudged', employeeId, policyId, sentBy, sentAt: at });
	const reason = `She has her broken wrist`;
	const granted = { grantedBy: sentBy, grantedAt: at, endsAt: at + day };
	await exemptPerson(db, { id: 'exempt', employeeId, policyId, reason, ...granted });
}
