import type { Sequence } from './pattern.ts';

/** Every word that a pattern spells out: what a speller may mend to. */
export function wordsOf(sequence: Sequence): string[] {
	return sequence.flatMap(({ element }): string[] => {
		if (element.kind === 'words') return [...element.texts, ...element.beginnings];
		if (element.kind === 'either') return element.ways.flatMap(wordsOf);
		return element.kind === 'maybe' ? wordsOf(element.way) : [];
	});
}

/** The shared ideas that a pattern names. */
export function ideasOf(sequence: Sequence): string[] {
	return sequence.flatMap(({ element }): string[] => {
		if (element.kind === 'idea') return [element.name];
		if (element.kind === 'either') return element.ways.flatMap(ideasOf);
		return element.kind === 'maybe' ? ideasOf(element.way) : [];
	});
}

/** How the words begin that a pattern spells out with a `*`. */
export function beginningsOf(sequence: Sequence): string[] {
	return sequence.flatMap(({ element }): string[] => {
		if (element.kind === 'words') return [...element.beginnings];
		if (element.kind === 'either') return element.ways.flatMap(beginningsOf);
		return element.kind === 'maybe' ? beginningsOf(element.way) : [];
	});
}
