import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import { createSessions } from '#auth/session.ts';
import { decide } from '#auth/single-sign-on/decide.ts';
import {
	forgetIdentities,
	readIdentities,
	unlinkIdentity,
} from '#auth/single-sign-on/identities.ts';
import type { Proof } from '#auth/single-sign-on/proof.ts';
import { recognise } from '#auth/single-sign-on/recognise.ts';
import { idTokenOf, noteCompanySession } from '#auth/single-sign-on/sign-out.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { sessions } from '#db/schema/auth.ts';
import { companySessions, identities } from '#db/schema/identities.ts';
import { employees } from '#db/schema/people.ts';
import { NotFound } from '#lib/errors.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { readPerson } from '#people/person.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

// Who it is here whom the company's sign-in vouches for.

const issuer = 'https://login.company.example';
const elif = cast.storeAssociate;
const piotr = cast.shiftLead;
const by = { by: cast.administrator.id, at: castTime };

type Vouched = { subject?: string; named?: string | undefined; claims?: Proof['claims'] };

function proofOf({ subject = 'account-elif', named = elif.number, claims = {} }: Vouched): Proof {
	return { issuer, subject, named, claims, idToken: 'token' };
}

type Terms = { claim?: string; clientId?: string; teamId?: string; enrols?: boolean; at?: number };

function come(db: Database, vouched: Vouched | Proof, terms: Terms = {}) {
	const { claim = 'employee_number', clientId = 'touchstone', teamId } = terms;
	const proof = 'issuer' in vouched ? vouched : proofOf(vouched);
	const around = { enrols: terms.enrols ?? false, at: terms.at ?? castTime };
	return recognise(db, proof, { terms: { claim, clientId, teamId }, ...around });
}

async function recorded(db: Database, action: string) {
	const rows = await db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(eq(auditEntries.action, action));
	return rows.map(({ audit_entries: { actorId, objectId }, audit_payloads }) => {
		const payload: unknown = JSON.parse(audit_payloads.payload ?? 'null');
		return { actorId, objectId, payload };
	});
}

test('the first time the claim says who it is, and from then on the account does', async () => {
	const db = await testDatabase();
	const isElif = { kind: 'in', employeeId: elif.id };
	expect(await come(db, {})).toEqual(isElif);
	expect(await readIdentities(db.read, elif.id)).toMatchObject([
		{ issuer, subject: 'account-elif', linkedAt: castTime, lastUsedAt: castTime },
	]);
	const later = castTime + 60_000;
	const unnamed: Proof = { ...proofOf({}), named: undefined };
	expect(await come(db, unnamed, { at: later })).toEqual(isElif);
	expect(await come(db, { named: 'of nobody' }, { at: later })).toEqual(isElif);
	expect(await readIdentities(db.read, elif.id)).toMatchObject([
		{ linkedAt: castTime, lastUsedAt: later },
	]);
	expect(await recorded(db, 'identity.linked')).toEqual([
		{
			...{ actorId: elif.id, objectId: elif.id },
			payload: { method: 'single sign-on', issuer, subject: 'account-elif', named: elif.number },
		},
	]);
	expect(await recorded(db, 'session.began')).toHaveLength(3);
});

test('her number may change on either side: the account is hers still', async () => {
	const db = await testDatabase();
	await come(db, {});
	await db.write((tx) => changeEmployee(tx, elif.id, { number: '93117' }, by));
	expect(await come(db, {})).toEqual({ kind: 'in', employeeId: elif.id });
});

test.each(['03117', '3117 ', ' 3117', '3117\n', '31', '%', '%3117', '4417 or 1=1'])(
	'the number is matched exactly: %j is nobody',
	async (named) => {
		const db = await testDatabase();
		expect(await come(db, { named })).toEqual({ kind: 'refused', why: 'unknown' });
		expect(await db.read.select().from(identities)).toEqual([]);
	},
);

test('an account that was one person’s is never silently another’s', async () => {
	const db = await testDatabase();
	await come(db, {});
	const swapped = await come(db, { named: piotr.number });
	expect(swapped).toEqual({ kind: 'refused', why: 'swapped' });
	expect(await readIdentities(db.read, piotr.id)).toEqual([]);
	const [row] = await recorded(db, 'identity.refused');
	expect(row).toMatchObject({
		...{ actorId: null, objectId: elif.id },
		payload: { why: 'swapped', subject: 'account-elif', named: piotr.number },
	});
	expect(await recorded(db, 'session.began')).toHaveLength(1);
});

