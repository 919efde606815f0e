import { existsSync, readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import { auditPayloads } from '#db/schema/audit.ts';
import { acknowledgements, completions } from '#db/schema/completions.ts';
import { employees } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { sessions } from '#db/schema/auth.ts';
import type { Database } from '#db/connection.ts';
import { returnToWork } from '#people/leave.ts';
import { verifyTexts } from '#policies/verify-texts.ts';
import { verifyVersions } from '#policies/verify-versions.ts';
import { erasePerson } from '#privacy/erase-person.ts';
import { cast, castTime } from '#test/cast.ts';
import { day } from '#test/small-company.ts';
import { companyWithLeaver, companyWithSomebody, somebody, traces } from './somebody.ts';

const by = cast.administrator.id;
const at = castTime + 30 * day;
const erasure = { employeeId: somebody.id, number: somebody.number, why: 'wish' } as const;

/** Which of her traces the bytes of the file and of the log beside it still hold. */
function tracesIn(file: string): string[] {
	const bytes = [file, `${file}-wal`]
		.filter(existsSync)
		.map((path) => readFileSync(path).toString('latin1'))
		.join('');
	return traces.filter((trace) => bytes.includes(trace));
}

/** What reports count: completions, signatures and who worked where. */
async function figures(db: Database) {
	const count = sql<number>`count(*)`;
	return {
		completions: await db.read
			.select({ policy: completions.policyId, version: completions.policyVersion, n: count })
			.from(completions)
			.groupBy(completions.policyId, completions.policyVersion),
		signatures: await db.read.select({ n: count }).from(acknowledgements),
		places: await db.read
			.select({
				team: placements.teamId,
				since: placements.since,
				until: placements.until,
				n: count,
			})
			.from(placements)
			.groupBy(placements.teamId, placements.since, placements.until),
	};
}

test('after an erasure no byte of the database has her name, number, address, job or reasons', async () => {
	const { db, file } = await companyWithLeaver(castTime + 10 * day);
	expect(tracesIn(file)).toEqual(traces);
	await erasePerson(db, erasure, { by, at });
	expect(tracesIn(file)).toEqual([]);
	const [row] = await db.read.select().from(employees).where(eq(employees.id, somebody.id));
	expect(row).toMatchObject({ name: 'Somebody who left', email: null, anonymisedAt: at });
	expect(row?.number).toMatch(/^left-/);
});

test('pages that grew around her since hold nothing of her either', async () => {
	const { db, file } = await companyWithLeaver(castTime + 10 * day);
	// Numbers and ids all around hers, so that her pages are split and put together again.
	for (let group = 0; group < 20; group += 1) {
		const rows = Array.from({ length: 100 }, (_, place) => {
			const n = group * 100 + place;
			const number = `8${String((n * 6421) % 10_000_000).padStart(7, '0')}`;
			const id = `${(n * 7919) % 100_000}-${n}`;
			const who = { id, number, name: `Person ${n}`, job: 'Picker', teamId: 'warehouse-night' };
			return { ...who, startedAt: castTime };
		});
		await db.write((tx) => tx.insert(employees).values(rows));
	}
	await erasePerson(db, erasure, { by, at });
	expect(tracesIn(file)).toEqual([]);
});

test('the figures are what they were, and every chain holds', async () => {
	const { db } = await companyWithLeaver(castTime + 10 * day);
	const before = await figures(db);
	await erasePerson(db, erasure, { by, at });
	expect(await figures(db)).toEqual(before);
	const audit = await verifyAudit(db.read);
	expect(audit).toMatchObject({ holds: true });
	expect(audit.holds && audit.erased).toBeGreaterThanOrEqual(8);
	expect(await verifyVersions(db.read)).toMatchObject({ holds: true });
	expect(await verifyTexts(db.read)).toMatchObject({ holds: true });
});

test('a payload that is taken besides is found, for no entry says that the law took it', async () => {
	const { db } = await companyWithLeaver(castTime + 10 * day);
	await erasePerson(db, erasure, { by, at });
	await db.write((tx) => tx.delete(auditPayloads).where(eq(auditPayloads.seq, 5)));
	expect(await verifyAudit(db.read)).toEqual({
		holds: false,
		broken: 'Audit entry 5: what it is about is gone, and no entry says that the law took it.',
	});
});

test('who works here leaves with it, and her sessions end', async () => {
	const { db, file } = await companyWithSomebody();
	await erasePerson(db, erasure, { by, at });
	const [row] = await db.read.select().from(employees).where(eq(employees.id, somebody.id));
	expect(row).toMatchObject({ leftAt: at, anonymisedAt: at });
	const open = await db.read.select().from(sessions).where(eq(sessions.employeeId, somebody.id));
	expect(open).toEqual([]);
	expect(tracesIn(file)).toEqual([]);
});

test('nobody is erased twice, by a wrong number, by herself, or comes back', async () => {
	const { db } = await companyWithLeaver(castTime + 10 * day);
	const wrong = erasePerson(db, { ...erasure, number: '4417' }, { by, at });
	await expect(wrong).rejects.toThrow('This is another number.');
	const [self, number] = [cast.administrator.id, cast.administrator.number];
	const herself = erasePerson(db, { ...erasure, employeeId: self, number }, { by, at });
	await expect(herself).rejects.toThrow('Ask another administrator.');
	await erasePerson(db, erasure, { by, at });
	await expect(erasePerson(db, erasure, { by, at })).rejects.toThrow('nobody with this id');
	const back = db.write((tx) => returnToWork(tx, somebody.id, { by, at }));
	await expect(back).rejects.toThrow('Enrol the person anew.');
});
