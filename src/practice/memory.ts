import { default_w, forgetting_curve, fsrs, Rating } from 'ts-fsrs';

/** What is remembered, as FSRS-6 has it. */
export type Memory = {
	/** Days until recall has fallen to 90 %. */
	readonly stability: number;
	/** From 1, easy, to 10. */
	readonly difficulty: number;
	/** UTC milliseconds. */
	readonly reviewedAt: number;
};

/** The 21 parameters of FSRS-6. */
export type Parameters = readonly number[];

/** Fitted on reviews of many learners: what holds until an organisation has enough of its own. */
export const defaultParameters: Parameters = default_w;

const dayMs = 86_400_000;

/** Days, in parts, between two moments; a clock that was moved back makes none. */
export function daysBetween(from: number, to: number): number {
	return Math.max(0, to - from) / dayMs;
}

/** FSRS retrievability: the chance from 0 to 1 that what is remembered comes to mind at a moment. */
export function retrievabilityAt(
	{ stability, reviewedAt }: Pick<Memory, 'stability' | 'reviewedAt'>,
	at: number,
	parameters: Parameters = defaultParameters,
): number {
	return forgetting_curve([...parameters], daysBetween(reviewedAt, at), stability);
}

/** What is remembered after a review: passed or not, which is FSRS's binary grading (Good and Again). */
export function remember(
	before: Memory | undefined,
	{ right, at }: { readonly right: boolean; readonly at: number },
	parameters: Parameters = defaultParameters,
): Memory {
	const scheduler = fsrs({ w: [...parameters], enable_short_term: false, enable_fuzz: false });
	const state = before && { stability: before.stability, difficulty: before.difficulty };
	const elapsed = before ? daysBetween(before.reviewedAt, at) : 0;
	const grade = right ? Rating.Good : Rating.Again;
	return { ...scheduler.next_state(state ?? null, elapsed, grade), reviewedAt: at };
}

/** Days until recall falls to the retention that is wished for, at least one. */
export function intervalOf(
	stability: number,
	retention: number,
	parameters: Parameters = defaultParameters,
): number {
	const scheduler = fsrs({ w: [...parameters], request_retention: retention });
	return Math.max(1, stability * scheduler.interval_modifier);
}
