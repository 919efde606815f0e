import { randomUUID } from 'node:crypto';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { addDays, serviceDay } from '#lib/service-day.ts';
import { readPerson } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { putIntoHuddle } from '#practice/huddle-topics.ts';
import { answerOnFloor } from '#pulse/walk/answer-on-floor.ts';
import { castPerson } from './cast.ts';
import { policyOwner } from './story.ts';

const day = 24 * 3_600_000;
const minute = 60_000;
const chiefExecutive = '1001';

/** What was said to the chief executive in the first shop yesterday; two of five gave no name. */
const said: readonly (readonly [number: string | undefined, words: string])[] = [
	['3112', 'we help every customer the same way in any channel and dont pass them on'],
	['3118', 'being friendly, I suppose'],
	[undefined, 'that you get the same answer from all of us, shop or phone or chat'],
	['3117', 'whoever she asks solves it and she does not have to tell it twice'],
	[undefined, 'the customer is king'],
];

/** The chief executive walked the floor yesterday; what was missing is on tomorrow's line-up cards. */
export async function walkTheFloor(db: Database, catalogue: Catalogue, now: number): Promise<void> {
	const leader = await readPerson(db.read, castPerson(chiefExecutive).id);
	const shop = await readPerson(db.read, castPerson('3117').id);
	if (!leader || !shop) throw new Error('The story has nobody to walk the floor.');
	const history = await readPolicies(db.read);
	for (const [index, [number, words]] of said.entries()) {
		const at = now - day + index * 4 * minute;
		const spoken = {
			...{ id: randomUUID(), questionId: 'standard', siteId: shop.siteId, language: 'en' },
			...{ employeeId: number && castPerson(number).id, named: number !== undefined },
			...{ said: words, shownAt: at - minute },
		};
		await answerOnFloor(db, { leader, catalogue, history, at }, spoken);
	}
	const today = serviceDay(now, shop.timeZone);
	await putIntoHuddle(db, {
		...{ id: randomUUID(), policyId: 'standard', day: addDays(today, 1), teamIds: [] },
		...{ idea: 'in any channel', by: castPerson(policyOwner).id, at: now - 60 * minute, today },
	});
}
