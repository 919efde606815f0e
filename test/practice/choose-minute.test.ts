import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { startOfDay } from '#lib/service-day.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import type { Card } from '#practice/card-counts.ts';
import { chooseMinute, type Choice } from '#practice/choose-minute.ts';
import { weightOf } from '#practice/influence.ts';
import { defaultParameters, retrievabilityAt } from '#practice/memory.ts';
import { secondsOf } from '#practice/seconds.ts';
import { type Format, formatOf } from '#quiz/question.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour } from '#test/small-company.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const at = castTime + 60 * day;
const today = { day: '2026-05-17', timeZone: 'Europe/Berlin' };
let history: PolicyHistory;
let ids: readonly string[];

beforeEach(async () => {
	history ??= await readPolicies((await testDatabase()).read);
	ids = history.policies.map(({ id }) => id);
});

function card(policyId: string, format: Format, more: Partial<Card> = {}): Card {
	const memory = { stability: 10, difficulty: 5, reviewedAt: at - 20 * day };
	const counts = { reviews: 2, lapses: 0, policyVersion: 1, questionId: '', dueAt: at };
	return { employeeId: 'she', policyId, format, ...memory, ...counts, ...more };
}

function choice(cards: readonly Card[], more: Partial<Choice> = {}): Choice {
	const policies = [...new Set(cards.map(({ policyId }) => policyId))].map((policyId) => ({
		policyId,
		weight: weightOf(catalogue, history, policyId, at),
		questions: catalogue.practiceByPolicy.get(policyId) ?? [],
	}));
	const terms = { parameters: defaultParameters, retention: 0.9, seconds: 120 };
	return {
		personId: 'she',
		...today,
		at,
		history,
		cards,
		policies,
		askedAt: new Map(),
		...terms,
		...more,
	};
}

function chosen(cards: readonly Card[], more: Partial<Choice> = {}): string[] {
	return chooseMinute(choice(cards, more)).map(
		({ question }) => `${question.policyId} ${formatOf(question)}`,
	);
}

test('what is still known is not asked just to fill the minute', () => {
	const fresh = { stability: 400, reviewedAt: at - day };
	expect(
		chosen(
			ids
				.map((id) => card(id, 'recognition', fresh))
				.concat(ids.map((id) => card(id, 'recall', fresh))),
		),
	).toEqual([]);
	const one = [
		card('paying', 'recognition', { stability: 2 }),
		card('returns', 'recognition', fresh),
		card('returns', 'recall', fresh),
	];
	expect(chosen(one)).toEqual(['paying recognition']);
});

test('what changed comes first and says since when, then what is most likely forgotten', () => {
	const thread = history.byId.get('paying');
	const version = thread?.versions[0];
	if (!thread || !version) return expect.fail('no policy');
	const next = { ...version, number: 2, change: 'material' as const, effectiveAt: at - 2 * day };
	const changed = { ...thread, versions: [version, next] };
	const since = { ...history, byId: new Map([...history.byId, ['paying', changed] as const]) };
	const young = { stability: 2 };
	const cards = [
		card('returns', 'recognition', { ...young, reviewedAt: at - 50 * day }),
		card('paying', 'recognition', { stability: 300, reviewedAt: at - 3 * day }),
		card('problems', 'recognition', young),
	];
	const minute = chooseMinute(choice(cards, { history: since }));
	expect(minute.map(({ question }) => question.policyId)[0]).toBe('paying');
	expect(minute[0]?.changed?.effectiveAt).toBe(at - 2 * day);
	expect(minute.slice(1).map(({ changed }) => changed)).toEqual([undefined, undefined]);
	expect(chosen(cards)).not.toContain('paying recognition');
});

test('of two that are as likely forgotten the one at the more decisive moment is asked', () => {
	const cards = ['paying', 'who-judges', 'authority'].map((id) =>
		card(id, 'recognition', { stability: 2 }),
	);
	expect(chosen(cards)).toEqual([
		'authority recognition',
		'paying recognition',
		'who-judges recognition',
	]);
});

