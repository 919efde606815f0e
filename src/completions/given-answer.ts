import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Subject } from './attempt.ts';

/** What the form says. */
export type GivenAnswer = {
	readonly subject: Subject;
	/** Made by the page that showed the question: the same id twice is the same attempt. */
	readonly attemptId: string;
	/** The wording that the page showed is the one in force at this moment. */
	readonly shownAt: number;
	readonly questionId: string;
	readonly round: number;
	readonly step: number;
	/** Places in the order shown, from 0; for an order question from first to last. */
	readonly places: readonly number[];
	/** What was said in one's own words; undefined where there is something to choose. */
	readonly said?: string | undefined;
	/** How the daily minute's answer was sent. `unknown` is "I don't know": nothing is chosen or said. */
	readonly confidence?: 'sure' | 'think' | 'unknown' | undefined;
};

export type AnswerOutcome = {
	readonly attemptId: string;
	/**
	 * `recorded`: on record now, or already before. `changed`: the policy has changed since the page
	 * was shown, so the question has to be read again. `passed`: the question was done elsewhere.
	 */
	readonly kind: 'recorded' | 'changed' | 'passed';
	readonly finished: boolean;
};

export type Surroundings = {
	readonly person: Person;
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly at: number;
};
