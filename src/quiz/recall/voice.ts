import type { Word } from './words.ts';

// What an answer mentions without saying it: a question that it asks itself, what others say and it
// rejects, what was so once.

/** For each word whether it is mentioned rather than said. */
export function mentioned(words: readonly Word[]): readonly boolean[] {
	const spans = words.flatMap((_, at) => {
		const end = endOfMention(words, at);
		return end > at ? [{ at, end }] : [];
	});
	return words.map((_, at) => spans.some((span) => at >= span.at && at < span.end));
}

/**
 * For each word whether it is conceded: "even if the chat was wrong", "although the list says so".
 * What would make an answer wrong does not, there.
 */
export function conceded(words: readonly Word[]): readonly boolean[] {
	const spans = words.flatMap(({ text }, at) => {
		const next = words[at + 1]?.text;
		const begins = text === 'although' || (text === 'even' && (next === 'if' || next === 'though'));
		return begins ? [{ at, end: endOfConcession(words, at + 2) }] : [];
	});
	return words.map((_, at) => spans.some((span) => at >= span.at && at < span.end));
}

/** At the next break, or where "I" or "we" begin what holds all the same. */
function endOfConcession(words: readonly Word[], from: number): number {
	const end = words.findIndex(
		({ afterBreak, text }, at) => at > from && (afterBreak || text === 'i' || text === 'we'),
	);
	return end === -1 ? words.length : end;
}

function endOfMention(words: readonly Word[], at: number): number {
	return Math.max(endOfQuestion(words, at), endOfReport(words, at), endOfPast(words, at));
}

const inverting = new Set(
	'is are was were do does did can could should may must will would am has have'.split(' '),
);

/** "Is it the manager? No": but "do you want money or a swap?" is asked of the customer. */
function endOfQuestion(words: readonly Word[], at: number): number {
	const [word, next] = [words[at], words[at + 1]];
	if (!word?.asked || !word.afterBreak) return at;
	const end = nextStop(words, at);
	const isLast = !words.slice(at + 1, end).some(({ afterBreak }) => afterBreak);
	if (isLast && isDenial(words, end)) return end;
	return inverting.has(word.text) && next?.text !== 'you' ? end : at;
}

/** "On the order? No need": but "bought online? No problem". */
function isDenial(words: readonly Word[], at: number): boolean {
	const [word, next] = [words[at]?.text ?? '', words[at + 1]?.text ?? ''];
	return (
		/^(no|not|never|nobody)$/.test(word) &&
		!/^(problem|matter|worries|worry|fuss|issue|a|stress)$/.test(next)
	);
}

const reporters = new Set('some many most people others everyone everybody colleagues'.split(' '));
const reporting =
	/^(say|says|said|think|thinks|thought|believe|believes|claim|claims|teach|taught)$/;
const asIfReported = [
	/^in theory\b/,
	/^on paper\b/,
	/^officially\b/,
	/^it says\b/,
	/^you( might| may)? think\b/,
	/^(they|he|she) (teach|taught|told|tell|say|think|claim)( me| us)?( that| it| to| you| we| i| the| keep)\b/,
	/^(i|we) (was|were) (told|taught)\b/,
	/^(that is what|this|that|what) they (teach|taught|say|tell)\b/,
];

/** "Some say it is the manager, but": told of, and rejected by what comes after. */
function endOfReport(words: readonly Word[], at: number): number {
	const word = words[at];
	if (!word) return at;
	const few = words.slice(at, at + 5);
	const isReported =
		(reporters.has(word.text) && few.slice(1, 4).some(({ text }) => reporting.test(text))) ||
		(word.afterBreak && asIfReported.some((way) => way.test(textOf(few))));
	const isOpinion = word.afterBreak && opinion.test(textOf(few));
	if (!isReported && !isOpinion) return at;
	const turns = isReported ? isTurn : isRebuttal;
	const turn = words.findIndex((_, later) => later > at + 1 && turns(words, later));
	return turn === -1 ? at : turn;
}

/** One person's word, which is told of as often as it is rejected. */
const opinion =
	/^(my|the|our) (\w+ )?(boss|manager|lead|leader|colleague|supervisor|trainer|friend|mate) (say|says|said|think|thinks)\b/;

/** "I say it is the customer", "nonsense": against one person's word. */
function isRebuttal(words: readonly Word[], at: number): boolean {
	const [word, next] = [words[at], words[at + 1]];
	if (word?.afterBreak && word.text === 'i') return /^(say|think|believe)$/.test(next?.text ?? '');
	return word?.text === 'wrong' || word?.text === 'nonsense' || word?.text === 'false';
}

const rejecting = new Set(
	'but wrong false nonsense practice reality truth honestly really however actually'.split(' '),
);

/** Where somebody takes the word against what was told before. */
function isTurn(words: readonly Word[], at: number): boolean {
	const [word, next] = [words[at], words[at + 1]];
	if (!word) return false;
	if (rejecting.has(word.text)) return true;
	if (!word.afterBreak) return false;
	if (word.text === 'no' || word.text === 'not' || word.text === 'for') return true;
	return word.text === 'i' && /^(say|think|believe|just|always|would)$/.test(next?.text ?? '');
}

/** "We used to ask the manager", "before we had to ask": no longer so. */
function endOfPast(words: readonly Word[], at: number): number {
	const few = textOf(words.slice(at, at + 4));
	const isPast =
		/^used to\b/.test(few) ||
		(words[at]?.afterBreak && /^(\w+ ){1,2}used to\b/.test(few)) ||
		(words[at]?.afterBreak &&
			/^(before|earlier|once|in the past) (i|we|you|they) (had|was|were|used)\b/.test(few));
	if (isPast) return nextTurn(words, at);
	if (!words[at]?.afterBreak || !/^(it|that|this) was\b/.test(few)) return at;
	const now = words.findIndex(
		({ text, afterBreak }, later) => later > at && afterBreak && text === 'now',
	);
	return now === -1 ? at : now;
}

function nextTurn(words: readonly Word[], at: number): number {
	const end = words.findIndex(
		({ afterBreak, text }, later) => later > at && (afterBreak || text === 'but' || text === 'now'),
	);
	return end === -1 ? words.length : end;
}

function nextStop(words: readonly Word[], at: number): number {
	const end = words.findIndex(({ afterStop }, later) => later > at && afterStop);
	return end === -1 ? words.length : end;
}

function textOf(words: readonly Word[]): string {
	return words.map(({ text }) => text).join(' ');
}
