import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';

/** Where an answer that people read stands, as one reader may know it: never how others marked it. */
export type MarkState = {
	readonly id: number;
	readonly pulseId: string;
	/** Two agree, or a third has decided. */
	readonly decided: boolean;
	/** She has marked it. */
	readonly mine: boolean;
	/** She said it herself; of an anonymous question, she might have. */
	readonly hers: boolean;
};

/** All answers that people read and that are not decided yet. */
export async function undecided(db: Reader, readerId: string): Promise<MarkState[]> {
	return (await readStates(db, readerId, sql`1`)).filter(({ decided }) => !decided);
}

/** One of them, decided or not; undefined where people do not read it. */
export async function markStateOf(
	db: Reader,
	readerId: string,
	answerId: number,
): Promise<MarkState | undefined> {
	const [state] = await readStates(db, readerId, sql`a.id = ${answerId}`);
	return state;
}

type Row = {
	readonly id: number;
	readonly pulseId: string;
	readonly knows: number;
	readonly notYet: number;
	readonly mine: number;
	readonly hers: number;
};

/** Words that the law has taken, and “I don't know”, leave nothing to read. */
async function readStates(db: Reader, readerId: string, which: SQL): Promise<MarkState[]> {
	const rows = await db.all<Row>(sql`
		select a.id as id, a.pulse_id as pulseId,
			coalesce(sum(r.mark = 'knows'), 0) as knows,
			coalesce(sum(r.mark = 'not yet'), 0) as notYet,
			coalesce(max(r.reader_id = ${readerId}), 0) as mine,
			coalesce(a.employee_id = ${readerId}, 0) or exists (
				select 1 from pulse_people d join pulses p on p.id = d.pulse_id
				where d.pulse_id = a.pulse_id and d.employee_id = ${readerId}
					and d.took_part = 1 and p.anonymous = 1
			) as hers
		from pulse_answers a left join pulse_readings r on r.answer_id = a.id
		where a.to_read is not null and a.said not in ('', '…') and ${which}
		group by a.id
		order by a.pulse_id, a.id`);
	return rows.map(({ id, pulseId, knows, notYet, mine, hers }) => ({
		...{ id, pulseId, mine: mine === 1, hers: hers === 1 },
		decided: Math.max(knows, notYet) >= 2 && knows !== notYet,
	}));
}

/** Ids are random: in their order nothing tells who answered when. Those of one question stand together. */
export function cursorOf({
	pulseId,
	id,
}: {
	readonly pulseId: string;
	readonly id: number;
}): string {
	return `${pulseId} ${String(id).padStart(16, '0')}`;
}
