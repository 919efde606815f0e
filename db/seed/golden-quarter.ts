import { addDays, serviceDay } from '#lib/service-day.ts';
import { castPerson } from './cast.ts';
import { companyTimeZone } from './cast-places.ts';
import { momentAt } from './shift-hours.ts';
import { policyOwner } from './story.ts';

/** Before the golden quarter everybody who answers customers goes through what counts most then. */
export function goldenQuarter(now: number) {
	const today = serviceDay(now, companyTimeZone);
	const words = {
		title: 'Before the golden quarter',
		audience: { channels: ['phone', 'chat', 'email', 'social'], vendors: 'included' },
		lessons: ['one-answer-everywhere', 'tell-them-first', 'what-we-promise-on-delivery'],
		due: { by: addDays(today, 24) },
	} as const;
	const assignment = { id: 'golden-quarter', words, seenRevision: 0, beginAnew: false };
	const at = momentAt(addDays(today, -4), 10.2, companyTimeZone);
	return {
		kind: 'assign' as const,
		at,
		assignment: { ...assignment, by: castPerson(policyOwner).id },
	};
}
