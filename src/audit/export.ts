import type { Database } from '#db/connection.ts';
import { csvRows } from '#lib/csv.ts';
import { type AuditDetails, searchWithDetails } from './search.ts';
import type { AuditFilter, Place } from './search-query.ts';
import { deedInWords } from './words.ts';

const header = [
	...['entry', 'when (UTC)', 'who (id)', 'who (number)', 'who (name)', 'what was done', 'action'],
	...['kind', 'about (id)', 'about (name)', 'details'],
];

/** So many entries are in memory at a time. */
const stretch = 100;

/** Everything that is found, as pieces of a CSV file; others have their turn between two of them. */
export async function* auditCsv(
	db: Pick<Database, 'read' | 'aggregate'>,
	filter: AuditFilter,
): AsyncGenerator<string> {
	yield `\ufeff${csvRows([header])}`;
	let after: Place | undefined;
	for (;;) {
		const found = await searchWithDetails(db, filter, { after, most: stretch });
		if (found.length === 0) return;
		yield csvRows(found.map(asLine));
		after = found.at(-1)?.entry;
		await new Promise(setImmediate);
	}
}

function asLine({ entry, payload, actorNumber, actorName, objectName }: AuditDetails) {
	const { seq, at, actorId, action, objectType, objectId } = entry;
	return [
		...[seq, new Date(at).toISOString(), actorId ?? '', actorNumber ?? '', actorName ?? ''],
		...[deedInWords(action), action, objectType, objectId, objectName ?? ''],
		payload ?? 'erased by law',
	];
}
