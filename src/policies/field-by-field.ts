import { type ChangedPiece, wordsChanged } from '#lib/words-changed.ts';
import { factLines, isOfFact, takeTheirRows, theirsInMyRow } from './fact-groups.ts';
import type { Fields } from './typed.ts';

/** A field in which two wordings of a draft differ. */
export type FieldDifference = {
	/** The field's name in the form; a fact's row is one, `facts.window`. */
	readonly field: string;
	readonly before: string;
	readonly after: string;
	/** From before to after, word by word. */
	readonly pieces: readonly ChangedPiece[];
};

/** Every field that says something else, in the order of the form. White space alone is no difference. */
export function differences(before: Fields, after: Fields): FieldDifference[] {
	const [old, fresh] = [texts(before), texts(after)];
	return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((field) => {
		const [was, is] = [old.get(field) ?? '', fresh.get(field) ?? ''];
		if (was === is) return [];
		return [{ field, before: was, after: is, pieces: marked(was, is) }];
	});
}

/** Characters; finding the words that differ takes long in texts that no policy may have. */
const longestCompared = 5000;

function marked(was: string, is: string): readonly ChangedPiece[] {
	if (was.length + is.length <= longestCompared) return wordsChanged(was, is);
	const glimpse = (text: string) => `${text.slice(0, 200)}…`;
	return [
		{ text: glimpse(was), change: 'old' },
		{ text: glimpse(is), change: 'new' },
	];
}

/** One of the two wordings, with the words marked in which it differs from the other. */
export function oneSide(
	pieces: readonly ChangedPiece[],
	side: 'before' | 'after',
): readonly ChangedPiece[] {
	const left = pieces.filter(({ change }) => change !== (side === 'before' ? 'new' : 'old'));
	return left.map(({ text, change }, index) => ({
		// A space that stood before words of the other side would stand before the full stop.
		text: /^[.,;:!?]/.test(left[index + 1]?.text ?? '') ? text.trimEnd() : text,
		change: change === 'same' ? 'same' : 'new',
	}));
}

export type Choice = 'mine' | 'theirs';

/**
 * What is proposed for a field in which two writers differ: whoever left it as it was gives way to
 * who wrote in it; where both wrote, mine stands until I say otherwise.
 */
export function propose(field: string, began: Fields, mine: Fields): Choice {
	if (Object.keys(began).length === 0) return 'mine';
	const was = texts(began).get(field) ?? '';
	return was === (texts(mine).get(field) ?? '') ? 'theirs' : 'mine';
}

/** My fields with theirs in place of those that I gave up. */
export function takeTheirs(
	mine: Fields,
	theirs: Fields,
	choice: (field: string) => Choice | undefined,
): Fields {
	const isTheirs = (group: string) => choice(group) === 'theirs';
	const single = ([name]: readonly [string, unknown]) => !isOfFact(name);
	const kept = Object.entries(mine).filter(single);
	const taken = Object.entries(theirs).filter(single);
	return {
		...Object.fromEntries(kept.filter(([name]) => !isTheirs(name))),
		...Object.fromEntries(taken.filter(([name]) => isTheirs(name))),
		...takeTheirRows(mine, theirs, isTheirs),
	};
}

/**
 * What a script puts into my form to take theirs: their fields under the names that mine have
 * there, and how all of mine begin. Undefined where the server alone can put it in.
 */
export function theirsInPlace(
	field: string,
	mine: Fields,
	theirs: Fields,
): { readonly prefix: string; readonly fields: Fields } | undefined {
	if (field.startsWith('facts.')) return theirsInMyRow(field, mine, theirs);
	const their = theirs[field];
	return { prefix: field, fields: their === undefined ? {} : { [field]: their } };
}

/** Each field as one text. A list is in the order of the alphabet, a fact is a line. */
function texts(fields: Fields): ReadonlyMap<string, string> {
	const single = Object.entries(fields)
		.filter(([name]) => !isOfFact(name))
		.map(([name, value]) => [name, inOneText(value)] as const);
	return new Map([...single, ...factLines(fields)]);
}

function inOneText(value: string | readonly string[]): string {
	return typeof value === 'string'
		? value.trim().replace(/[ \t\r]+/g, ' ')
		: value.toSorted().join(', ');
}
