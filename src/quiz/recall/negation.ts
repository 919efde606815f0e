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
		const end = endOfEvil(words, at);
		for (let reached = at + 1; reached < end; reached += 1) {
			if (endsClause(words, reached) || endsCondition(words, at, reached)) break;
			if (isContrast(words, at, reached)) break;
			denied[reached]?.push(at);
		}
	}
	return denied;
}

const evil = /^(surpris|disappoint|letdown|shock|gap|lie|lies|excuse|trick|nonsense|hidden)/;

/** "No nasty surprises from the first click on": what is bad is denied, and nothing after it. */
function endOfEvil(words: readonly Word[], not: number): number {
	const near = words.slice(not + 1, not + 4).findIndex(({ text }) => evil.test(text));
	return near === -1 ? words.length : not + near + 2;
}

/** Say "no" together with the word after them. */
const denyingPairs = new Set([
	'less than',
	'worse than',
	'rather than',
	'instead of',
	'opposite of',
	'far from',
]);

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
	return [next, later].some(
		(word) => word && !isNegator(word) && denyingVerbs.test(word.text) && word.text !== 'stop',
	);
}

const bad =
	/\b(not|no|never|nothing)( \w+)? (good|ok|okay|service|right|worth|count|counts|enough)\b|\b(bad|fail|fails|failed|useless|worthless)\b/;

/** "If it is not what they were promised, it is not good": says what must be. */
function isNeeded(words: readonly Word[], at: number): boolean {
	const before = words.slice(Math.max(0, at - 4), at);
	if (!before.some(({ text }) => text === 'if' || text === 'when')) return false;
	const end = words.findIndex(({ afterStop }, later) => later > at && afterStop);
	const rest = words.slice(at + 1, end === -1 ? words.length : end);
	return bad.test(rest.map(({ text }) => text).join(' '));
}

/** "Not us it is the customer", with no comma between; but not "I do not think it is". */
function isContrast(words: readonly Word[], not: number, at: number): boolean {
	const [word, next, before] = [words[at]?.text, words[at + 1]?.text, words[not - 1]?.text ?? ''];
	if (word !== 'its' && !(word === 'it' && next === 'is')) return false;
	if (/^(do|does|did|can|could|will|would|should)$/.test(before)) return false;
	return at > not + 1 && !leadsIn.has(words[at - 1]?.text ?? '');
}

const conditional = new Set(['if', 'when', 'long']);

/** "If it does not fit | the return goes as promised", with no comma between. */
function endsCondition(words: readonly Word[], not: number, at: number): boolean {
	if (!/^(the|i|we|they|you|he|she|it|my|our)$/.test(words[at]?.text ?? '')) return false;
	const before = words.slice(Math.max(0, not - 5), not);
	if (!before.some(({ text }) => conditional.has(text))) return false;
	return words.slice(not + 1, at).some((word) => !isSmall(word));
}

/** Whether a word begins a clause of its own, to which no "not" before it reaches. */
export function endsClause(words: readonly Word[], at: number): boolean {
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
