import { Invalid } from '#lib/errors.ts';
import type { Counts } from './kinds.ts';

/** Whether so many leavers are more than one yes is enough for. */
export function needsSecondYes(
	{ leaving, company }: Pick<Counts, 'leaving' | 'company'>,
	mostLeavers: number,
): boolean {
	return leaving * 100 > mostLeavers * company;
}

/** What somebody said about those who would leave. */
export type Said = {
	/** `yes 12`: the number that she saw. */
	readonly leavers: string | undefined;
	/** The number again, typed, where there are many. */
	readonly again: string | undefined;
};

/** Whether they leave. Throws Invalid where it was not said clearly enough. */
export function decideLeavers(
	counts: Counts,
	{ leavers, again }: Said,
	mostLeavers: number,
): boolean {
	const { leaving } = counts;
	if (leaving === 0 || leavers === 'no') return false;
	const those = leaving === 1 ? 'one person leaves' : `${leaving} people leave`;
	if (leavers !== `yes ${leaving}`) {
		throw new Invalid({ leavers: `Say whether ${those}: yes or no.` });
	}
	if (needsSecondYes(counts, mostLeavers) && again?.trim() !== String(leaving)) {
		const share = `That is more than ${mostLeavers} % of the company.`;
		throw new Invalid({ again: `${share} Type the number ${leaving} if you are sure.` });
	}
	return true;
}
