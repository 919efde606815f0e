import { type Ground, longestAnswer } from './grade-recall.ts';
import { readAnswer, type Reading } from './read-answer.ts';
import type { Note } from './recall.ts';
import { isRestricted } from './restriction.ts';
import type { Findings } from './verdict.ts';
import { isSmall, type Word } from './words.ts';

/** What is to be said of an answer beside the ideas in it. */
export function notesOn(ground: Ground, findings: Findings): Note[] {
	const { words } = ground;
	if (words.length === 0) return ['empty'];
	const { recall, policy, answer, language } = findings;
	const read = placesRead(findings, words);
	const asked = recall.stem.text.filter((part) => typeof part === 'string').join(' ');
	const unread = unreadIn(words, read, stemsIn(asked, language));
	const noted: readonly (readonly [Note, boolean])[] = [
		['the question itself', isTakenFrom(words, asked, language)],
		['a list of words', isListOfWords(words)],
		['does not know', saysUnknown(words)],
		['no sentence', words.length >= 3 && words.every(isBare)],
		['too long', answer.trim().length > longestAnswer],
		['another language', isForeign(words)],
		['a restriction that was not read', isRestricted(ground, { read, unread })],
		['what may be wrong', findings.isSuspect],
		['words that were not read', isPartlyRead(findings, unread)],
		['from the policy', isPasted(words, policy.texts ?? [], language)],
	];
	return noted.flatMap(([note, holds]) => (holds ? [note] : []));
}

function placesRead({ required, forbidden }: Findings, words: readonly Word[]): Set<number> {
	const marks = [...required, ...forbidden].flatMap(({ shownBy }) => shownBy);
	const starts = new Set(marks.map(({ from }) => from));
	return new Set(words.flatMap(({ from }, at) => (starts.has(from) ? [at] : [])));
}

/** Words with a meaning that no wording has read anywhere, and that the question did not bring along. */
function unreadIn(words: readonly Word[], read: ReadonlySet<number>, asked: ReadonlySet<string>) {
	const stems = new Set([...read].map((at) => words[at]?.stem));
	return [...words.entries()].flatMap(([at, word]) =>
		isSmall(word) || stems.has(word.stem) || asked.has(word.stem) ? [] : [at],
	);
}

function stemsIn(text: string, language: Reading): ReadonlySet<string> {
	return new Set(readAnswer(text, language).map(stemOf));
}

/** Nine in ten of its words are the text's. */
function isTakenFrom(words: readonly Word[], text: string, language: Reading): boolean {
	const taken = stemsIn(text, language);
	const own = words.filter(({ stem }) => !taken.has(stem));
	return own.length <= words.length * 0.1;
}

/** Words in a row that stand so in the policy's sentences: nobody says that many by chance. */
const pastedRow = 9;

function isPasted(words: readonly Word[], texts: readonly string[], language: Reading): boolean {
	if (words.length < pastedRow) return false;
	const rows = texts.map((text) => ` ${readAnswer(text, language).map(stemOf).join(' ')} `);
	return words.slice(pastedRow - 1).some((_, at) => {
		const row = words
			.slice(at, at + pastedRow)
			.map(stemOf)
			.join(' ');
		return rows.some((text) => text.includes(` ${row} `));
	});
}

function stemOf({ stem }: Word): string {
	return stem;
}

/** Words without a sentence from which on they are recited; with fewer, one may mean them as a headline. */
const shortestList = 6;

/** Words with nothing between them that makes a sentence, or each between commas; an amount says something by itself. */
function isListOfWords(words: readonly Word[]): boolean {
	if (words.length < 5) return false;
	const isAmount = words.some(({ number }) => number !== undefined);
	if (isAmount) return words.length >= shortestList && !words.some(isSmall) && isEachApart(words);
	if (words.length >= shortestList && words.every(isBare)) return true;
	return isEachApart(words);
}

/** A word between commas, or an amount with its unit, seven times in ten. */
function isEachApart(words: readonly Word[]): boolean {
	if (longestClause(words) >= shortestSentence) return false;
	const single = words.filter((word, at) => {
		const next = words[at + (word.number === undefined ? 1 : 2)];
		return word.afterBreak && next?.afterBreak !== false;
	});
	const clauses = words.filter(({ afterBreak }) => afterBreak).length;
	return clauses >= 5 && single.length >= clauses * 0.7;
}

/** Words: in a row without a comma they say something. */
const shortestSentence = 5;

function longestClause(words: readonly Word[]): number {
	const starts = words.flatMap(({ afterBreak }, at) => (afterBreak ? [at] : []));
	return Math.max(...starts.map((at, index) => (starts[index + 1] ?? words.length) - at));
}

function isBare(word: Word): boolean {
	return word.number === undefined && !isSmall(word);
}

function saysUnknown(words: readonly Word[]): boolean {
	const text = words.map((word) => word.text).join(' ');
	return words.length <= 12 && /\b(not|no) (know|idea|clue|sure|remember)\b|^pass\b/.test(text);
}

/** Half of its words are none of the language's, nor like any that the question is about. */
function isForeign(words: readonly Word[]): boolean {
	const strange = words.filter(({ known, number }) => !known && number === undefined);
	return strange.length >= 2 && strange.length >= words.length * 0.4;
}

/**
 * Words with a meaning that no wording has read: enough to say an idea in. With two, many wrong
 * answers are left to a person; with four, more right ones are failed.
 */
const enoughUnread = 3;

function isPartlyRead({ required }: Findings, unread: readonly number[]): boolean {
	return required.some(({ outcome }) => outcome === 'missing') && unread.length >= enoughUnread;
}
