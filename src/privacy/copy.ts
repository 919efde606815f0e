import { getTableName } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import type { KeptKind } from '#db/schema/privacy.ts';
import { remarks, remarkSenders } from '#db/schema/remarks.ts';
import type { Json } from '#lib/hash.ts';
import { readMyRemarks } from '#remarks/my-remarks.ts';
import { copyDeeds } from './copy-deeds.ts';
import { readSomebody } from './erase-person.ts';
import { inventory } from './inventory.ts';
import type { KeptRow } from './kept-row.ts';
import { type Mask, readMask, stringsIn } from './mask.ts';

/** Rows of one kind in somebody's copy. */
export type CopySection = {
	readonly title: string;
	readonly table: string;
	readonly kind: KeptKind;
	readonly rows: readonly CopyRow[];
};
export type CopyRow = Readonly<Record<string, Json>>;

/** Everything on record about one person, and nothing about others. */
export type PersonCopy = { readonly about: CopyRow; readonly sections: readonly CopySection[] };

/** Who reads it. What somebody said without her name is shown to her alone. */
export type CopyFor = 'herself' | 'an administrator';

/** Never given away, not even to whom it belongs to: what opens doors, and fingerprints of it. */
const secret = /(hash|secret|token|salt|^key|code)$/i;

export async function readCopy(
	db: Pick<Database, 'read' | 'aggregate'>,
	employeeId: string,
	reader: CopyFor,
): Promise<PersonCopy> {
	const her = await readSomebody(db.read, employeeId);
	const sections = [];
	for (const row of inventory) {
		if (row.of === 'her') sections.push(...(await readSection(db.read, row, employeeId, reader)));
	}
	const deeds = await copyDeeds(db, employeeId);
	const mask = await readMask(db.read, employeeId, stringsIn([sections, deeds.rows]));
	return {
		about: withoutSecrets(her),
		sections: [...sections, deeds].map((section) => ({ ...section, rows: masked(section, mask) })),
	};
}

async function readSection(
	db: Reader,
	row: KeptRow,
	employeeId: string,
	reader: CopyFor,
): Promise<CopySection[]> {
	// Whose remark it is, is for her eyes: they come with the remarks themselves.
	if (row.table === remarkSenders) return [];
	const { table, title, kind } = row;
	const own = table === remarks && reader === 'herself';
	const rows = own
		? await readMyRemarks(db, employeeId)
		: await db.select().from(table).where(row.whose(employeeId));
	if (rows.length === 0) return [];
	const name = own ? 'Remarks, with a name and without' : title;
	return [{ title: name, table: getTableName(table), kind, rows: rows.map(withoutSecrets) }];
}

/** A row as JSON has it. Who answered her is said by role, beside it: the name is another's. */
function withoutSecrets(row: object): CopyRow {
	const text = JSON.stringify(row, (name, value: unknown) =>
		name === 'byName' ? undefined : value,
	);
	const plain: Record<string, Json> = JSON.parse(text);
	return Object.fromEntries(Object.entries(plain).filter(([name]) => !secret.test(name)));
}

function masked({ rows }: CopySection, mask: Mask): CopyRow[] {
	return rows.map((row) =>
		Object.fromEntries(Object.entries(row).map(([name, value]) => [name, mask(value)])),
	);
}
