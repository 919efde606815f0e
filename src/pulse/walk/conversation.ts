import type { KeptGrading } from '#quiz/recall/kept.ts';
import type { Verdict } from '#quiz/recall/recall.ts';

/** How to go on: words before and after what was missing or wrong, which has a language of its own. */
export type GoOn = { readonly before: string; readonly idea: string; readonly after: string };

/** A line that helps a leader to go on talking; it judges nobody. */
export function goOnTalking(verdict: Verdict, { required, forbidden, notes }: KeptGrading): GoOn {
	const ideaThat = (outcome: string) => required.find((each) => each.outcome === outcome)?.name;
	const [wrong] = forbidden;
	if (wrong) return { before: 'Talk about “', idea: wrong.name, after: '”: we don’t say this.' };
	const denied = ideaThat('denied');
	if (denied !== undefined) {
		const after = '”: it sounded like the opposite.';
		return { before: 'Say it once more together: “', idea: denied, after };
	}
	if (notes.includes('a language that is not graded')) {
		return plain('We cannot read this language by ourselves. You heard it: you know.');
	}
	const missing = ideaThat('missing') ?? ideaThat('weak');
	if (missing !== undefined) return { before: 'Ask about “', idea: missing, after: '”.' };
	if (verdict === 'knows') return plain('Nothing is missing. Ask what makes it hard on some days.');
	return plain('We could not tell. You heard it: you know.');
}

function plain(before: string): GoOn {
	return { before, idea: '', after: '' };
}
