import { desc, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulses } from '#db/schema/pulses.ts';
import { type Marking, tenthAlone } from './marking.ts';
import { type Prediction, predictionOf } from './prediction.ts';
import { fewestOf, resultOf } from './result.ts';
import { readSeveral } from './tally.ts';
import { endOf, type Pulse } from './pulse-phase.ts';

/** What practice predicted and what was measured, of one question that has ended. */
export type RecordRow = {
	readonly pulse: Pulse;
	readonly endedAt: number;
	readonly answered: number;
	readonly prediction: Prediction;
};

/** So many questions back: what was predicted years ago says little of practice now. */
const most = 40;

/** Every question that has ended and had something predicted, the latest first. */
export async function readPulseRecord(
	db: Reader,
	at: number,
	marking: Marking = tenthAlone,
): Promise<RecordRow[]> {
	const ended = await db
		.select()
		.from(pulses)
		.where(sql`min(${pulses.until}, coalesce(${pulses.endedAt}, ${pulses.until})) <= ${at}`)
		.orderBy(desc(pulses.drawnAt))
		.limit(most);
	if (ended.length === 0) return [];
	const asked = await readSeveral(db, ended, marking);
	return asked.flatMap((one) => {
		const { estimate, answered } = resultOf(one, at);
		const prediction = estimate && predictionOf(one, fewestOf(one.pulse));
		if (!prediction) return [];
		return [{ pulse: one.pulse, endedAt: endOf(one.pulse), answered, prediction }];
	});
}
