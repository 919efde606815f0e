import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { exemptions } from '#db/schema/assignments.ts';
import { employees } from '#db/schema/people.ts';
import type { Database } from '#db/connection.ts';
import { practiceSummaries } from '#db/schema/practice.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { recallSql } from '#practice/curve.ts';
import { readPredicted, solidFrom } from '#practice/knowing.ts';
import { defaultParameters, retrievabilityAt } from '#practice/memory.ts';
import { isRefreshDue, refreshSummaries } from '#practice/refresh-summaries.ts';
import { readGroups, readSummaries, recallOf } from '#practice/summaries.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, publish, reworded, type SmallCompany } from '#test/small-company.ts';
import { card, practised, review } from './practised.ts';

const at = castTime + 3 * day;
const catalogue = readCatalogue(readContentFiles('content'));

/** The cast with the company's own content. */
async function company(): Promise<SmallCompany> {
	return { db: await testDatabase(), catalogue };
}

const terms = { parameters: defaultParameters, desiredRetention: 90, at };

async function summaryOf({ db }: SmallCompany, kind: string, groupId: string, now = at) {
	const asked = { policyId: 'returns', format: 'recall' as const, at: now };
	const rows = await readSummaries(db.read, await readPolicies(db.read), asked);
	const found = rows.find((row) => row.kind === kind && row.groupId === groupId);
	return found ?? expect.fail(`nothing is kept of ${kind} ${groupId}`);
}

test('the forgetting curve in the database is the scheduler’s, a clock moved back included', async () => {
	const { db } = await company();
	const other = defaultParameters.map((value, index) => (index === 20 ? 0.3 : value));
	for (const parameters of [defaultParameters, other]) {
		for (const stability of [0.01, 0.4, 3.7, 90, 3000]) {
			for (const days of [-2, 0, 0.01, 1, 7.3, 400]) {
				const reviewedAt = at - days * day;
				const curve = recallSql(
					{ stability: sql`${stability}`, reviewedAt: sql`${reviewedAt}` },
					at,
					parameters,
				);
				const [row] = await db.aggregate(sql`select ${curve} as recall`);
				const memory = { stability, reviewedAt };
				expect(Number(row?.['recall'])).toBeCloseTo(retrievabilityAt(memory, at, parameters), 7);
			}
		}
	}
});

test('a group’s recall is the mean over those who have a card, and the others are unknown', async () => {
	const founded = await company();
	const { db } = founded;
	const cards = [
		card(cast.picker, at, { stability: 5, reviewedAt: at - 5 * day }),
		card(cast.secondPicker, at),
		card(cast.secondPicker, at, { format: 'recognition' }),
		card(cast.vendorAgent, at - 10 * day, { stability: 10 }),
	];
	await practised(db, { cards });
	await refreshSummaries(db, catalogue, at);
	const all = await summaryOf(founded, 'all', '');
	const working = (await readPeople(db.read, undefined)).length;
	expect(all).toMatchObject({ people: working, known: 3, countedAt: at });
	expect(all.recall).toBeCloseTo(0.9 + 1 + 0.9, 3);
	expect(recallOf(all)).toBeUndefined();
	expect(recallOf({ known: 5, recall: 4 })).toBe(0.8);
	const night = await summaryOf(founded, 'team', 'warehouse-night');
	expect(night).toMatchObject({ known: 2 });
	// The teams below count for those above, and a vendor's for the vendor.
	expect(await summaryOf(founded, 'team', 'logistics')).toMatchObject({ known: 2 });
	expect(await summaryOf(founded, 'vendor', 'northline')).toMatchObject({ known: 1 });
	expect((await summaryOf(founded, 'vendor', '')).known).toBe(2);
	expect((await summaryOf(founded, 'channel', 'warehouse')).known).toBe(2);
});

test('who left, who is exempt and who need not know the policy are in no group', async () => {
	const founded = await company();
	const { db } = founded;
	const everybody = (await readPeople(db.read, undefined)).length;
	const all = [cast.picker, cast.secondPicker, cast.thirdPicker].map((who) => card(who, at));
	await practised(db, { cards: all });
	await db.write(async (tx) => {
		await tx
			.update(employees)
			.set({ leftAt: at - 1 })
			.where(sql`id = ${cast.picker.id}`);
		const { id: employeeId } = cast.secondPicker;
		const exempt = { id: 'x', employeeId, policyId: 'returns', reason: 'Away.' };
		const term = { grantedBy: cast.shiftLead.id, grantedAt: at - day, endsAt: at + day };
		await tx.insert(exemptions).values({ ...exempt, ...term });
	});
	await refreshSummaries(db, catalogue, at);
	const now = await summaryOf(founded, 'all', '');
	expect(now).toMatchObject({ people: everybody - 2, known: 1 });
	await onlyStores(db);
	await refreshSummaries(db, catalogue, at + 1);
	const stores = await summaryOf(founded, 'all', '', at + 1);
	expect(stores.people).toBeLessThan(everybody - 2);
	expect(stores.people).toBeGreaterThan(0);
	expect(stores.known).toBe(0);
	// Of the warehouse nothing is kept any more.
	const left = await db.read.select().from(practiceSummaries);
	expect(left.filter(({ groupId }) => groupId === 'warehouse-night')).toEqual([]);
});

