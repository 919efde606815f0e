import type { Page } from 'playwright-core';
import type { Database } from '#db/connection.ts';
import { insertRows } from '#db/many-rows.ts';
import { practiceCards, practiceReviews } from '#db/schema/practice.ts';
import { createRandom, type Random } from '#db/seed/random.ts';
import { type Person, readPeople } from '#people/person.ts';
import { readPolicies, versionAt } from '#policies/versions.ts';
import { type Memory, remember, retrievabilityAt } from '#practice/memory.ts';
import { refreshSummaries } from '#practice/refresh-summaries.ts';
import { cast } from '#test/cast.ts';
import { catalogue } from './answers.ts';
import { changeFile } from './before-start.ts';

// Predicted recall in its states: a company that has practised for two months.

const dayMs = 86_400_000;
const practisedPolicies = ['returns', 'standard', 'authority', 'delivery-promise'];
const formats = ['recognition', 'recall'] as const;

/** For `prepare`: most people have practised some policies, and it has been counted. */
export function everybodyPractised(file: string, at: number): Promise<void> {
	return changeFile(file, (db) => practise(db, at));
}

export async function practise(db: Database, at: number): Promise<void> {
	const random = createRandom('practice');
	const { byId } = await readPolicies(db.read);
	const people = await readPeople(db.read, undefined);
	const rows = people.flatMap((person) =>
		practisedPolicies.flatMap((policyId) => {
			const policyVersion = versionAt(byId.get(policyId), at)?.number ?? 1;
			return formats.flatMap((format) => {
				// One in five has not been asked yet.
				if (random.happens(0.2)) return [];
				return [practiceOf(person, { policyId, policyVersion, format, at }, random)];
			});
		}),
	);
	await db.write(async (tx) => {
		await insertRows(
			tx,
			practiceReviews,
			rows.flatMap(({ reviews }) => reviews),
		);
		await insertRows(
			tx,
			practiceCards,
			rows.map(({ card }) => card),
		);
	});
	await refreshSummaries(db, catalogue, at);
}

type Asked = {
	readonly policyId: string;
	readonly policyVersion: number;
	readonly format: (typeof formats)[number];
	readonly at: number;
};

function practiceOf({ id: employeeId }: Person, asked: Asked, random: Random) {
	const { at, ...what } = asked;
	const skill = what.policyId === 'returns' ? 0.6 : 0.88;
	const reviews: (typeof practiceReviews.$inferInsert)[] = [];
	let memory: Memory | undefined;
	let lapses = 0;
	for (let day = 50 - random.below(20); day > 0; day -= 4 + random.below(14)) {
		const reviewedAt = at - day * dayMs;
		const right = random.happens(skill);
		reviews.push({
			...{ employeeId, ...what, day: new Date(reviewedAt).toISOString().slice(0, 10) },
			...{ questionId: 'q', right, confidence: random.happens(0.6) ? 'sure' : 'think' },
			predicted: memory ? retrievabilityAt(memory, reviewedAt) : null,
			elapsedDays: memory ? (reviewedAt - memory.reviewedAt) / dayMs : null,
			...{ source: 'practice', attemptId: 'a', reviewedAt },
		});
		memory = remember(memory, { right, at: reviewedAt });
		if (!right) lapses += 1;
	}
	const known = memory ?? remember(undefined, { right: true, at });
	const count = { reviews: reviews.length, lapses, questionId: 'q', dueAt: at };
	return { reviews, card: { employeeId, ...what, ...known, ...count } };
}

const at = (path: string) => (page: Page) => page.goto(path);

export const forecastViews = [
	{ name: 'a team that practises', who: cast.shiftLead, show: at('/team'), desk: true },
	{
		name: 'a person who practises',
		who: cast.shiftLead,
		show: at(`/team/${cast.thirdPicker.id}`),
		desk: true,
	},
	{
		name: 'predicted recall of a policy',
		who: cast.policyOwner,
		show: async (page: Page) => {
			await page.goto('/policies/returns');
			for (const title of ['team', 'channel', 'vendor']) {
				await page.locator('summary', { hasText: `Predicted recall by ${title}` }).click();
			}
		},
		desk: true,
	},
	{ name: 'calibration', who: cast.policyOwner, show: at('/ask/calibration'), desk: true },
];
