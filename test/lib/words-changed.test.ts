import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChangedPiece, wordsChanged } from '#lib/words-changed.ts';

function marked(pieces: readonly ChangedPiece[]): string {
	const signs = { same: '', old: '-', new: '+' };
	return pieces
		.map(({ text, change }) => (change === 'same' ? text : `[${signs[change]}${text}]`))
		.join('');
}

test('a number and its unit change as one word, and the full stop stays', () => {
	const pieces = wordsChanged('Within 30\u00a0days.', 'Within 45\u00a0days.');
	expect(marked(pieces)).toBe('Within [-30\u00a0days][+45\u00a0days].');
});

test('a word that is added or taken away marks nothing else', () => {
	expect(marked(wordsChanged('Ask her.', 'Ask her first.'))).toBe('Ask her [+first].');
	expect(marked(wordsChanged('Ask her, then act.', 'Ask her then act.'))).toBe(
		'Ask her[-,] then act.',
	);
});

test('the same words have no change', () => {
	expect(wordsChanged('Ask her.', 'Ask her.').every(({ change }) => change === 'same')).toBe(true);
	expect(wordsChanged('', '')).toEqual([]);
});

const text = fc.oneof(
	fc.string(),
	fc.string({
		unit: fc.constantFrom('a', 'b', ' ', '.', ',', '!', '\u00a0', '\n', '\f', '’', '…'),
	}),
);

test('what is kept and struck out has the old words, what is kept and added the new', () => {
	const bare = (words: string) => words.replace(/[ \t\n\r]+/g, '');
	fc.assert(
		fc.property(text, text, (before, after) => {
			const pieces = wordsChanged(before, after);
			const without = (change: string) =>
				bare(pieces.flatMap((piece) => (piece.change === change ? [] : piece.text)).join(''));
			expect(without('new')).toBe(bare(before));
			expect(without('old')).toBe(bare(after));
		}),
		{ numRuns: 2000 },
	);
});
