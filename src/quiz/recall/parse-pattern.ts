import type { Report } from '#lib/problem.ts';
import type { Element, Pattern, Sequence, Step, Words } from './pattern.ts';

/** Words with meaning that may stand between two steps where the pattern says nothing. */
const usualReach = 1;

/** What is wrong with a wording, with what to write instead. */
export class PatternError extends Error {
	override name = 'PatternError';
}

/**
 * Reads a wording as the grader's README describes it: words, `(a | b)`, `word*`, `@idea`, `~3` for
 * so many words between, `[maybe]`, `#` for any number, `not`, and `!` or `?` in front of it all.
 */
export function parsePattern(source: string, stem: (word: string) => string, line = 1): Pattern {
	const [, mark = '', rest = ''] = /^\s*([!?]?)(.*)$/s.exec(source) ?? [];
	const parts = rest.split(' & ').map((part) => readSequence(part, stem));
	return { source, line, parts, negatedOnly: mark === '!', weak: mark === '?' };
}

/** The same for what an author wrote: what is wrong with it is reported. */
export function readPattern(
	source: string,
	stem: (word: string) => string,
	line: number,
	report: Report,
): Pattern | undefined {
	try {
		return parsePattern(source, stem, line);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		report(line, error.message);
		return undefined;
	}
}

function readSequence(source: string, stem: (word: string) => string): Sequence {
	const pieces = source.match(/@[\w-]+|~\d+|[()[\]|#]|[^\s()[\]|#]+/g);
	const reader = createReader(pieces ?? [], source, stem);
	const sequence = reader.sequence();
	if (reader.rest() !== undefined) {
		throw new PatternError(
			`There is a ${reader.rest()} too many in “${source}”. Take it out, or open it before.`,
		);
	}
	if (sequence.length === 0)
		throw new PatternError('A wording needs at least one word. Write one, or take the line out.');
	return sequence;
}

function createReader(pieces: readonly string[], source: string, stem: (word: string) => string) {
	let next = 0;

	function sequence(): Sequence {
		const steps: Step[] = [];
		let within = usualReach;
		for (
			let piece = pieces[next];
			piece !== undefined && !/^[)\]|]$/.test(piece);
			piece = pieces[next]
		) {
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
		if (piece === '(') return eitherOf(ways(')'));
		if (piece === '[') return { kind: 'maybe', way: maybeOf(ways(']')) };
		if (piece === '#') return { kind: 'number' };
		if (piece === 'not') return { kind: 'not' };
		if (piece.startsWith('@')) return { kind: 'idea', name: piece.slice(1) };
		const text = piece.toLowerCase();
		const begins = text.endsWith('*') ? [text.slice(0, -1)] : [];
		const whole = begins.length > 0 ? [] : [text];
		return words({ stems: whole.map(stem), texts: whole, beginnings: begins });
	}

	function ways(end: ')' | ']'): Sequence[] {
		const all = [sequence()];
		while (pieces[next] === '|') {
			next += 1;
			all.push(sequence());
		}
		if (pieces[next] !== end)
			throw new PatternError(
				`A ${end} is missing in “${source}”. Write it where the alternatives end.`,
			);
		next += 1;
		return all;
	}

	return { sequence, rest: () => pieces[next] };
}

function maybeOf(all: readonly Sequence[]): Sequence {
	const [only = [], ...others] = all;
	return others.length === 0 ? only : [{ within: usualReach, element: eitherOf(all) }];
}

function words(of: {
	stems: Iterable<string>;
	texts: Iterable<string>;
	beginnings: string[];
}): Words {
	return { ...of, kind: 'words', stems: new Set(of.stems), texts: new Set(of.texts) };
}

/** Alternatives that are all one word become one look-up, which is what most of grading does. */
function eitherOf(ways: readonly Sequence[]): Element {
	const single = ways.flatMap((way) => {
		const element = way.length === 1 ? way[0]?.element : undefined;
		return element?.kind === 'words' ? [element] : [];
	});
	const others = ways.filter((way) => way.length !== 1 || way[0]?.element.kind !== 'words');
	const merged = words({
		stems: single.flatMap(({ stems }) => [...stems]),
		texts: single.flatMap(({ texts }) => [...texts]),
		beginnings: single.flatMap(({ beginnings }) => beginnings),
	});
	if (others.length === 0) return merged;
	return { kind: 'either', ways: [[{ within: 0, element: merged }], ...others] };
}
