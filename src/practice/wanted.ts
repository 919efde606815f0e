import { sha256 } from '#lib/hash.ts';
import { type Format, formatOf, type Question } from '#quiz/question.ts';
import { type Card, cardCounts, changedSince } from './card-counts.ts';
import type { Choice, Chosen, Learned } from './choose-minute.ts';
import { retrievabilityAt } from './memory.ts';

/** A question that a minute could ask: how much it is needed, and what settles between equals. */
export type Wanted = Chosen & { readonly need: number; readonly tie: string };

/** What is chosen from, with when the day begins and ends. */
export type Today = Choice & { readonly begins: number; readonly ends: number };

/** A recognition card is stable when it was passed on two days: then its policy is asked in one's own words too. */
const stableDays = 3;

/** What a policy could be asked now: by recognition first, and once that is stable by recall too. */
export function wantedOf(learned: Learned, choice: Today): Wanted[] {
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
		.toSorted((a, b) => at(a) - at(b) || (tie(a) < tie(b) ? -1 : 1))[0];
}
