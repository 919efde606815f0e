import type { Ground } from './grade-recall.ts';
import { isNegator, isSmall, type Word } from './words.ts';

/** Words that say "it depends": what comes after them may take the answer back. */
const restricting = new Set('only although though however otherwise if'.split(' '));

/** Of these one word that nobody has read is enough. */
const strict = new Set('unless except provided minus besides apart'.split(' '));

/** They say of the whole answer that it does not always hold. */
const hedges = new Set(
	`sometimes usually normally mostly generally theoretically emergency emergencies exceptionally
	exceptions partly partially hopefully possibly half`.split(/\s+/),
);

/** After these "if" sets a scene or says "whether", and takes nothing back. */
const asking =
	/^(look|see|saw|check|judg|test|tr[iy]|find|know|ask|say|tell|hear|wonder|learn|show|prov|matter|care|even|so|or|and|also|when)/;

/** "They choose if it is a refund", but not "they choose if the manager is away". */
const deciding = /^(decid|call|choice|choos|chose|pick|up)/;
const theirs = /^(it|its|they|them|he|she|you|there|theres)$/;

/** "If needed", "if they like": takes nothing back either. */
const idle = /^(need|want|like|necessary|possible|wish|ask)/;

/** What is looked at: the words that some wording has read, and those with a meaning that none has. */
export type Read = { readonly read: ReadonlySet<number>; readonly unread: readonly number[] };

/** Whether something in an answer may take it back, and nobody has read it. */
export function isRestricted(ground: Ground, { read, unread }: Read): boolean {
	const { words, beyond } = ground;
	return words.some((word, at) => {
		if (hedges.has(word.text)) return !isAfterNot(words, at) && !isHalfWay(words, at);
		const end = endOf(words, at);
		const inside = (place: number) => place > at && place < end;
		const left = unread.filter(inside).length;
		const found = [...read].filter(inside).filter((place) => !isSmallAt(words, place)).length;
		if (isAfterNot(words, at) || (word.text === 'otherwise' && beyond.includes(true))) return false;
		if (words.some((_, place) => inside(place) && beyond[place])) return false;
		if (word.text === 'if' && isAboutUs(words, at)) return true;
		const isLimit = words.some(
			(one, place) => inside(place) && (one.number ?? 1) !== 1 && read.has(place),
		);
		if (isLimit && word.text !== 'but' && word.text !== 'only') return false;
		if (word.text === 'but' && !isAddition(words, at))
			return takesBack(words, { at, end, left, found });
		if (isStrict(words, at)) return left >= 1 && left >= found;
		if (word.text === 'only' && endsThere(words, at))
			return unread.some((place) => place >= at - 2 && place < at);
		if (word.text === 'only') return unread.includes(nextWord(words, at));
		if (word.text !== 'if') return restricting.has(word.text) && left >= 1 && left > found;
		const open = unread.filter((place) => inside(place) && !isIdle(words, place)).length;
		return !isScene(words, at) && open > found;
	});
}

type Tail = {
	readonly at: number;
	readonly end: number;
	readonly left: number;
	readonly found: number;
};

/** "But we don't do that", "but nobody has time", "but only on Mondays". */
function takesBack(words: readonly Word[], { at, end, left, found }: Tail): boolean {
	if (left >= 2 && left > found) return true;
	return found === 0 && (left >= 1 || words.slice(at + 1, end).some(isNegator));
}

/** "Not only the till but delivery too". */
function isAddition(words: readonly Word[], at: number): boolean {
	return words.slice(0, at).some(({ text }, place) => {
		return (text === 'only' || text === 'just') && isAfterNot(words, place);
	});
}

function isStrict(words: readonly Word[], at: number): boolean {
	const [word, next, later] = words.slice(at, at + 3).map(({ text }) => text);
	if (word === undefined) return false;
	if (word === 'long') return next === 'as' && words[at - 1]?.text !== undefined;
	if (word === 'only') return next === 'if' || (next === 'when' && later !== undefined);
	return strict.has(word);
}

/** "Only" and "if" speak of their own clause; "but" of all that follows. */
function endOf(words: readonly Word[], turn: number): number {
	const next = words.findIndex(({ afterBreak }, at) => afterBreak && at > turn);
	return next < 0 || words[turn]?.text === 'but' ? words.length : next;
}

/** The next word with a meaning. */
function nextWord(words: readonly Word[], at: number): number {
	return words.findIndex((word, place) => place > at && !isSmall(word));
}

function endsThere(words: readonly Word[], at: number): boolean {
	return words[at + 1]?.afterBreak ?? true;
}

function isScene(words: readonly Word[], at: number): boolean {
	const before = words.slice(Math.max(0, at - 3), at).map(({ text }) => text);
	if (before.slice(-2).some((text) => asking.test(text))) return true;
	const isTheirs = theirs.test(words[at + 1]?.text ?? '');
	if (isTheirs && before.some((text) => deciding.test(text))) return true;
	if (isFirst(words, at)) return true;
	if (!words[at]?.afterBreak || words[at]?.afterStop) return words[at]?.afterBreak ?? true;
	// At the end of a sentence it takes back what was said before.
	const next = words[endOf(words, at)];
	return next !== undefined && !next.afterStop;
}

/** "Like if the mug came smashed": nothing was said before that it could take back. */
function isFirst(words: readonly Word[], at: number): boolean {
	const start = words.findLastIndex(({ afterStop }, place) => afterStop && place <= at);
	return words.slice(start, at).every(isSmall);
}

/** "If I have time", "if we feel like it": whoever sets that scene chooses it. */
function isAboutUs(words: readonly Word[], at: number): boolean {
	const clause = words.slice(at + 1, at + 4).map(({ text }) => text);
	return /^(i|we) (have|feel|can|like|want|find)\b(?! \w+(ed|old|aid|ade)\b)/.test(
		clause.join(' '),
	);
}

function isIdle(words: readonly Word[], at: number): boolean {
	return idle.test(words[at]?.text ?? '');
}

function isAfterNot(words: readonly Word[], at: number): boolean {
	const before = words[at - 1];
	return before !== undefined && isNegator(before);
}

/** "Half way", "half an hour": a measure, not a hedge. */
function isHalfWay(words: readonly Word[], at: number): boolean {
	return words[at]?.text === 'half' && /^(way|an?|hour|day|price)$/.test(words[at + 1]?.text ?? '');
}

function isSmallAt(words: readonly Word[], at: number): boolean {
	const word = words[at];
	return word !== undefined && isSmall(word);
}
