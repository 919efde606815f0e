import { diffArrays } from 'diff';

export type ChangedPiece = { readonly text: string; readonly change: 'same' | 'old' | 'new' };

/**
 * Two wordings as one sentence in which old words are struck through and new ones underlined.
 * A quantity holds its number and unit together with a no-break space, so it changes as one word.
 */
export function wordsChanged(before: string, after: string): ChangedPiece[] {
	return diffArrays(words(before), words(after)).map(({ value, added, removed }) => ({
		text: value.join(''),
		change: added ? 'new' : removed ? 'old' : 'same',
	}));
}

/** Words and the white space between them; punctuation at a word's end is a word of its own. */
function words(text: string): string[] {
	return text.match(/[ \t\n\r]+|[,.;:!?]+(?=\s|$)|[^ \t\n\r]+?(?=[,.;:!?]*(?:[ \t\n\r]|$))/g) ?? [];
}
