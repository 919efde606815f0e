import { personTypes } from '#audit/erase.ts';
import { type AuditEntry, readPayloads, searchAudit } from '#audit/search.ts';
import { deedInWords } from '#audit/words.ts';
import type { Database } from '#db/connection.ts';
import type { CopyRow, CopySection } from './copy.ts';

const stretch = 500;

/** What the record of everything done says of somebody: by her, and about her. */
export async function copyDeeds(
	db: Pick<Database, 'read' | 'aggregate'>,
	person: string,
): Promise<CopySection> {
	const rows: CopyRow[] = [];
	for (let after: AuditEntry | undefined; ;) {
		const entries = await searchAudit(db, { person }, { after, most: stretch });
		const payloads = await readPayloads(
			db.read,
			entries.map(({ seq }) => seq),
		);
		for (const entry of entries) rows.push(asRow(entry, person, payloads.get(entry.seq)));
		after = entries.at(-1);
		if (entries.length < stretch) break;
		await new Promise(setImmediate);
	}
	const title = 'In the record of everything done';
	return { title, table: 'audit_entries', kind: 'access', rows };
}

/** What she did to somebody else is that person's to read: here stands only that she did it. */
function asRow(entry: AuditEntry, person: string, payload: string | undefined): CopyRow {
	const { seq, at, actorId, action, objectType, objectId } = entry;
	const others = personTypes.some((type) => type === objectType) && objectId !== person;
	const row = {
		entry: seq,
		at,
		by: actorId ?? 'Touchstone itself',
		what: deedInWords(action),
		action,
	};
	return {
		...row,
		...{ kind: objectType, about: objectId },
		details: others || payload === undefined ? null : JSON.parse(payload),
	};
}
