import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendAuditRows } from '#audit/append.ts';
import { auditCsv } from '#audit/export.ts';
import { peopleNamed } from '#audit/people-named.ts';
import { type AuditEntry, countAudit, readDistinct, searchAudit } from '#audit/search.ts';
import type { AuditFilter } from '#audit/search-query.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const people = [cast.picker.id, cast.shiftLead.id, null];
const actions = ['employee.changed', 'person.viewed', 'policy.published', 'slip.made'];
const objects = [
	{ objectType: 'employee', objectId: cast.picker.id },
	{ objectType: 'policy', objectId: 'returns' },
	// A thing with the same id as a person is no person.
	{ objectType: 'slip', objectId: cast.picker.id },
];

/** A record of many deeds, several of them at the same moment, as an import makes them. */
async function busyRecord() {
	const db = await testDatabase();
	const events = Array.from({ length: 600 }, (_, n) => ({
		at: castTime + Math.floor(n / 40) * 1000,
		actorId: people[(n * 7) % 3] ?? null,
		action: actions[(n * 5) % 4] ?? '',
		...(objects[(n * 11) % 3] ?? { objectType: '', objectId: '' }),
		payload: { n },
	}));
	await db.write((tx) => appendAuditRows(tx, events));
	return db;
}

let db: Awaited<ReturnType<typeof busyRecord>>;
let everything: AuditEntry[];

/** The plain model: every entry, in the order in which pages show them. */
async function open(): Promise<void> {
	db = await busyRecord();
	const rows = await db.read.select().from(auditEntries);
	everything = rows.toSorted((a, b) => b.at - a.at || b.seq - a.seq);
}

function fits(entry: AuditEntry, { person, kind, object, action, from, until }: AuditFilter) {
	const concerns =
		person === undefined ||
		entry.actorId === person ||
		(entry.objectType === 'employee' && entry.objectId === person);
	return (
		concerns &&
		(kind === undefined || entry.objectType === kind) &&
		(object === undefined || entry.objectId === object) &&
		(action === undefined || entry.action === action) &&
		(from === undefined || entry.at >= from) &&
		(until === undefined || entry.at < until)
	);
}

const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const moments = [castTime, castTime + 3000, castTime + 9500];
const filters = fc.record({
	person: maybe(cast.picker.id, cast.shiftLead.id, 'nobody'),
	kind: maybe('employee', 'policy', 'slip'),
	object: maybe('returns', cast.picker.id),
	action: maybe(...actions),
	from: maybe(...moments),
	until: maybe(...moments),
});

test('any search, page by page, finds what looking at every entry finds, each once and in order', async () => {
	await open();
	await fc.assert(
		fc.asyncProperty(filters, fc.integer({ min: 7, max: 90 }), async (filter, most) => {
			const found: number[] = [];
			for (let after: AuditEntry | undefined; ;) {
				const page = await searchAudit(db, filter, { after, most });
				found.push(...page.map(({ seq }) => seq));
				after = page.at(-1);
				if (page.length < most) break;
			}
			const expected = everything.filter((entry) => fits(entry, filter));
			expect(found).toEqual(expected.map(({ seq }) => seq));
			expect(await countAudit(db, filter, 100)).toBe(Math.min(100, expected.length));
		}),
		{ numRuns: 60 },
	);
}, 30_000);

test('each way of searching has its index, and nothing is sorted', async () => {
	await open();
	const plans = [
		sql`where actor_id = 'x' and at >= 1`,
		sql`where object_id = 'x' and +object_type = 'y' and at < 5`,
		sql`where object_type = 'x'`,
		sql`where action = 'x' and (at, seq) < (5, 6)`,
		sql`where at >= 1 and at < 5`,
	];
	for (const where of plans) {
		const rows = await db.read.all<{ detail: string }>(
			sql`explain query plan select seq, at, actor_id from audit_entries ${where} order by at desc, seq desc limit 50`,
		);
		const plan = rows.map(({ detail }) => detail).join('; ');
		expect(plan).toMatch(/USING (COVERING )?INDEX audit_by_/);
		expect(plan).not.toContain('TEMP B-TREE');
	}
});

test('the kinds and deeds on offer are those on record', async () => {
	await open();
	const known = new Set(everything.map(({ action }) => action));
	expect(await readDistinct(db.read, 'action')).toEqual([...known].toSorted());
	expect(await readDistinct(db.read, 'objectType')).toContain('slip');
});

test('a person is found by number, by id, or by a part of her name; wildcards are letters', async () => {
	const { read } = await testDatabase();
	const { id, number, name } = cast.picker;
	expect(await peopleNamed(read, number)).toEqual([{ id, number, name }]);
	expect(await peopleNamed(read, id)).toEqual([{ id, number, name }]);
	expect(await peopleNamed(read, name.toUpperCase().slice(0, 8))).toContainEqual({
		id,
		number,
		name,
	});
	for (const nothing of ['%', '_', '', '   ']) expect(await peopleNamed(read, nothing)).toEqual([]);
});

test('the export has every entry once, page after page, and no cell is a formula', async () => {
	await open();
	const event = { at: castTime, actorId: cast.picker.id, action: '=1+1', objectType: 'x' };
	await db.write((tx) => appendAuditRows(tx, [{ ...event, objectId: '@SUM(A1)', payload: '+1' }]));
	let csv = '';
	for await (const piece of auditCsv(db, {})) csv += piece;
	const lines = csv.trimEnd().split('\n');
	expect(lines).toHaveLength(1 + everything.length + 1);
	expect(csv.startsWith('\ufeffentry,')).toBe(true);
	expect(csv).not.toMatch(/(^|,)"?[=@+]/m);
	expect(csv).toContain(cast.picker.name);
});
