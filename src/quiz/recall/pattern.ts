/**
 * One step of a pattern. `words` is the longest way to it: so many words that carry meaning may
 * stand between it and the step before.
 */
export type Step = { readonly within: number; readonly element: Element };

export type Element =
	| { readonly kind: 'word'; readonly stem: string; readonly text: string }
	| { readonly kind: 'beginning'; readonly text: string }
	| { readonly kind: 'not' }
	| { readonly kind: 'number' }
	| { readonly kind: 'idea'; readonly name: string }
	| { readonly kind: 'either'; readonly ways: readonly Sequence[] }
	| { readonly kind: 'maybe'; readonly way: Sequence };

export type Sequence = readonly Step[];

/** A wording: its words in their order, and whether it counts only where it is negated. */
export type Pattern = {
	readonly source: string;
	/** All of them stand in the answer, wherever; usually it is one. */
	readonly parts: readonly Sequence[];
	readonly negatedOnly: boolean;
};

/** Words with meaning that may stand between two steps where the pattern says nothing. */
const usualReach = 1;

/** What is wrong with a wording, with what to write instead. */
export class PatternError extends Error {
	override name = 'PatternError';
}

/**
 * Reads a wording as the grader's README describes it: words, `(a | b)`, `word*`, `@idea`, `~3` for
 * so many words between, `[maybe]`, `#` for any number, `not`, and `!` in front of it all.
 */
export function parsePattern(source: string, stem: (word: string) => string): Pattern {
	const negatedOnly = source.trimStart().startsWith('!');
	const parts = source.trimStart().slice(negatedOnly ? 1 : 0).split(' & ');
	return { source, parts: parts.map((part) => readSequence(part, stem)), negatedOnly };
}

function readSequence(source: string, stem: (word: string) => string): Sequence {
	const pieces = source.match(/@[\w-]+|~\d+|[()[\]|#]|[^\s()[\]|#]+/g);
	const reader = createReader(pieces ?? [], source, stem);
	const sequence = reader.sequence();
	if (reader.rest() !== undefined) {
		throw new PatternError(`There is a ${reader.rest()} too many in “${source}”.`);
	}
	if (sequence.length === 0) throw new PatternError('A wording needs at least one word.');
	return sequence;
}

function createReader(pieces: readonly string[], source: string, stem: (word: string) => string) {
	let next = 0;

	function sequence(): Sequence {
		const steps: Step[] = [];
		let within = usualReach;
		for (let piece = pieces[next]; piece !== undefined && !/^[)\]|]$/.test(piece); piece = pieces[next]) {
			next += 1;
			if (piece.startsWith('~')) within = Number(piece.slice(1));
			else {
				steps.push({ within, element: element(piece) });
				within = usualReach;
			}
		}
		return steps;
	}

	function element(piece: string): Element {
		if (piece === '(') return { kind: 'either', ways: ways(')') };
		if (piece === '[') return { kind: 'maybe', way: ways(']')[0] ?? [] };
		if (piece === '#') return { kind: 'number' };
		if (piece === 'not') return { kind: 'not' };
		if (piece.startsWith('@')) return { kind: 'idea', name: piece.slice(1) };
		const text = piece.toLowerCase();
		if (text.endsWith('*')) return { kind: 'beginning', text: text.slice(0, -1) };
		return { kind: 'word', text, stem: stem(text) };
	}

	function ways(end: ')' | ']'): Sequence[] {
		const all = [sequence()];
		while (pieces[next] === '|') {
			next += 1;
			all.push(sequence());
		}
		if (pieces[next] !== end) throw new PatternError(`A ${end} is missing in “${source}”.`);
		next += 1;
		return all;
	}

	return { sequence, rest: () => pieces[next] };
}

/** Every word that a pattern spells out: what a speller may mend to. */
export function wordsOf(sequence: Sequence): string[] {
	return sequence.flatMap(({ element }): string[] => {
		if (element.kind === 'word' || element.kind === 'beginning') return [element.text];
		if (element.kind === 'either') return element.ways.flatMap(wordsOf);
		return element.kind === 'maybe' ? wordsOf(element.way) : [];
	});
}
