import { randomUUID } from 'node:crypto';
import type { FormState } from '../../actions/form-state.ts';

/** What the address, or a form that came back, asks to try. */
export type WishOn = {
	/** The proposal's id, or one for a wording of one's own. */
	readonly id: string;
	readonly idea: number;
	/** Undefined until something is typed. */
	readonly wording: string | undefined;
	readonly answer: string;
};

type Proposal = {
	readonly id: string;
	readonly idea: number;
	readonly wording: string;
	readonly answerId: string | null;
};

export function wishOn(
	query: URLSearchParams,
	form: FormState,
	proposals: readonly Proposal[],
): WishOn {
	const proposal = proposals.find(({ id }) => id === query.get('proposal'));
	const typed = query.get('wording')?.trim();
	const wording = form.value('wording', typed ?? proposal?.wording ?? '');
	return {
		id: form.value('id', proposal?.id ?? randomUUID()),
		idea: Number(form.value('idea', query.get('idea') ?? String(proposal?.idea ?? 0))) || 0,
		wording: wording === '' && typed === undefined ? undefined : wording,
		answer: form.value('answer', query.get('answer') ?? proposal?.answerId ?? ''),
	};
}
