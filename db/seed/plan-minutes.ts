import { askable } from '#completions/askable.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { serviceDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import type { Card } from '#practice/card-counts.ts';
import { chooseMinute } from '#practice/choose-minute.ts';
import { weightOf } from '#practice/influence.ts';
import { defaultParameters, retrievabilityAt } from '#practice/memory.ts';
import { type Answered, cardKey, reviewCard } from '#practice/review.ts';
import { formatOf, type Question } from '#quiz/question.ts';
import type { CastPerson } from './cast-person.ts';
import { createRandom, type Random } from './random.ts';
import { momentOnShift } from './shift-hours.ts';

/** A minute that somebody did: what she was asked, and how she answered. */
export type PlannedMinute = {
	readonly attemptId: string;
	readonly person: Person;
	readonly at: number;
	readonly answers: readonly {
		readonly question: Question;
		readonly right: boolean;
		readonly confidence: 'sure' | 'think' | 'unknown';
		readonly at: number;
	}[];
};

type World = {
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly now: number;
	/** What she answered in lessons and updates, in order. */
	readonly learned: readonly Answered[];
};

const weeks = 4;
const dayMs = 86_400_000;
const terms = { parameters: defaultParameters, retention: 0.9 };

/** How often somebody who practises finds a minute on a day. */
const findsTime = 0.6;

/** The minutes of somebody's last weeks, chosen as the product chooses them, and answered as well as she remembers. */
export function planMinutes(who: CastPerson, person: Person, world: World): PlannedMinute[] {
	const random = createRandom(`${who.number} practises`);
	const memory: Memory = { cards: new Map(), askedAt: new Map(), waiting: [...world.learned] };
	const minutes: PlannedMinute[] = [];
	for (let daysAgo = weeks * 7; daysAgo > 1; daysAgo -= 1) {
		const from = world.now - daysAgo * dayMs;
		const at = momentOnShift(who, { from, daysLater: 0 }, random);
		const busy = !random.happens(findsTime) || at > world.now - dayMs / 2;
		const last = minutes.at(-1)?.at ?? 0;
		if (busy || serviceDay(at, person.timeZone) === serviceDay(last, person.timeZone)) continue;
		learnUntil(memory, at, world);
		const minute = doMinute(person, at, memory, world, random);
		if (minute) minutes.push(minute);
	}
	return minutes;
}

/** What she has in mind while the story goes on. */
type Memory = {
	readonly cards: Map<string, Card>;
	readonly askedAt: Map<string, number>;
	readonly waiting: Answered[];
};

function learnUntil(memory: Memory, at: number, world: World): void {
	while ((memory.waiting[0]?.reviewedAt ?? at) < at) {
		const next = memory.waiting.shift();
		if (next) review(memory, next, world);
	}
}

function review({ cards, askedAt }: Memory, answered: Answered, { history }: World): void {
	const key = cardKey(answered);
	cards.set(key, reviewCard(cards.get(key), answered, history, terms).card);
	askedAt.set(answered.questionId, answered.reviewedAt);
}

function doMinute(
	person: Person,
	at: number,
	memory: Memory,
	world: World,
	random: Random,
): PlannedMinute | undefined {
	const { id: personId, timeZone } = person;
	const { catalogue, history } = world;
	const cards = [...memory.cards.values()];
	const day = serviceDay(at, timeZone);
	const known = [...new Set(cards.map(({ policyId }) => policyId))];
	const policies = known.map((policyId) => ({
		policyId,
		weight: weightOf(catalogue, history, policyId, at),
		questions: askable(catalogue.practiceByPolicy.get(policyId) ?? [], history, at),
	}));
	const choice = { personId, day, timeZone, at, history, cards, policies, seconds: 60 };
	const chosen = chooseMinute({ ...choice, ...terms, askedAt: memory.askedAt });
	if (chosen.length === 0) return undefined;
	const attemptId = random.uuid();
	let then = at;
	const answers = chosen.map(({ question, changed }) => {
		then += 8000 + random.below(12_000);
		const { policyId, id: questionId } = question;
		const card = memory.cards.get(
			cardKey({ employeeId: personId, policyId, format: formatOf(question) }),
		);
		const right = random.happens(chanceOf(question, changed ? undefined : card, then));
		const confidence = confidenceOf(right, random);
		const policyVersion = versionAt(history.byId.get(policyId), at)?.number ?? 0;
		const said = { employeeId: personId, policyId, questionId, policyVersion, confidence, right };
		const about = { format: formatOf(question), source: 'practice', attemptId, day } as const;
		review(memory, { ...said, ...about, reviewedAt: then }, world);
		return { question, right, confidence, at: then };
	});
	return { attemptId, person, at, answers };
}

/** How likely she is right: what she recalls, and now and then a lucky guess. */
function chanceOf(question: Question, card: Card | undefined, at: number): number {
	const recalled = card ? retrievabilityAt(card, at) : 0.5;
	const guess = question.kind === 'recall' ? 0.05 : 0.35;
	return Math.min(0.96, recalled * 0.97 + (1 - recalled) * guess);
}

function confidenceOf(right: boolean, random: Random): 'sure' | 'think' | 'unknown' {
	if (right) return random.happens(0.65) ? 'sure' : 'think';
	if (random.happens(0.4)) return 'unknown';
	return random.happens(0.25) ? 'sure' : 'think';
}
