import { endsClause } from './negation.ts';
import type { Element, Pattern, Sequence, Step, Words } from './pattern.ts';
import { isNegator, isSmall, type Word } from './words.ts';

/** Where a wording was found: the words it read, the first and the last of them. */
export type Found = { readonly words: readonly number[] };

/** Finds whole ideas by name: every place where one of its wordings stands, by its first word. */
export type IdeaPlaces = (name: string) => ReadonlyMap<number, readonly Found[]>;

/** Every place where a wording stands; of a wording in several parts, the first place of each. */
export function findAll(
	words: readonly Word[],
	{ parts }: Pick<Pattern, 'parts'>,
	ideas: IdeaPlaces,
): readonly Found[] {
	const found = parts.map((sequence) => findSequence(words, sequence, ideas));
	if (found.length === 1) return found[0] ?? [];
	if (found.some((places) => places.length === 0)) return [];
	const read = new Set(found.flatMap(([first]) => first?.words ?? []));
	return [{ words: [...read].toSorted((a, b) => a - b) }];
}

/** At most one from each word on: the shortest. */
function findSequence(words: readonly Word[], sequence: Sequence, ideas: IdeaPlaces): Found[] {
	const [begins, ...more] = sequence;
	// An idea alone counts in each of its wordings: one may be denied where a longer one is not.
	if (begins?.element.kind === 'idea' && more.length === 0) {
		return [...ideas(begins.element.name).values()].flat();
	}
	return words.flatMap((word, start) => {
		// Most places end here.
		if (begins?.element.kind === 'words' && !isOneOf(word, begins.element)) return [];
		const ends = matchFrom(words, sequence, { start, first: true }, ideas);
		const [shortest] = ends.toSorted((a, b) => last(a) - last(b));
		return shortest && shortest.length > 0 ? [{ words: shortest }] : [];
	});
}

/** Small words that may stand between two steps, beside those with a meaning. */
const mostSmall = 4;

/** What comes after these is another thought. */
const turns = new Set(['but', 'then', 'because', 'although', 'unless']);

const noWord = { text: '' };

type Position = { readonly start: number; readonly first: boolean };

/** The words that each way through a sequence reads, from a place on. */
function matchFrom(
	words: readonly Word[],
	[step, ...rest]: Sequence,
	{ start, first }: Position,
	ideas: IdeaPlaces,
): (readonly number[])[] {
	if (!step) return [[]];
	return matchStep(words, step, { start, first }, ideas).flatMap((read) => {
		const end = read.length === 0 ? start : last(read) + 1;
		const stillFirst = first && read.length === 0;
		const after = matchFrom(words, rest, { start: end, first: stillFirst }, ideas);
		return after.map((more) => [...read, ...more]);
	});
}

function matchStep(
	words: readonly Word[],
	{ within, element }: Step,
	{ start, first }: Position,
	ideas: IdeaPlaces,
): (readonly number[])[] {
	if (element.kind === 'maybe') {
		const there = matchFrom(words, element.way, { start, first }, ideas);
		return [...there, []];
	}
	const all: (readonly number[])[] = [];
	let passed = 0;
	const afterNo = !first && isNegator(words[start - 1] ?? noWord);
	for (let at = start; at < words.length; at += 1) {
		// "No, we ask", "do not guess we ask": a no denies what is in its own clause.
		if (afterNo && words[at]?.text !== 'just' && endsClause(words, at)) break;
		all.push(...matchAt(words, element, at, ideas));
		const word = words[at];
		if (first || !word || turns.has(word.text)) break;
		if (!isSmall(word)) passed += 1;
		// Small words count for nothing, until there are too many of them to belong together.
		if (within === 0 || passed > within || at - start > within + mostSmall) break;
	}
	return all;
}

function matchAt(
	words: readonly Word[],
	element: Element,
	at: number,
	ideas: IdeaPlaces,
): (readonly number[])[] {
	const word = words[at];
	if (!word) return [];
	switch (element.kind) {
		case 'words':
			return isOneOf(word, element) ? [[at]] : [];
		case 'not':
			return isNegator(word) ? [[at]] : [];
		case 'number':
			return word.number === undefined ? [] : [[at]];
		case 'idea':
			return (ideas(element.name).get(at) ?? []).map(({ words: read }) => read);
		case 'either':
			return element.ways.flatMap((way) =>
				matchFrom(words, way, { start: at, first: true }, ideas),
			);
		case 'maybe':
			return [];
	}
}

function isOneOf({ stem, text }: Word, { stems, texts, beginnings }: Words): boolean {
	if (stems.has(stem) || texts.has(text)) return true;
	return beginnings.some((beginning) => text.startsWith(beginning));
}

function last(read: readonly number[]): number {
	return read.at(-1) ?? -1;
}
