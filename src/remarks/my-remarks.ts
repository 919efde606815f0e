import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { remarkAnswers, remarkSenders } from '#db/schema/remarks.ts';
import { readRemarks, type RemarkRead } from './read-remarks.ts';
import { remarkIdOf } from './tell-us.ts';

/** What a person said, with what became of it. */
export type MyRemark = RemarkRead & {
	/** Somebody answered since she last looked. */
	readonly news: boolean;
};

/** So many of her own remarks a person finds again. */
const most = 200;

/** Everything that a person said, named or not; what moved last comes first. */
export async function readMyRemarks(
	db: Reader,
	employeeId: string,
	vendorId: string | null = null,
): Promise<MyRemark[]> {
	const seen = await readSeen(db, employeeId);
	if (seen.size === 0) return [];
	const own = await readRemarks(db, { ids: [...seen.keys()], vendorId });
	const moved = ({ remark, answers }: RemarkRead) => answers.at(-1)?.at ?? remark.saidAt;
	return own
		.toSorted((a, b) => moved(b) - moved(a))
		.map((read) => {
			const since = seen.get(read.remark.id) ?? 0;
			return { ...read, news: read.answers.some(({ at }) => at > since) };
		});
}

/** On how many of her remarks a person was answered since she last looked. */
export async function countNews(db: Reader, employeeId: string): Promise<number> {
	const seen = await readSeen(db, employeeId);
	if (seen.size === 0) return 0;
	const rows = await db
		.select({ remarkId: remarkAnswers.remarkId, at: remarkAnswers.at })
		.from(remarkAnswers)
		.where(inArray(remarkAnswers.remarkId, [...seen.keys()]));
	const fresh = rows.filter(({ remarkId, at }) => at > (seen.get(remarkId) ?? 0));
	return new Set(fresh.map(({ remarkId }) => remarkId)).size;
}

/** Says that a person has seen every answer so far. */
export async function markSeen(
	db: Database,
	{ employeeId, at }: { employeeId: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		await tx
			.update(remarkSenders)
			.set({ seenAt: at })
			.where(and(eq(remarkSenders.employeeId, employeeId), lt(remarkSenders.seenAt, at)));
	});
}

/** A person's remarks by their ids, each with the moment up to which she has seen its answers. */
async function readSeen(db: Reader, employeeId: string): Promise<ReadonlyMap<string, number>> {
	const rows = await sentBy(db).execute({ employeeId });
	return new Map(rows.map(({ key, seenAt }) => [remarkIdOf(key), seenAt]));
}

const sentBy = prepared((db) =>
	db
		.select({ key: remarkSenders.key, seenAt: remarkSenders.seenAt })
		.from(remarkSenders)
		.where(eq(remarkSenders.employeeId, sql.placeholder('employeeId')))
		.orderBy(desc(remarkSenders.day))
		.limit(most)
		.prepare(),
);
