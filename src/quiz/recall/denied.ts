import { isNegator, type Word } from './words.ts';

/** Between two negators these say that each has a clause of its own. */
const subordinators = new Set(['if', 'when', 'where', 'until', 'that', 'who', 'which', 'because']);

/**
 * Whether a wording that was found is denied: whether its last word is, by an odd number of clauses
 * that deny it. "You never have to ask" is denied once; "it is never good if they don't get it"
 * twice, and so not. In one clause a second "no" only repeats the first: "don't need no receipt".
 * "Nothing" right after a wording denies it as well: "the numbers mean nothing", and so does
 * "does not matter".
 */
export function isDenied(
	words: readonly Word[],
	read: readonly number[],
	denied: readonly (readonly number[])[],
): boolean {
	const own = new Set(read);
	const negators = (denied[read.at(-1) ?? -1] ?? []).filter((at) => !own.has(at));
	const clauses = negators.filter((at, index) => {
		const before = negators[index - 1];
		if (before === undefined || words[at]?.text === 'less') return true;
		return words.slice(before + 1, at).some(({ text }) => subordinators.has(text));
	});
	return isNaught(words, (read.at(-1) ?? -1) + 1) || clauses.length % 2 === 1;
}

const naught =
	/^((for|of|from|on|about|to|in) )?(nothing\b|((do|does|did|is|are|was|will|would|can) ){0,2}(not|never) (really |so )?(matter|count|important|interest|relevant|valid|apply|care|come into|come in|play)|(is|are|was|comes?) (history|secondary|second|unimportant|irrelevant|nonsense|rubbish))/;

function isNaught(words: readonly Word[], after: number): boolean {
	const clause = words.slice(after, after + 5);
	const end = clause.findIndex(({ afterBreak }) => afterBreak);
	const rest = end === -1 ? clause : clause.slice(0, end);
	return naught.test(rest.map(({ text }) => text).join(' '));
}

/** "The boss does not …", "speed is not …": whoever begins so says nothing bad with it. */
export function isDeniedAfter(words: readonly Word[], read: readonly number[]): boolean {
	const after = (read.at(-1) ?? -1) + 1;
	const next = words.slice(after, after + 3);
	const end = next.findIndex(({ afterBreak }) => afterBreak);
	return (end === -1 ? next : next.slice(0, end)).some(isNegator);
}

/**
 * Whether a wording begins in a clause that is denied and goes on in another: "not the first, the
 * second". Nothing is said by the two together.
 */
export function isTorn(
	words: readonly Word[],
	read: readonly number[],
	denied: readonly (readonly number[])[],
): boolean {
	const own = new Set(read);
	const by = read.map((at) =>
		(denied[at] ?? []).filter((not) => !own.has(not) && !addsTo(words, not)),
	);
	const last = by.at(-1) ?? [];
	return (
		last.length === 0 && by.some((negators) => negators.length > 0) && crossesBreak(words, read)
	);
}

/** "Not only the till, also the door": denies neither. */
function addsTo(words: readonly Word[], not: number): boolean {
	return /^(only|just|merely|simply|solely)$/.test(words[not + 1]?.text ?? '');
}

function crossesBreak(words: readonly Word[], read: readonly number[]): boolean {
	const [first = 0] = read;
	return words.slice(first + 1, (read.at(-1) ?? first) + 1).some(({ afterBreak }) => afterBreak);
}

const turns = new Set(['but', 'if', 'then', 'because', 'so', 'unless', 'until']);

/** Whether a wording goes on after the end of a clause: what makes an answer wrong never does. */
export function crossesClause(words: readonly Word[], read: readonly number[]): boolean {
	const first = read[0] ?? 0;
	const own = new Set(read);
	return words.slice(first + 1, (read.at(-1) ?? first) + 1).some(({ afterBreak, text }, index) => {
		return afterBreak || (turns.has(text) && !own.has(first + 1 + index));
	});
}