test('a policy is asked to be recognised first, and in one’s own words once that is stable', () => {
	expect(chosen([card('returns', 'recognition', { stability: 2.3 })])).toEqual([
		'returns recognition',
	]);
	const stable = card('returns', 'recognition', { stability: 60 });
	expect(chosen([stable])).toEqual(['returns recall']);
	const fresh = card('returns', 'recall', { stability: 400, reviewedAt: at - day });
	expect(chosen([{ ...stable, stability: 8 }, fresh])).toEqual(['returns recognition']);
});

test('what is left of the day’s minutes is all that is asked', () => {
	const cards = ids.map((id) => card(id, 'recognition', { stability: 2 }));
	expect(chosen(cards, { seconds: 0 })).toEqual([]);
	expect(chosen(cards, { seconds: 20 }).length).toBeLessThanOrEqual(2);
	expect(chosen(cards).length).toBeGreaterThanOrEqual(3);
});

test('a policy that was asked today is left in peace, and the question asked longest ago is next', () => {
	const questions = (catalogue.practiceByPolicy.get('returns') ?? []).filter(
		(one) => formatOf(one) === 'recognition',
	);
	const [first, ...others] = questions;
	const askedAt = new Map(questions.map(({ id }, index) => [id, at - (40 - index) * day]));
	const cards = [
		card('returns', 'recognition', { stability: 2, questionId: others.at(-1)?.id ?? '' }),
	];
	const [next] = chooseMinute(choice(cards, { askedAt }));
	expect(next?.question.id).toBe(first?.id);
	askedAt.set(others[0]?.id ?? '', at - hour);
	expect(chosen(cards, { askedAt })).toEqual([]);
});

const anyCard = fc.record({
	policy: fc.nat(12),
	format: fc.constantFrom<Format>('recognition', 'recall'),
	stability: fc.double({ min: 0.1, max: 60, noNaN: true }),
	daysAgo: fc.integer({ min: 1, max: 59 }),
	last: fc.nat(7),
});

test('whatever the cards: no more than fits, nothing twice, nothing twice running, nothing still known, the same in any order', () => {
	fc.assert(
		fc.property(
			fc.array(anyCard, { maxLength: 26 }),
			fc.integer({ min: 0, max: 150 }),
			(some, seconds) => {
				const cards = [
					...new Map(some.map((one) => [`${one.policy} ${one.format}`, toCard(one)])).values(),
				];
				const asked = choice(cards, { seconds });
				const minute = chooseMinute(asked);
				const questions = minute.map(({ question }) => question);
				expect(questions.length).toBeLessThanOrEqual(5);
				expect(new Set(questions).size).toBe(questions.length);
				const total = questions.reduce((sum, question) => sum + secondsOf(question), 0);
				expect(total).toBeLessThanOrEqual(Math.min(60, seconds));
				const ends = startOfDay(today.day, today.timeZone, { daysLater: 1 });
				for (const question of questions) {
					const own = cards.find(
						(one) => one.policyId === question.policyId && one.format === formatOf(question),
					);
					expect(own?.questionId).not.toBe(question.id);
					if (own) expect(retrievabilityAt(own, ends)).toBeLessThan(0.9);
					const seen = cards.find(
						(one) => one.policyId === question.policyId && one.format === 'recognition',
					);
					if (question.kind === 'recall') expect(seen?.stability).toBeGreaterThanOrEqual(3);
				}
				if (questions.length > 3) {
					expect(new Set(questions.map(({ policyId }) => policyId)).size).toBe(questions.length);
				}
				expect(
					chooseMinute({
						...asked,
						cards: cards.toReversed(),
						policies: asked.policies.toReversed(),
					}),
				).toEqual(minute);
			},
		),
		{ numRuns: 200 },
	);
});

function toCard({
	policy,
	format,
	stability,
	daysAgo,
	last,
}: {
	policy: number;
	format: Format;
	stability: number;
	daysAgo: number;
	last: number;
}): Card {
	const policyId = ids[policy % ids.length] ?? '';
	const questions = (catalogue.practiceByPolicy.get(policyId) ?? []).filter(
		(one) => formatOf(one) === format,
	);
	const questionId = questions[last % questions.length]?.id ?? '';
	return card(policyId, format, { stability, questionId, reviewedAt: at - daysAgo * day });
}
