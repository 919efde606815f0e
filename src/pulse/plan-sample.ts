import { allocate, sumOf } from './allocate.ts';
import {
	askedWhole,
	expectedMargin,
	sampleSize,
	usualConfidence,
	type Wish,
} from './sample-size.ts';
import { mergeSmall, type Stratum } from './strata.ts';

export type PlannedStratum = Stratum & {
	/** How many of it are asked. */
	readonly drawn: number;
};

/** Whom a question would reach, before anybody is drawn. */
export type SamplePlan = {
	readonly strata: readonly PlannedStratum[];
	readonly population: number;
	readonly away: number;
	readonly askedLately: number;
	/** Who may be drawn. */
	readonly eligible: number;
	/** How many the wish comes to. */
	readonly wanted: number;
	/** How many are asked: fewer, where not so many may be. */
	readonly asked: number;
	/** Everybody who may be asked is. */
	readonly whole: boolean;
	readonly confidence: number;
	/** Half the width of the interval to expect, as a share, if all of them answer. */
	readonly margin: number;
};

/** How many of whom: from what a leader wishes and the people there are. Pure: nobody is drawn here. */
export function planSample(groups: readonly Stratum[], wish: Wish): SamplePlan {
	const sum = (of: (group: Stratum) => number) => sumOf(groups.map(of));
	const population = sum((group) => group.population);
	const eligible = sum(({ list }) => list.length);
	const wanted = sampleSize(wish, population);
	const merged = mergeSmall(groups, Math.min(wanted, eligible));
	const shares = merged.map((each) => ({
		population: each.population,
		eligible: each.list.length,
	}));
	const drawn = allocate(shares, wanted);
	const asked = sumOf(drawn);
	const confidence = 'number' in wish ? usualConfidence : wish.confidence;
	return {
		strata: merged.map((each, at) => ({ ...each, drawn: drawn[at] ?? 0 })),
		...{ population, eligible, wanted, asked, confidence },
		away: sum(({ away }) => away),
		askedLately: sum(({ askedLately }) => askedLately),
		whole: asked === eligible,
		margin: expectedMargin({ asked, population }, confidence),
	};
}

/** Of fewer answers nothing is shown, so that fewer are not asked. */
export const fewestAsked = { named: 5, anonymous: 10 } as const;

/** Why a question cannot be asked of these people, beside the field that decides it. */
export function planProblems(
	{ population, eligible, asked }: Omit<SamplePlan, 'strata'>,
	{ anonymous }: { readonly anonymous: boolean },
): Record<string, string> {
	if (population === 0) return { audience: 'Nobody fits this now. Choose less.' };
	if (eligible === 0) {
		return {
			audience:
				'Everybody you mean is away, or was asked lately. Choose others, or ask a few weeks from now.',
		};
	}
	const fewest = anonymous ? fewestAsked.anonymous : fewestAsked.named;
	if (asked >= fewest) return {};
	if (eligible >= fewest) return { number: `Ask at least ${fewest} people. ${why(anonymous)}` };
	const only = eligible === 1 ? 'Only one person' : `Only ${eligible} people`;
	return { audience: `${only} could be asked, and it takes ${fewest}. ${why(anonymous)}` };
}

function why(anonymous: boolean): string {
	return anonymous
		? 'Of fewer than ten anonymous answers nothing is shown, because one could guess whose they are. Choose more people, or ask by name.'
		: 'Of fewer than five answers no result is shown. Choose more people, or talk to them.';
}

/** Why more are asked than the wish, in a sentence; undefined where that is not so. */
export function wholeInWords({
	whole,
	population,
	wanted,
	eligible,
}: SamplePlan): string | undefined {
	if (!whole) return undefined;
	if (population < askedWhole) {
		return `There are fewer than ${askedWhole} of them, so everybody who can be asked is.`;
	}
	if (wanted >= eligible) return 'So many are needed that everybody who can be asked is.';
	return undefined;
}
