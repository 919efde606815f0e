import type { Quantity } from '#lib/quantity.ts';
import { isNegator, isSmall, type Word } from './words.ts';

/** Words that begin a clause of their own, after which an earlier "not" says nothing more. */
const clauseWords = new Set([
	...['but', 'just', 'instead', 'although', 'though', 'unless', 'except', 'whereas', 'and', 'then'],
]);

/** Who begins a clause, where no word before leads into it. */
const subjects = new Set(['i', 'we', 'you', 'they', 'he', 'she']);

/** "not what they want", "never if he asks": the subject after these belongs to what is denied. */
const leadsIn = new Set(
	`what how that if when where which who whatever however as than because or whether until till do does did
	can will should would like the not thing so`.split(/\s+/),
);

/** Between two negators these say that each has a clause of its own. */
const subordinators = new Set(['if', 'when', 'where', 'until', 'that', 'who', 'which', 'because']);

/** "No questions asked", "no matter": what comes after is not denied. */
const idioms = new Set(
	'question questions problem problems fuss hassle worries worry matter doubt stress drama'.split(
		' ',
	),
);

/** For each word the negators, by place, that deny it: from each "not" to the end of its clause. */
export function denials(words: readonly Word[]): readonly (readonly number[])[] {
	const denied: number[][] = words.map(() => []);
	for (const at of words.keys()) {
		if (!denies(words, at)) continue;
		if (idioms.has(words[at + 1]?.text ?? '')) continue;
		for (let reached = at + 1; reached < words.length; reached += 1) {
			if (endsClause(words, reached) || endsCondition(words, at, reached)) break;
			denied[reached]?.push(at);
		}
	}
	return denied;
}

/** Say "no" together with the word after them. */
const denyingPairs = new Set(
	['less than', 'worse than', 'rather than', 'instead of', 'opposite of', 'far from'],
);

/** Say "no" to what comes after them, unless they are denied themselves: "never forget". */
const denyingVerbs =
	/^(forget|forgets|refuse|refuses|refusing|doubt|hardly|rarely|seldom|stop|avoid|avoids|avoiding)$/;

/** A negator, or what says that something is not done or not reached. */
function denies(words: readonly Word[], at: number): boolean {
	const [word, next] = [words[at], words[at + 1]];
	if (!word) return false;
	if (isNegator(word)) return !isLifted(words, at) && !isNeeded(words, at);
	if (denyingVerbs.test(word.text)) return !words.slice(Math.max(0, at - 2), at).some(isNegator);
	return denyingPairs.has(`${word.text} ${next?.text}`);
}

/** "Never forget", "do not hesitate": a no that is taken back at once. */
function isLifted(words: readonly Word[], at: number): boolean {
	const [next, later] = [words[at + 1], words[at + 2]];
	return [next, later].some((word) => word && !isNegator(word) && denyingVerbs.test(word.text) && word.text !== 'stop');
}

/** "If it does not fit | the return goes as promised", with no comma between. */
function endsCondition(words: readonly Word[], not: number, at: number): boolean {
	if (!/^(the|i|we|they|you|he|she|it|my|our)$/.test(words[at]?.text ?? '')) return false;
	const before = words.slice(Math.max(0, not - 4), not);
	if (!before.some(({ text }) => text === 'if' || text === 'when')) return false;
	return words.slice(not + 1, at).some((word) => !isSmall(word));
}

function endsClause(words: readonly Word[], at: number): boolean {
	const [word, before] = [words[at], words[at - 1]];
	if (!word || !before) return true;
	if (word.afterBreak) return true;
	if (clauseWords.has(word.text) && words[at + 1]?.text !== 'of') return true;
	if (word.text === 'so' && !isNegator(before)) return true;
	if (word.text === 'when' && !isNegator(before)) return true;
	if (word.text === 'until' || word.text === 'till') return !isWaiting(words, at);
	return subjects.has(word.text) && !leadsIn.has(before.text);
}

/** "Not until she comes back" says that it is so then; "do not wait until she complains" does not. */
function isWaiting(words: readonly Word[], at: number): boolean {
	return words.slice(Math.max(0, at - 4), at).some(({ text }) => /^(wait|stop|rest)/.test(text));
}

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
	/^(nothing\b|((do|does|did|is|are|was|will|would|can) ){0,2}(not|never) (really |so )?(matter|count|important|interest|relevant|valid|apply|care)|(is|are|was|comes?) (history|secondary|second|unimportant|irrelevant|nonsense|rubbish))/;

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
	return last.length === 0 && by.some((negators) => negators.length > 0) && crossesBreak(words, read);
}

const bad = /\b(not|no|never|nothing)( \w+)? (good|ok|okay|service|right|worth|count|counts|enough)\b|\b(bad|fail|fails|failed|useless|worthless)\b/;

/** "If it is not what they were promised, it is not good": says what must be. */
function isNeeded(words: readonly Word[], at: number): boolean {
	const before = words.slice(Math.max(0, at - 4), at);
	if (!before.some(({ text }) => text === 'if' || text === 'when')) return false;
	const end = words.findIndex(({ afterStop }, later) => later > at && afterStop);
	const rest = words.slice(at + 1, end === -1 ? words.length : end);
	return bad.test(rest.map(({ text }) => text).join(' '));
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

const beyond = new Set(['over', 'above', 'beyond', 'than', 'past', 'after', 'bigger', 'exceeds']);

/**
 * For each word whether its clause is about what lies beyond a quantity: "the manager only if it is
 * over 50" says nothing of what is below.
 */
export function isBeyond(words: readonly Word[], facts: readonly Quantity[]): readonly boolean[] {
	const values = new Set(facts.map(({ value }) => value));
	let clause = 0;
	const clauseOf = words.map(({ afterBreak, text }, at) => {
		if (at > 0 && (afterBreak || text === 'but')) clause += 1;
		return clause;
	});
	const there = words.flatMap(({ text }, at) => {
		const near = words.slice(at + 1, at + 4);
		if (!beyond.has(text) || words[at - 1]?.text === 'less' || isAfterNot(words, at)) return [];
		return near.some(({ number }) => number !== undefined && values.has(number))
			? [clauseOf[at]]
			: [];
	});
	return clauseOf.map((own) => there.includes(own));
}

function isAfterNot(words: readonly Word[], at: number): boolean {
	return words.slice(Math.max(0, at - 2), at).some(isNegator);
}
