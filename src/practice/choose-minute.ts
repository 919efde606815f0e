import { type Day, startOfDay } from '#lib/service-day.ts';
import type { PolicyHistory, PolicyVersion } from '#policies/versions.ts';
import type { Question } from '#quiz/question.ts';
import type { Card } from './card-counts.ts';
import type { Terms } from './parameters.ts';
import { secondsOf } from './seconds.ts';
import { type Wanted, wantedOf } from './wanted.ts';

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

function isTooMuch({ kind }: Question, asked: readonly Chosen[], most: number): boolean {
	const recalls = asked.filter(({ question }) => question.kind === 'recall').length;
	return kind === 'recall' && recalls >= most;
}

function bySequence(a: Wanted, b: Wanted): number {
	const changed = Number(b.changed !== undefined) - Number(a.changed !== undefined);
	return changed || b.need - a.need || compare(a.tie, b.tie);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
