import type { Slip } from '#auth/slips/look.ts';
import { slipLasts } from '#auth/slips/make.ts';
import { timeInWords } from '#auth/wait.ts';

/** Why a slip does not let somebody in, and what to do. */
export function whySlipFails(slip: Exclude<Slip, { kind: 'open' }>): string {
	if (slip.kind === 'wait') {
		return `Too many wrong codes came from here. Wait ${timeInWords(slip.minutes)}, then try again.`;
	}
	return said[slip.kind];
}

const said = {
	wrong: 'This is not a code of ours. Look at your slip and type it again.',
	expired: `This slip is too old: it works for ${slipLasts} days. Ask your lead for a new one.`,
	replaced: 'There is a newer slip for you. Use that one, or ask your lead.',
	used: 'This slip was used already. Sign in with your number and the PIN you chose. Was it not you? Tell your lead now.',
} as const;
