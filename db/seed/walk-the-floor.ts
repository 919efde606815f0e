import { randomUUID } from 'node:crypto';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { addDays, serviceDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { putIntoHuddle } from '#practice/huddle-topics.ts';
import { answerOnFloor } from '#pulse/walk/answer-on-floor.ts';
import { castPerson } from './cast.ts';
import { companyTimeZone } from './cast-places.ts';
import { policyOwner } from './story.ts';

const day = 24 * 3_600_000;
const minute = 60_000;
/** What the story knows at a moment. */
type World = {
	readonly db: Database;
	readonly catalogue: Catalogue;
	readonly people: ReadonlyMap<string, Person>;
	readonly history: PolicyHistory;
};

const chiefExecutive = '1001';

/** One answer on a walk: without a number, whoever stood there. */
export type HeardOnFloor = { readonly number: string | undefined; readonly words: string };

/** What was said to the chief executive in the first shop yesterday; two of five gave no name. */
const heard: readonly (readonly [number: string | undefined, words: string])[] = [
	['3112', 'the whole order goes as the customer expects it, from looking to returning'],
	['3118', 'that she gets what she expected'],
	[undefined, 'being friendly and quick, I suppose'],
	['3117', 'when everything about her order is the way she expects, and she is the judge'],
	[undefined, 'what the customer expects, she decides if it was good'],
];

/** The chief executive walked the floor yesterday. */
export function walk(now: number) {
	return heard.map(([number, words], index) => {
		const at = now - day + index * 4 * minute;
		return { kind: 'walk' as const, at, heard: { number, words } };
	});
}

/** An answer that she heard, through the product's own verb. */
export async function hear(
	{ db, catalogue, people, history }: World,
	{ number, words }: HeardOnFloor,
	at: number,
): Promise<void> {
	const leader = people.get(castPerson(chiefExecutive).id);
	const shop = people.get(castPerson('3117').id);
	if (!leader || !shop) throw new Error('The story has nobody to walk the floor.');
	await answerOnFloor(
		db,
		{ leader, catalogue, history, at },
		{
			...{ id: randomUUID(), questionId: 'standard', siteId: shop.siteId, language: 'en' },
			...{ employeeId: number && castPerson(number).id, named: number !== undefined },
			...{ said: words, shownAt: at - minute },
		},
	);
}

/** What was missing most is on tomorrow's line-up cards. */
export async function askForLineUp(db: Database, now: number): Promise<void> {
	const today = serviceDay(now, companyTimeZone);
	await putIntoHuddle(db, {
		...{ id: randomUUID(), policyId: 'standard', day: addDays(today, 1), teamIds: [] },
		...{ idea: 'for the whole transaction', by: castPerson(policyOwner).id, at: now, today },
	});
}
