import type { Page } from 'playwright-core';
import type { Database } from '#db/connection.ts';
import { castPeople, siteOf, teamOf } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { cast, castTime } from '#test/cast.ts';
import { day, hour, plantPulse } from '#test/pulse/planted.ts';

// Questions with their answers, in every state that the page of a result has.

const northline = castPeople.filter((person) => teamOf(person).vendorId === 'northline');
const warehouse = castPeople.filter((person) => siteOf(person).id === 'warehouse');
const others = castPeople.filter((person) => !northline.includes(person));

const sayings = {
	'+++': 'Bring it back anywhere within 30 days and we settle it how they like.',
	'-++': 'They have 30 days, and we settle it how they like.',
	'+-+': 'You can return it anywhere, and we sort it out how they like.',
	'++-': 'Any shop or anywhere online, for 30 days.',
	'?++': 'In all places I think, 30 days, how they like.',
} as const;
type Pattern = keyof typeof sayings;

function answer(person: CastPerson, pattern: Pattern) {
	return { person, pattern, said: sayings[pattern] };
}

const predicted = (person: CastPerson) => (Number(person.number) % 4 === 0 ? null : 0.82);
const patterns: readonly Pattern[] = ['+++', '+++', '+-+', '+++', '++-', '+++', '+++', '+-+'];

/** Most know it; of Northline's people nobody says that any channel will do. */
const answers = [
	...northline.map((person) => answer(person, '-++')),
	...others.slice(0, 88).map((person, at) => answer(person, patterns[at % 8] ?? '+++')),
];

/** All of them; drawn an hour ago, so that the first ones run for a week. */
export async function plantResults(db: Database): Promise<void> {
	const drawnAt = castTime - hour;
	const running = { drawnAt, until: castTime + 7 * day };
	await plantPulse(db, {
		...{ id: 'before', predicted, more: { drawnAt: castTime - 29 * day } },
		answers: others.slice(0, 70).map((person, at) => answer(person, at % 2 ? '+++' : '+-+')),
	});
	await plantPulse(db, { id: 'running', predicted, answers, more: running });
	const unsure = others.slice(88, 97).map((person) => answer(person, '?++'));
	await plantPulse(db, { id: 'to-read', answers: [...answers, ...unsure], more: running });
	const three = [cast.picker, cast.secondPicker, cast.thirdPicker];
	await plantPulse(db, {
		...{ id: 'three', people: three, more: { ...running, audience: { roles: ['employee'] } } },
		answers: three.map((person, at) => answer(person, at === 0 ? '-++' : '+++')),
	});
	await plantPulse(db, { id: 'nobody', people: warehouse, more: running });
	const anonymous = { ...running, anonymous: true };
	await plantPulse(db, { id: 'anonymous', answers, more: anonymous });
	await plantPulse(db, {
		...{ id: 'anonymous-ended', answers },
		more: { ...anonymous, endedAt: castTime - 1, endedBy: cast.chiefExecutive.id },
	});
	await plantPulse(db, {
		...{ id: 'all-unsure', people: warehouse, more: running },
		answers: warehouse.slice(0, 8).map((person) => answer(person, '?++')),
	});
}

const at = (path: string) => (page: Page) => page.goto(path);
const unfold = async (page: Page) => {
	for (const summary of await page.locator('main summary').all()) await summary.click();
};
const leader = { who: cast.policyOwner, desk: true } as const;

export const resultViews = [
	{
		...leader,
		name: 'a result with all that can be unfolded',
		show: async (page: Page) => {
			await page.goto('/ask/running');
			await unfold(page);
		},
	},
	{ ...leader, name: 'a result that waits for readers', show: at('/ask/to-read') },
	{ ...leader, name: 'a result of three', show: at('/ask/three') },
	{ ...leader, name: 'a question nobody answered yet', show: at('/ask/nobody') },
	{ ...leader, name: 'an anonymous result that runs', show: at('/ask/anonymous') },
	{ ...leader, name: 'an anonymous result', show: at('/ask/anonymous-ended') },
	{ ...leader, name: 'a result with nothing decided', show: at('/ask/all-unsure') },
	{ ...leader, name: 'answers to read', show: at('/ask/running/answers') },
	{ ...leader, name: 'no such answers', show: at('/ask/running/answers?verdict=open') },
	{
		...leader,
		name: 'a huddle on a day that is over',
		show: async (page: Page) => {
			await page.goto('/ask/running');
			await page.getByLabel('On which day').evaluate((field) => {
				field.removeAttribute('min');
			});
			await page.getByLabel('On which day').fill('2026-01-01');
			await page.getByRole('button', { name: 'Put it in', exact: true }).click();
			await page.getByText('This day is over.').waitFor();
		},
	},
];
