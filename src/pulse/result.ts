import { type Counted, type Estimate, estimateOf, hiddenBy } from './estimate.ts';
import { fewestAnonymous, fewestNamed } from './hidden-groups.ts';
import type { Answered, Stratum } from './read-asked.ts';
import type { Tally, Told } from './tally.ts';
import { endOf } from './pulse-phase.ts';
import { stateOf } from './when-ended.ts';

/** So many must have answered before a group, or the whole, has a figure. */
export function fewestOf({ anonymous }: { readonly anonymous: boolean }): number {
	return anonymous ? fewestAnonymous : fewestNamed;
}

/** What of a result may be seen. */
export type Shows =
	/** The figure with its interval. */
	| 'figure'
	/** Too few for a figure: counts in words, of a question that is not anonymous. */
	| 'counts'
	| 'no answers'
	/** Whoever watched an anonymous question answer by answer could tell who gave which. */
	| 'waits for the end'
	/** Anonymous, and too few answered. */
	| 'too few';

export type StratumResult = Stratum & Counted & { readonly gone: number };

export type Result = {
	readonly state: 'running' | 'ended early' | 'closed';
	readonly endsAt: number;
	readonly shows: Shows;
	/** Those who could answer; who left before she did is not among them, and stands apart. */
	readonly drawn: number;
	readonly gone: number;
	readonly answered: number;
	readonly open: number;
	readonly knows: number;
	readonly unsure: number;
	readonly strata: readonly StratumResult[];
	readonly estimate: Estimate | undefined;
	readonly hidden: { readonly worst: number; readonly best: number } | undefined;
	/** By how many ways answers came; empty if anonymous. */
	readonly ways: Readonly<Partial<Record<'phone' | 'kiosk' | 'mail', number>>>;
};

/** What a pulse says at a moment. */
export function resultOf(asked: Tally, at: number): Result {
	const { pulse, answers } = asked;
	const strata = strataOf(asked);
	const shows = showsOf(asked, at);
	const isOpen = shows === 'figure';
	return {
		state: stateOf(pulse, at),
		endsAt: endOf(pulse),
		shows,
		drawn: sum(strata, ({ drawn }) => drawn),
		gone: sum(strata, ({ gone }) => gone),
		answered: answers.length,
		open: sum(strata, ({ open }) => open),
		knows: sum(strata, ({ knows }) => knows),
		unsure: answers.filter(({ verdict }) => verdict === 'unsure').length,
		strata,
		estimate: isOpen ? estimateOf(strata, asked.error, pulse.confidence) : undefined,
		hidden: isOpen ? hiddenBy(strata) : undefined,
		ways: countWays(answers),
	};
}

function showsOf({ pulse, answers }: Pick<Tally, 'pulse' | 'answers'>, at: number): Shows {
	if (answers.length === 0) return 'no answers';
	if (pulse.anonymous && stateOf(pulse, at) === 'running') return 'waits for the end';
	if (answers.length >= fewestOf(pulse)) return 'figure';
	return pulse.anonymous ? 'too few' : 'counts';
}

/** Who left is asked no more: drawn are those who could answer. */
function strataOf({ strata, people, answers }: Tally): StratumResult[] {
	const came = Map.groupBy(answers, ({ stratum }) => stratum);
	const gone = Map.groupBy(
		people.filter(({ goneAt, tookPart }) => goneAt !== null && !tookPart),
		({ stratum }) => stratum,
	);
	return strata.map((row) => {
		const left = gone.get(row.stratum)?.length ?? 0;
		const counted = countOutcomes(came.get(row.stratum) ?? [], row.population);
		return { ...row, ...counted, drawn: row.drawn - left, gone: left };
	});
}

export function countOutcomes(
	answers: readonly Pick<Answered, 'outcome'>[],
	population: number,
): Counted {
	const of = (wanted: Answered['outcome']) =>
		answers.filter(({ outcome }) => outcome === wanted).length;
	const [knows, notYet, open] = [of('knows'), of('not yet'), of('open')];
	return { population, answered: answers.length, knows, notYet, open };
}

function countWays(answers: readonly Told[]): Result['ways'] {
	const ways: Partial<Record<'phone' | 'kiosk' | 'mail', number>> = {};
	for (const { way } of answers) if (way) ways[way] = (ways[way] ?? 0) + 1;
	return ways;
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
	return list.reduce((total, one) => total + of(one), 0);
}
