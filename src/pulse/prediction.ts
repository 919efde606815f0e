import { type Estimate, estimateOf } from './estimate.ts';
import type { Answered, Asked, Drawn, Stratum } from './read-asked.ts';
import { countOutcomes } from './result.ts';

/** What practice predicted when the sample was drawn, beside what was measured. Shares from 0 to 1. */
export type Prediction = {
	readonly predicted: number;
	/** Of those drawn: who had practised the policy in her own words, and who had not. */
	readonly practised: number;
	readonly without: number;
	/** Of the same people where it is known who they are; of everybody who answered if anonymous. */
	readonly measured: Estimate;
	readonly samePeople: boolean;
};

/** Undefined where nobody drawn had practised, or too few answered to hold anything against it. */
export function predictionOf(asked: Asked, fewest: number): Prediction | undefined {
	const { strata, pulse } = asked;
	const practised = strata.reduce((sum, { predictedPeople }) => sum + predictedPeople, 0);
	if (practised === 0) return undefined;
	const drawn = strata.reduce((sum, stratum) => sum + stratum.drawn, 0);
	const cohort = pulse.anonymous ? ofAll(asked) : ofThePractised(asked);
	const measured = estimateOf(cohort.counted, asked.error, pulse.confidence);
	if (!measured || cohort.people < fewest) return undefined;
	const { predicted } = cohort;
	return {
		...{ predicted, practised, without: drawn - practised, measured },
		samePeople: !pulse.anonymous,
	};
}

/** Who had a card and answered: prediction and answers of the same people, weighted the same. */
function ofThePractised({ strata, people, answers }: Asked) {
	const cards = new Map<string, number>();
	for (const { employeeId, predicted } of people)
		if (predicted !== null) cards.set(employeeId, predicted);
	const theirs = answers.filter(
		({ employeeId, outcome }) => outcome !== 'open' && cards.has(employeeId ?? ''),
	);
	const cardOf = ({ employeeId }: Answered) => cards.get(employeeId ?? '') ?? 0;
	const byStratum = Map.groupBy(theirs, ({ stratum }) => stratum);
	const rows = strata.map((row) => {
		const some = byStratum.get(row.stratum) ?? [];
		const sum = some.reduce((total, answer) => total + cardOf(answer), 0);
		return { some, population: Math.max(some.length, holdersIn(row, people)), sum };
	});
	const heard = rows.filter(({ some }) => some.length > 0);
	return {
		counted: rows.map(({ some, population }) => countOutcomes(some, population)),
		predicted: weighted(
			heard.map(({ some, population, sum }) => ({ population, mean: sum / some.length })),
		),
		people: theirs.length,
	};
}

/** People of a stratum who have a card, as far as the draw tells. */
function holdersIn({ stratum, population }: Stratum, people: readonly Drawn[]): number {
	const drawn = people.filter((person) => person.stratum === stratum);
	const holders = drawn.filter(({ predicted }) => predicted !== null).length;
	return drawn.length === 0 ? 0 : Math.round((population * holders) / drawn.length);
}

/** Nobody's own prediction is kept: sums by stratum, beside all answers of the same strata. */
function ofAll({ strata, answers }: Asked) {
	const rows = strata.filter(({ predictedPeople }) => predictedPeople > 0);
	const known = new Set(rows.map(({ stratum }) => stratum));
	const theirs = answers.filter(({ stratum }) => known.has(stratum));
	const means = rows.map(({ population, predictedRecall, predictedPeople }) => ({
		population,
		mean: predictedRecall / predictedPeople,
	}));
	const counted = rows.map(({ stratum, population }) =>
		countOutcomes(
			theirs.filter((answer) => answer.stratum === stratum),
			population,
		),
	);
	return { counted, predicted: weighted(means), people: theirs.length };
}

function weighted(rows: readonly { readonly population: number; readonly mean: number }[]): number {
	const people = rows.reduce((sum, { population }) => sum + population, 0);
	const total = rows.reduce((sum, { population, mean }) => sum + population * mean, 0);
	return people === 0 ? 0 : total / people;
}
