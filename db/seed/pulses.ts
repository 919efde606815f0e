import { addDays, serviceDay } from '#lib/service-day.ts';
import type { NewPulse } from '#pulse/ask-everybody.ts';
import type { Wish } from '#pulse/sample-size.ts';
import { castPerson } from './cast.ts';
import { companyTimeZone } from './cast-places.ts';
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