test('a second account that gives her number is refused until the first is unlinked', async () => {
	const db = await testDatabase();
	await come(db, {});
	const other = { subject: 'account-other' };
	expect(await come(db, other)).toEqual({ kind: 'refused', why: 'second account' });
	const unlinking = { issuer, subject: 'account-elif', employeeId: elif.id, ...by };
	await unlinkIdentity(db, unlinking);
	expect(await come(db, other)).toEqual({ kind: 'in', employeeId: elif.id });
	expect(await recorded(db, 'identity.unlinked')).toMatchObject([
		{ actorId: cast.administrator.id, objectId: elif.id },
	]);
	await expect(unlinkIdentity(db, unlinking)).rejects.toThrow(NotFound);
});

test('a new application or provider may name everybody anew: a person may have several accounts', async () => {
	const db = await testDatabase();
	await come(db, {});
	expect(await come(db, { subject: 'pairwise-2' }, { clientId: 'touchstone-2' })).toEqual({
		...{ kind: 'in', employeeId: elif.id },
	});
	const moved = { ...proofOf({}), issuer: 'https://new.company.example' };
	expect(await come(db, moved)).toEqual({ kind: 'in', employeeId: elif.id });
	expect(await readIdentities(db.read, elif.id)).toHaveLength(3);
});

test('the same subject of another provider is another account', async () => {
	const db = await testDatabase();
	await come(db, {});
	const elsewhere = { ...proofOf({ named: piotr.number }), issuer: 'https://other.example' };
	expect(await come(db, elsewhere)).toEqual({ kind: 'in', employeeId: piotr.id });
});

test('a person who left gets in nowhere, by her account or by her number, and returns with it', async () => {
	const db = await testDatabase();
	await come(db, {});
	for (const employeeId of [elif.id, piotr.id]) {
		await db.write((tx) => leaveWork(tx, { employeeId }, by));
	}
	const left = { kind: 'refused', why: 'left' };
	expect(await come(db, {})).toEqual(left);
	const byNumber = { subject: 'account-piotr', named: piotr.number };
	const enrols = { enrols: true, teamId: 'team' };
	expect(await come(db, byNumber, enrols)).toEqual(left);
	expect(await readIdentities(db.read, piotr.id)).toEqual([]);
	await db.write((tx) => returnToWork(tx, elif.id, by));
	expect(await come(db, {})).toEqual({ kind: 'in', employeeId: elif.id });
});

const newcomer = { subject: 'account-new', named: '60001' };
const theirClaims = {
	...{ name: 'Nguyễn Thị Ánh', locale: 'vi', roles: ['administrator'], groups: ['Leaders'] },
	...{ email: 'anh@company.example', email_verified: true },
};

test('whom nobody knows is enrolled only where the setting and the team let her in', async () => {
	const db = await testDatabase();
	const unknown = { kind: 'refused', why: 'unknown' };
	const claims = theirClaims;
	const teamId = (await readPerson(db.read, elif.id))?.team.id ?? '';
	expect(await come(db, { ...newcomer, claims }, { teamId })).toEqual(unknown);
	expect(await come(db, { ...newcomer, claims }, { enrols: true })).toEqual(unknown);
	const unnamed: Proof = { ...proofOf(newcomer), named: undefined };
	expect(await come(db, unnamed, { enrols: true, teamId })).toEqual(unknown);
	expect(await recorded(db, 'employee.enrolled')).not.toContainEqual(
		expect.objectContaining({ payload: expect.objectContaining({ number: '60001' }) }),
	);
	const enrolled = await come(db, { ...newcomer, claims }, { enrols: true, teamId });
	const id = enrolled.kind === 'in' ? enrolled.employeeId : '';
	expect(await readPerson(db.read, id)).toMatchObject({
		...{ number: '60001', name: 'Nguyễn Thị Ánh', language: 'vi', team: { id: teamId } },
		// A claim never gives a right.
		...{ roles: [], leads: [], channels: ['store'] },
	});
	expect(await recorded(db, 'employee.enrolled')).toContainEqual(
		expect.objectContaining({ actorId: null, objectId: id }),
	);
	expect(await come(db, newcomer)).toEqual({ kind: 'in', employeeId: id });
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
});

test.each([
	['a team that is not there', { claims: theirClaims }, 'nowhere'],
	['no name', { claims: {} }, undefined],
	['a number with a blank', { named: '60 001', claims: theirClaims }, undefined],
])('with %s nobody is enrolled, and the log can say why', async (_, vouched, team) => {
	const db = await testDatabase();
	const teamId = team ?? (await readPerson(db.read, elif.id))?.team.id ?? '';
	const outcome = await come(db, { ...newcomer, ...vouched }, { enrols: true, teamId });
	expect(outcome).toMatchObject({ kind: 'refused', why: 'unknown', because: expect.any(String) });
	expect(await db.read.select().from(identities)).toEqual([]);
});

