import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { addDays, serviceDay } from '#lib/service-day.ts';
import { askEverybody, type NewPulse } from '#pulse/ask-everybody.ts';
import { isMeasured } from '#pulse/measured.ts';
import type { Wish } from '#pulse/sample-size.ts';
import { foldEverybody } from '#practice/fold.ts';
import { castPerson } from './cast.ts';
import { companyTimeZone } from './cast-places.ts';
import { answerAsSeed } from './pulse-answers.ts';
import { createRandom } from './random.ts';
import { momentAt } from './shift-hours.ts';

const day = 24 * 3_600_000;

/** Halden & Lund's chief executive. */
const asker = castPerson('1001').id;

/** A question of the story: what is asked, how long ago, and how many. */
const asked = [
	{ policyId: 'standard', daysAgo: 55, wish: { margin: 0.1, confidence: 0.95 } },
	{ policyId: 'standard', daysAgo: 30, wish: { margin: 0.1, confidence: 0.95 } },
	{ policyId: 'returns', daysAgo: 1, wish: { number: 40 } },
] as const satisfies readonly { policyId: string; daysAgo: number; wish: Wish }[];

/**
 * What was asked in the story: the standard twice, so that the line over time begins, and returns
 * since yesterday. Whoever answers in the story finds in `pulse_people` who was drawn.
 */
export function pulsesAsked(now: number): NewPulse[] {
	const today = serviceDay(now, companyTimeZone);
	return asked.map(({ policyId, daysAgo, wish }) => {
		const at = momentAt(addDays(today, -daysAgo), 10, companyTimeZone);
		const random = createRandom(`${policyId} asked ${daysAgo} days ago`);
		const told = { strata: 'channel', anonymous: false, until: at + 3 * day } as const;
		return {
			id: random.uuid(),
			terms: { questionId: policyId, policyId, audience: {}, wish, ...told },
			seed: random.uuid().replaceAll('-', ''),
			by: asker,
			at,
		};
	});
}

/** Practice begins in the story after this: before it, what people remember comes from their lessons. */
const beforePractice = 29 * day;

/** Asks a question of the story, with what their answers until then say of what people remember. */
export async function askInStory(
	db: Database,
	catalogue: Catalogue,
	pulse: NewPulse,
	now: number,
): Promise<void> {
	if (now - pulse.at > beforePractice) await foldEverybody(db, { catalogue, at: pulse.at });
	await askEverybody(db, catalogue, pulse);
}

/** Most of those who were drawn have answered by now. */
export async function answerWhatWasAsked(
	db: Database,
	catalogue: Catalogue,
	now: number,
): Promise<void> {
	for (const { id, terms } of pulsesAsked(now)) {
		await answerAsSeed(db, catalogue, id, {
			by: Math.min(now, terms.until - 1),
			isMeasured: (recallId, language) => isMeasured(db.read, catalogue, recallId, language),
		});
	}
}
