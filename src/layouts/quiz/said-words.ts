import type { Said } from '#completions/said.ts';

type Outcome = Said['required'][number]['outcome'];

/** How an idea that is looked for came out: a sign, and words for it. */
export const outcomes: Readonly<
	Record<Outcome, { readonly sign: string; readonly words: string }>
> = {
	found: { sign: '✓', words: 'found' },
	weak: { sign: '?', words: 'perhaps: a person looks' },
	missing: { sign: '–', words: 'not found' },
	denied: { sign: '✗', words: 'you said the opposite' },
};

/** How an answer stands now: a reader's decision goes before the grader's. */
export function standingOf({ verdict, review }: Pick<Said, 'verdict' | 'review'>) {
	if (review?.decision) return review.decision;
	return review ? 'unsure' : verdict;
}

export const titles = {
	knows: '✓ You know it.',
	'not yet': '✗ Not yet.',
	unsure: 'A person will read this.',
} as const;

type Note = Said['notes'][number];

const notes: Readonly<Partial<Record<Note, string>>> = {
	empty: 'There were no words in it that we can read.',
	'the question itself': 'That is the question. Say what the answer is.',
	'a list of words': 'Good words, but not a sentence yet. Say it as you would to a colleague.',
	'does not know': 'That is fine: now you have seen it.',
	'from the policy': 'These are the policy’s own words. Try your own next time.',
};

const doubts: Readonly<Partial<Record<Note, string>>> = {
	'too long': 'It was long. One sentence is enough.',
	'no sentence': 'It was not quite a sentence.',
	'a restriction that was not read': 'You said when it does not hold, and we could not read that.',
	'words that were not read': 'There were words in it that we could not read.',
	'another language': 'It seems to be in another language.',
	'a language that is not graded': 'Answers in this language are always read by a person.',
};

/** What else there is to say about an answer, in plain words. */
export function notesInWords({ verdict, notes: found }: Pick<Said, 'verdict' | 'notes'>): string[] {
	return found.flatMap((note) => {
		if (verdict === 'knows' && note === 'from the policy')
			return 'You pasted the policy’s words. It counts, but try your own next time.';
		return (verdict === 'unsure' ? doubts[note] : undefined) ?? notes[note] ?? [];
	});
}

/** The very words that showed an idea: “any shop or online”. */
export function shownIn(said: string, marks: Said['required'][number]['shownBy']): string {
	const whole: { from: number; to: number }[] = [];
	for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
		const last = whole.at(-1);
		if (last && said.slice(last.to, mark.from).trim() === '') last.to = Math.max(last.to, mark.to);
		else whole.push({ ...mark });
	}
	const words = whole.map(({ from, to }) => said.slice(from, to).trim()).filter(Boolean);
	return [...new Set(words)].map((each) => `“${each}”`).join(' … ');
}

/** Words that stand side by side are one mark, with the space between them. */
export function joined(pieces: Said['pieces']): Said['pieces'] {
	const whole: { text: string; found: Said['pieces'][number]['found'] }[] = [];
	for (const [place, { text, found }] of pieces.entries()) {
		const last = whole.at(-1);
		const next = pieces[place + 1];
		const isBetween = text.trim() === '' && last?.found != null && last.found === next?.found;
		if (last && (isBetween || last.found === found)) last.text += text;
		else whole.push({ text, found });
	}
	return whole;
}