test('by address: only the first time, in any case, and never one that two people share', async () => {
	const db = await testDatabase();
	const set = (id: string, email: string) =>
		db.write((tx) => tx.update(employees).set({ email }).where(eq(employees.id, id)));
	await set(elif.id, 'elif@company.example');
	const claim = 'email';
	const named = 'Elif@Company.example';
	expect(await come(db, { named }, { claim })).toEqual({ kind: 'in', employeeId: elif.id });
	await set(elif.id, 'somebody.else@company.example');
	expect(await come(db, { named }, { claim })).toEqual({ kind: 'in', employeeId: elif.id });
	await set(piotr.id, 'desk@company.example');
	await set(cast.picker.id, 'desk@company.example');
	const shared = { subject: 'account-desk', named: 'desk@company.example' };
	expect(await come(db, shared, { claim })).toEqual({ kind: 'refused', why: 'unknown' });
});

test('what was decided, in every case', () => {
	const [here, gone] = [
		{ id: 'a', leftAt: null },
		{ id: 'b', leftAt: 1 },
	];
	const named = { ...here, hasAccount: false };
	const refused = (why: string) => ({ kind: 'refused', why });
	const none = { linked: undefined, named: undefined, enrols: false };
	expect(decide(none)).toEqual(refused('unknown'));
	expect(decide({ ...none, enrols: true })).toEqual({ kind: 'enrol' });
	expect(decide({ ...none, named })).toEqual({ kind: 'link', employeeId: 'a' });
	expect(decide({ ...none, linked: here })).toEqual({ kind: 'in', employeeId: 'a' });
	expect(decide({ ...none, linked: here, named })).toEqual({ kind: 'in', employeeId: 'a' });
	expect(decide({ ...none, linked: gone, enrols: true })).toEqual(refused('left'));
	expect(decide({ ...none, linked: gone, named })).toEqual(refused('swapped'));
	const left = { ...gone, hasAccount: true };
	expect(decide({ ...none, linked: here, named: left })).toEqual(refused('swapped'));
	expect(decide({ ...none, named: left, enrols: true })).toEqual(refused('left'));
	const taken = { ...named, hasAccount: true };
	expect(decide({ ...none, named: taken, enrols: true })).toEqual(refused('second account'));
	expect(decide({ ...none, linked: here, named: taken })).toMatchObject({ kind: 'in' });
});

test('unlinking ends what the account began, and nothing else', async () => {
	const db = await testDatabase();
	const door = createSessions(db, { secure: false });
	await come(db, {});
	const method = 'single sign-on' as const;
	const hers = await door.begin(elif.id, { at: castTime, method });
	await noteCompanySession(db, { sessionId: hers.value, idToken: 'a token' });
	const byPin = await door.begin(elif.id, { at: castTime, method: 'pin' });
	const others = await door.begin(piotr.id, { at: castTime, method });
	expect(await idTokenOf(db.read, hers.value)).toBe('a token');
	await unlinkIdentity(db, { issuer, subject: 'account-elif', employeeId: elif.id, ...by });
	expect(await door.check(hers.value)).toBeUndefined();
	expect(await door.check(byPin.value)).toMatchObject({ person: { id: elif.id } });
	expect(await door.check(others.value)).toMatchObject({ person: { id: piotr.id } });
});

test('what ends a session at the provider is gone with the session', async () => {
	const db = await testDatabase();
	const door = createSessions(db, { secure: false });
	const cookie = await door.begin(elif.id, { at: castTime, method: 'single sign-on' });
	await noteCompanySession(db, { sessionId: cookie.value, idToken: 'a token' });
	await door.end(cookie.value);
	expect(await db.read.select().from(companySessions)).toEqual([]);
	expect(await idTokenOf(db.read, cookie.value)).toBeUndefined();
});

test('whose name is taken away has no account any more', async () => {
	const db = await testDatabase();
	await come(db, {});
	await come(db, { subject: 'account-piotr', named: piotr.number });
	await db.write((tx) => forgetIdentities(tx, elif.id));
	expect(await readIdentities(db.read, elif.id)).toEqual([]);
	expect(await readIdentities(db.read, piotr.id)).toHaveLength(1);
	const of = and(eq(sessions.employeeId, elif.id), eq(sessions.method, 'single sign-on'));
	expect(await db.read.select().from(sessions).where(of)).toEqual([]);
});
