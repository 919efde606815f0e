import type { PolicyBody } from '#policies/body.ts';

type Asks = Pick<PolicyBody, 'acknowledge'>;

/** How many a draft asks to sign, in a sentence; undefined if signing is no matter of it. */
export function signingInWords(draft: Asks, newest: Asks, concerned: number): string | undefined {
	if (!draft.acknowledge) {
		return newest.acknowledge ? 'Nobody is asked to sign it any more.' : undefined;
	}
	const people = concerned === 1 ? 'One person is' : `${concerned} people are`;
	return newest.acknowledge
		? `${people} asked to sign it anew if the change is material, each after learning it.`
		: `${people} asked to sign it, each after learning it.`;
}
