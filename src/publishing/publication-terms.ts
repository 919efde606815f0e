import { Invalid } from '#lib/errors.ts';

/** Under which terms something is published: why, from when, by whom. */
export type Terms = {
	readonly reason: string;
	/** When it is to take effect; undefined for now. */
	readonly effectiveAt?: number | undefined;
	readonly by: string;
	readonly at: number;
};

/** A publication can be planned for so long ahead. */
const furthest = 366 * 24 * 3_600_000;

/** The reason as it is printed and the moment as it is meant; throws Invalid for what cannot be. */
export function checkedTerms({ reason, effectiveAt, at }: Terms): {
	reason: string;
	effectiveAt: number;
} {
	const said = reason.trim();
	if (!said)
		throw new Invalid({ reason: 'Say why, in a sentence: people read it beside the change.' });
	if (said.length > 400) throw new Invalid({ reason: 'Shorten the reason to 400 characters.' });
	if (effectiveAt === undefined) return { reason: said, effectiveAt: at };
	if (effectiveAt <= at)
		throw new Invalid({ date: 'This moment is over. Choose one to come, or publish now.' });
	if (effectiveAt > at + furthest)
		throw new Invalid({ date: 'Choose a day within a year from now.' });
	return { reason: said, effectiveAt };
}
