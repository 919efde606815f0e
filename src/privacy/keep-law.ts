import { randomUUID } from 'node:crypto';
import { desc, eq, isNull } from 'drizzle-orm';
import { findMentions, namedAs } from '#audit/erase.ts';
import type { Database, Reader } from '#db/connection.ts';
import { type KeptKind, lawRuns } from '#db/schema/privacy.ts';
import type { Deed } from '#people/employee-rules.ts';
import { endKinds } from './end-kinds.ts';
import { readDue } from './leavers.ts';
import { sweepFile } from './sweep-file.ts';

export type LawRun = typeof lawRuns.$inferSelect;

const daily = 23 * 3_600_000;

/** The last runs, the newest first. */
export function readRuns(db: Reader, most: number): Promise<LawRun[]> {
	return db.select().from(lawRuns).orderBy(desc(lawRuns.beganAt)).limit(most);
}

/** Whether a day has passed since the job last looked. */
export async function isRunDue(db: Reader, at: number): Promise<boolean> {
	const [last] = await db
		.select({ beganAt: lawRuns.beganAt })
		.from(lawRuns)
		.where(isNull(lawRuns.by))
		.orderBy(desc(lawRuns.beganAt))
		.limit(1);
	return last === undefined || at - last.beganAt >= daily;
}

/**
 * Ends what is over, person after person, each in a transaction of her own: broken off, it goes on
 * with the next run. Others write in between. Returns what it did, as the run's row says it.
 */
export async function keepTheLaw(db: Database, deed: Deed): Promise<LawRun> {
	const due = await readDue(db.read, deed.at);
	const ended: Record<KeptKind, number> = { access: 0, messages: 0, answers: 0, record: 0 };
	const run = {
		id: randomUUID(),
		beganAt: deed.at,
		by: deed.by,
		ended,
		erased: 0,
		finishedAt: null,
	};
	await db.write((tx) => tx.insert(lawRuns).values(run));
	let erased = 0;
	for (const { leaver, kinds } of due) {
		const mentions = kinds.some((kind) => kind === 'access' || kind === 'record')
			? await findMentions(db.aggregate, namedAs(leaver))
			: [];
		const ending = { employeeId: leaver.id, kinds, mentions, why: 'time' } as const;
		erased += await db.write((tx) => endKinds(tx, ending, deed));
		for (const kind of kinds) ended[kind] += 1;
	}
	if (due.length > 0) await sweepFile(db);
	const done = { ended, erased, finishedAt: deed.at };
	await db.write((tx) => tx.update(lawRuns).set(done).where(eq(lawRuns.id, run.id)));
	return { ...run, ...done };
}
