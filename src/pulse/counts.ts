import type { pulseAnswers } from '#db/schema/pulses.ts';
import type { Counted } from './estimate.ts';
import type { Mark, Readings } from './readings.ts';

type AnswerRow = typeof pulseAnswers.$inferSelect;

/** What counting needs of an answer. */
export type Countable = Pick<AnswerRow, 'id' | 'stratum' | 'verdict' | 'toRead'>;

/**
 * What counts for an answer: the grader's verdict, unless people read the answer in its place. Of the
 * random tenth the verdict counts too: what its readers found corrects the whole instead.
 */
export function outcomeOf(
	{ id, verdict, toRead }: Omit<Countable, 'stratum'>,
	readings: Readings,
): Mark | 'open' {
	const byPeople = toRead === 'unsure' || toRead === 'unmeasured';
	if (!byPeople && verdict !== 'unsure') return verdict;
	return readings.get(id)?.decided ?? 'open';
}

/** How many people a stratum stands for. */
type Stratum = { readonly stratum: string; readonly population: number };

/** Rows of answers, and what people made of them, as counts by stratum. */
export function countsOf(
	answers: readonly Countable[],
	readings: Readings,
	strata: readonly Stratum[],
): (Counted & Stratum)[] {
	const byStratum = Map.groupBy(answers, ({ stratum }) => stratum);
	return strata.map(({ stratum, population }) => ({
		...{ stratum, population },
		...countIn(byStratum.get(stratum) ?? [], readings),
	}));
}

function countIn(answers: readonly Countable[], readings: Readings): Omit<Counted, 'population'> {
	const outcomes = answers.map((answer) => outcomeOf(answer, readings));
	const having = (wanted: Mark | 'open') => outcomes.filter((outcome) => outcome === wanted).length;
	return {
		answered: answers.length,
		knows: having('knows'),
		notYet: having('not yet'),
		open: having('open'),
	};
}

export type CountedGroup = {
	readonly key: string;
	/** Who answered: so many decide whether it may be shown. */
	readonly people: number;
	readonly strata: readonly Counted[];
};

/**
 * The same for the groups of one dimension. How many people of a stratum belong to a group is told
 * by the draw: it is by chance, so the group's part of those drawn stands for its part of all.
 */
export function countsByGroup<A extends Countable, D extends { readonly stratum: string }>(
	{ answers, drawn }: { readonly answers: readonly A[]; readonly drawn: readonly D[] },
	readings: Readings,
	strata: readonly Stratum[],
	keyOf: (row: A | D) => string | null,
): CountedGroup[] {
	const drawnIn = Map.groupBy(drawn, ({ stratum }) => stratum);
	const groups = new Set([...drawn, ...answers].flatMap((row) => keyOf(row) ?? []));
	return [...groups].map((key) => {
		const own = answers.filter((answer) => keyOf(answer) === key);
		const parts = strata.map(({ stratum, population }) => {
			const all = drawnIn.get(stratum) ?? [];
			const hers = all.filter((person) => keyOf(person) === key).length;
			return { stratum, population: all.length === 0 ? 0 : (population * hers) / all.length };
		});
		const counted = countsOf(own, readings, parts).filter(({ population }) => population > 0);
		return { key, people: own.length, strata: counted };
	});
}