/** Every assignment means people of the stores and nobody else. */
async function onlyStores(db: Database): Promise<void> {
	await db.write((tx) => tx.run(sql`update assignments set audience = '{"channels":["store"]}'`));
}

test('a material change makes recall unknown, at once and in the next count; an editorial one does not', async () => {
	const founded = await company();
	const { db } = founded;
	await practised(db, { cards: [card(cast.picker, at)] });
	// What becomes of another policy says nothing of this one.
	await publish(founded, 'paying', reworded('Always.'), { at: at + 1 });
	await publish(founded, 'returns', reworded('Gladly.'), { at: at + 1, change: 'editorial' });
	await refreshSummaries(db, catalogue, at + 2);
	expect((await summaryOf(founded, 'all', '', at + 3)).known).toBe(1);
	const predicted = await readPredicted(db.read, [cast.picker.id], { ...terms, at: at + 3 });
	expect(predicted(cast.picker.id, 'returns').knowing).toBe('solid');
	await publish(founded, 'returns', reworded('Always.'), { at: at + 4 });
	expect((await summaryOf(founded, 'all', '', at + 5)).known).toBe(0);
	const after = await readPredicted(db.read, [cast.picker.id], { ...terms, at: at + 5 });
	expect(after(cast.picker.id, 'returns')).toMatchObject({ knowing: 'unknown', recall: undefined });
	await refreshSummaries(db, catalogue, at + 6);
	expect((await summaryOf(founded, 'all', '', at + 7)).known).toBe(0);
	await practised(db, { cards: [card(cast.secondPicker, at + 7, { policyVersion: 3 })] });
	await refreshSummaries(db, catalogue, at + 8);
	expect((await summaryOf(founded, 'all', '', at + 9)).known).toBe(1);
});

test('somebody is solid, shaky or unknown; own words count before chosen answers', async () => {
	const { db } = await company();
	const long = { reviewedAt: at - 60 * day };
	await practised(db, {
		cards: [
			card(cast.picker, at, { format: 'recognition', stability: 90 }),
			card(cast.picker, at, { ...long, stability: 4 }),
			card(cast.secondPicker, at, { ...long, format: 'recognition', stability: 90 }),
		],
	});
	const ids = [cast.picker.id, cast.secondPicker.id, cast.thirdPicker.id];
	const of = await readPredicted(db.read, ids, terms);
	expect(solidFrom(90)).toBe(0.8);
	expect(of(cast.picker.id, 'returns')).toMatchObject({ knowing: 'shaky', format: 'recall' });
	expect(of(cast.secondPicker.id, 'returns')).toMatchObject({
		...{ knowing: 'solid', format: 'recognition' },
	});
	expect(of(cast.thirdPicker.id, 'returns').knowing).toBe('unknown');
	expect(of(cast.picker.id, 'damage').knowing).toBe('unknown');
	const strict = await readPredicted(db.read, ids, { ...terms, desiredRetention: 110 });
	expect(strict(cast.secondPicker.id, 'returns').knowing).toBe('shaky');
});

test('sure answers of the last 28 days are counted, with the people who gave them', async () => {
	const founded = await company();
	const { db } = founded;
	const sure = { confidence: 'sure' } as const;
	const reviews = [
		review(cast.picker, at - day, { ...sure, right: false }),
		review(cast.picker, at - 2 * day, sure),
		review(cast.picker, at - 3 * day),
		review(cast.secondPicker, at - 29 * day, { ...sure, right: false }),
		review(cast.thirdPicker, at - day, { ...sure, right: false, format: 'recognition' }),
	];
	await practised(db, { reviews });
	await refreshSummaries(db, catalogue, at);
	expect(await summaryOf(founded, 'all', '')).toMatchObject({
		...{ sure: 2, sureWrong: 1, surePeople: 1, known: 0 },
	});
	const history = await readPolicies(db.read);
	const groups = await readGroups(db.read, history, { kind: 'all', groupIds: [''], at });
	expect(groups.filter(({ sureWrong }) => sureWrong > 0)).toHaveLength(2);
});

test('a count is made anew when it is five minutes old, or from a time to come', async () => {
	const { db } = await company();
	expect(await isRefreshDue(db.read, at)).toBe(true);
	await refreshSummaries(db, catalogue, at);
	expect(await isRefreshDue(db.read, at + 299_000)).toBe(false);
	expect(await isRefreshDue(db.read, at + 301_000)).toBe(true);
	expect(await isRefreshDue(db.read, at - 1)).toBe(true);
});
