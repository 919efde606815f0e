import { eq, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { KeptKind } from '#db/schema/privacy.ts';
import type { Transaction } from '#db/writer.ts';

/** Who somebody was, for as long as anybody knows it. */
export type Identity = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly email: string | null;
};

/** Rows of a table that name somebody, and what becomes of them. */
export type KeptRow = {
	readonly table: SQLiteTable;
	/** The column that names her; none where another table or a text leads to her. */
	readonly column?: SQLiteColumn;
	readonly kind: KeptKind;
	/** Whose rows these are: about her, or what she did about something else. */
	readonly of: 'her' | 'a deed of hers';
	/** What becomes of them when their time is over, as a sentence. */
	readonly then: string;
	/** How her own copy calls them. */
	readonly title: string;
	readonly whose: (employeeId: string) => SQL;
	/** What is done to them; nothing where the row stays under an id that is nobody's. */
	readonly end?: (tx: Transaction, her: Identity) => Promise<unknown>;
};

type Said = Pick<KeptRow, 'kind' | 'title'> & Partial<Pick<KeptRow, 'of' | 'then'>>;

/** The row stays: it names an id, and with the record's end the id is nobody's. */
export function stays(table: SQLiteTable, column: SQLiteColumn, said: Said): KeptRow {
	const then = 'Stays. The id that it names is nobody’s.';
	return { of: 'her', then, ...said, table, column, whose: (id) => eq(column, id) };
}

/** What she did in office about something else: part of the company's record of decisions. */
export function deed(table: SQLiteTable, column: SQLiteColumn, title: string): KeptRow {
	return stays(table, column, { kind: 'access', of: 'a deed of hers', title });
}

/** The row goes. */
export function deleted(table: SQLiteTable, column: SQLiteColumn, said: Said): KeptRow {
	return {
		...stays(table, column, { then: 'Deleted.', ...said }),
		end: (tx, { id }) => tx.delete(table).where(eq(column, id)),
	};
}

/** The row stays with less in it. */
export function emptied<T extends SQLiteTable>(
	table: T,
	column: SQLiteColumn,
	said: Said & { readonly then: string; readonly set: SQLiteUpdateSetSource<T> },
): KeptRow {
	const { set, ...words } = said;
	return {
		...stays(table, column, words),
		end: (tx, { id }) => tx.update(table).set(set).where(eq(column, id)),
	};
}
