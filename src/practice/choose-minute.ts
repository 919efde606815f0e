import { sha256 } from '#lib/hash.ts';
import { type Day, startOfDay } from '#lib/service-day.ts';
import type { PolicyHistory, PolicyVersion } from '#policies/versions.ts';
import { type Format, formatOf, type Question } from '#quiz/question.ts';
import { type Card, cardCounts, changedSince } from './card-counts.ts';
import { retrievabilityAt } from './memory.ts';
import type { Terms } from './parameters.ts';
import { secondsOf } from './seconds.ts';

/** What a minute is chosen from. */
export type Choice = Terms & {
	readonly personId: string;
	readonly day: Day;
	readonly timeZone: string;
	/** What has changed by this moment counts. */
	readonly at: number;
	readonly history: PolicyHistory;
	/** Her cards, whatever they are about. */
	readonly cards: readonly Card[];
	/** Policies that she has learned and is assigned, each with what can be asked now and how much it matters. */
	readonly policies: readonly Learned[];
	/** When each question was last put to her, in UTC milliseconds; the others never were. */
	readonly askedAt: ReadonlyMap<string, number>;
	/** What is left of the day's practice. */
	readonly seconds: number;
};

export type Learned = {
	readonly policyId: string;
	readonly weight: number;
	readonly questions: readonly Question[];
};

/** A question that was chosen, and why. */
export type Chosen = {
	readonly question: Question;
	/** The change that made what she knew uncertain; undefined if it is time to be asked again. */
	readonly changed: PolicyVersion | undefined;
};

/** At most so many questions, of them so many in one's own words, in so many seconds. */
const most = { questions: 5, recalls: 1, seconds: 60 } as const;

/** With fewer questions a policy may be asked in both formats, and one more said in one's own words. */
const few = { questions: 3, recalls: 2 } as const;

/** A recognition card is stable when it was passed on two days: then its policy is asked in one's own words too. */
const stableDays = 3;

/**
 * Chooses the questions of a daily minute: what changed first, then what is most likely forgotten by
 * the end of the day, weighted by how much it matters. What will still be known is not asked just to
 * fill the minute. The same for the same person, day and cards.
 */
export function chooseMinute(choice: Choice): Chosen[] {
	const { day, timeZone } = choice;
	const today = {
		begins: startOfDay(day, timeZone),
		ends: startOfDay(day, timeZone, { daysLater: 1 }),
	};
	const waiting = choice.policies
		.flatMap((learned) => wantedOf(learned, { ...choice, ...today }))
		.toSorted(bySequence);
	const asked: Chosen[] = [];
	let seconds = Math.min(most.seconds, choice.seconds);
	for (const again of [false, true]) {
		const limits = again ? few : most;
		for (const { question, changed } of waiting) {
			if (asked.length >= limits.questions) break;
			const before = asked.filter((one) => one.question.policyId === question.policyId);
			if (before.some((one) => !again || one.question === question)) continue;
			if (isTooMuch(question, asked, limits.recalls) || secondsOf(question) > seconds) continue;
			asked.push({ question, changed });
			seconds -= secondsOf(question);
		}
	}
	return asked;
}

type Wanted = Chosen & { readonly need: number; readonly tie: string };

type Today = Choice & { readonly begins: number; readonly ends: number };

function bySequence(a: Wanted, b: Wanted): number {
	const changed = Number(b.changed !== undefined) - Number(a.changed !== undefined);
	return changed || b.need - a.need || compare(a.tie, b.tie);
}

function isTooMuch({ kind }: Question, asked: readonly Chosen[], most: number): boolean {
	const recalls = asked.filter(({ question }) => question.kind === 'recall').length;
	return kind === 'recall' && recalls >= most;
}

/** What a policy could be asked now: by recognition first, and once that is stable by recall too. */
function wantedOf(learned: Learned, choice: Today): Wanted[] {
	const recognition = cardOf(choice, learned.policyId, 'recognition');
	const formats: Format[] = isStable(recognition, choice)
		? ['recall', 'recognition']
		: ['recognition'];
	const open = formats.some((format) => learned.questions.some((one) => formatOf(one) === format))
		? formats
		: (['recall'] satisfies Format[]);
	return open.flatMap((format) => wantedIn(format, learned, choice) ?? []);
}

function isStable(card: Card | undefined, choice: Today): boolean {
	return card !== undefined && counts(card, choice) && card.stability >= stableDays;
}

function wantedIn(format: Format, learned: Learned, choice: Today): Wanted | undefined {
	const card = cardOf(choice, learned.policyId, format);
	const known = card && counts(card, choice) ? recallBy(choice, card) : 0;
	if (known >= choice.retention) return undefined;
	const question = leastRecent(format, learned, card, choice);
	if (!question) return undefined;
	return {
		question,
		changed: card && changedSince(card, choice.history, choice.at),
		need: (1 - known) * learned.weight,
		tie: sha256(`${choice.personId} ${choice.day} ${learned.policyId}`),
	};
}

function cardOf({ cards }: Choice, policyId: string, format: Format): Card | undefined {
	return cards.find((card) => card.policyId === policyId && card.format === format);
}

function counts(card: Card, choice: Today): boolean {
	return cardCounts(card, choice.history, choice.at);
}

/** What is known at the end of the day, so that it does not matter when in the day one sits down. */
function recallBy(choice: Today, card: Card): number {
	return retrievabilityAt(card, choice.ends, choice.parameters);
}

/**
 * The question that was not asked for the longest time; never the one asked last. A policy that
 * was asked today, in a lesson or a minute, is left in peace until tomorrow.
 */
function leastRecent(
	format: Format,
	{ questions }: Learned,
	card: Card | undefined,
	{ askedAt, personId, day, begins, ends }: Today,
): Question | undefined {
	const at = ({ id }: Question) => askedAt.get(id) ?? Number.NEGATIVE_INFINITY;
	const all = questions.filter((question) => formatOf(question) === format);
	const last = Math.max(...all.map(at));
	if (questions.some((question) => at(question) >= begins && at(question) < ends)) return undefined;
	const tie = ({ id }: Question) => sha256(`${personId} ${day} ${id}`);
	return all
		.filter(
			(one) => one.id !== card?.questionId && (at(one) < last || last === Number.NEGATIVE_INFINITY),
		)
		.toSorted((a, b) => at(a) - at(b) || compare(tie(a), tie(b)))[0];
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
