import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { keptForms } from '#db/schema/kiosks.ts';

/** Milliseconds; after a day nobody goes on where she was. */
const keptFor = 24 * 3_600_000;

export type KeptForm = {
	readonly employeeId: string;
	readonly packed: string;
	readonly page: string;
	readonly sent: boolean;
	readonly at: number;
};

/** Keeps what somebody had begun when her time on a kiosk was over. The last one counts. */
export async function keepForm(db: Database, { at, ...form }: KeptForm): Promise<void> {
	const row = { ...form, keptAt: at, givenBackAt: null };
	await db.write(async (tx) => {
		await tx.delete(keptForms).where(lt(keptForms.keptAt, at - keptFor));
		await tx
			.insert(keptForms)
			.values(row)
			.onConflictDoUpdate({ target: keptForms.employeeId, set: row });
	});
}

/** What is kept of somebody who has just come back, once. */
export async function takeKeptForm(db: Database, employeeId: string, at: number) {
	const open = and(hers(employeeId, at), isNull(keptForms.givenBackAt));
	const [known] = await db.read.select().from(keptForms).where(open);
	if (!known) return undefined;
	await db.write((tx) =>
		tx.update(keptForms).set({ givenBackAt: at }).where(eq(keptForms.employeeId, employeeId)),
	);
	return known;
}

/** The form that she was given back, as often as its page is shown. */
export async function readKeptForm(db: Database, employeeId: string, at: number) {
	const [row] = await db.read.select().from(keptForms).where(hers(employeeId, at));
	return row;
}

function hers(employeeId: string, at: number) {
	return and(eq(keptForms.employeeId, employeeId), gt(keptForms.keptAt, at - keptFor));
}
