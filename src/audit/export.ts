import type { Database, Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { csvRows } from '#lib/csv.ts';
import { inArray } from 'drizzle-orm';
import {
	type AuditEntry,
	type AuditFilter,
	type Place,
	readPayloads,
	searchAudit,
} from './search.ts';
import { deedInWords } from './words.ts';

const header = [
	...['entry', 'when (UTC)', 'who (id)', 'who (number)', 'who (name)', 'what was done', 'action'],
	...['kind', 'about (id)', 'about (name)', 'details'],
];

/** So many entries are in memory at a time. */
const stretch = 500;

/** Everything that is found, as pieces of a CSV file; others have their turn between two of them. */
export async function* auditCsv(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
): AsyncGenerator<string> {
	yield `\ufeff${csvRows([header])}`;
	let after: Place | undefined;
	for (;;) {
		const entries = await searchAudit(db, filter, { after, most: stretch });
		if (entries.length === 0) return;
		yield csvRows(await linesOf(db.read, entries));
		after = entries.at(-1);
		await new Promise(setImmediate);
	}
}

async function linesOf(db: Reader, entries: readonly AuditEntry[]) {
	const payloads = await readPayloads(
		db,
		entries.map(({ seq }) => seq),
	);
	const people = await readPeopleNamed(db, entries);
	return entries.map(({ seq, at, actorId, action, objectType, objectId }) => {
		const actor = people.get(actorId ?? '');
		return [
			...[seq, new Date(at).toISOString(), actorId ?? '', actor?.number ?? '', actor?.name ?? ''],
			...[deedInWords(action), action, objectType, objectId, people.get(objectId)?.name ?? ''],
			payloads.get(seq) ?? 'erased by law',
		];
	});
}

async function readPeopleNamed(db: Reader, entries: readonly AuditEntry[]) {
	const { id, number, name } = employees;
	const ids = entries.flatMap(({ actorId, objectId }) => [actorId ?? [], objectId].flat());
	const rows = await db
		.select({ id, number, name })
		.from(employees)
		.where(inArray(id, [...new Set(ids)]));
	return new Map(rows.map((row) => [row.id, row]));
}
