import { diffArrays } from 'diff';

export type ChangedPiece = { readonly text: string; readonly change: 'same' | 'old' | 'new' };

/**
 * Two wordings as one sentence in which old words are struck through and new ones underlined.
 * A quantity holds its number and unit together with a no-break space, so it changes as one word.
 */
export function wordsChanged(before: string, after: string): ChangedPiece[] {
	return diffArrays(words(before), words(after)).flatMap(({ value, added, removed }) =>
		bare({ text: value.join(''), change: added ? 'new' : removed ? 'old' : 'same' }),
	);
}

/** White space at the edge of a changed piece is not marked: a line under nothing says nothing. */
function bare(piece: ChangedPiece): ChangedPiece[] {
	if (piece.change === 'same') return [piece];
	const [, before = '', text = '', after = ''] =
		/^([ \t\n\r]*)([\s\S]*?)([ \t\n\r]*)$/.exec(piece.text) ?? [];
	const space = (edge: string): ChangedPiece[] => (edge ? [{ text: edge, change: 'same' }] : []);
	return [...space(before), ...(text ? [{ ...piece, text }] : []), ...space(after)];
}

/** Words and the white space between them; punctuation at a word's end is a word of its own. */
function words(text: string): string[] {
	return text.match(/[ \t\n\r]+|[,.;:!?]+(?=\s|$)|[^ \t\n\r]+?(?=[,.;:!?]*(?:[ \t\n\r]|$))/g) ?? [];
}
