import type { Ground, Language } from './grade-recall.ts';
import { readAnswer } from './read-answer.ts';
import type { Graded, Note, Recall } from './recall.ts';
import { isNegator, isSmall, type Word } from './words.ts';

type Findings = Pick<Graded, 'required' | 'forbidden'> & {
	readonly recall: Recall;
	readonly language: Language;
};

/** What everything that was found comes to. */
export function verdictOf(ground: Ground, findings: Findings): Graded {
	const { required, forbidden } = findings;
	const notes = notesOn(ground, findings);
	const graded = (verdict: Graded['verdict']): Graded => ({ verdict, required, forbidden, notes });
	const refusing: readonly Note[] = [
		...(['empty', 'the question itself', 'a list of words', 'does not know'] as const),
	];
	if (notes.some((note) => refusing.includes(note))) return graded('not yet');
	if (forbidden.length > 0) return graded('not yet');
	const missing = required.filter(({ outcome }) => outcome === 'missing').length;
	const denied = required.filter(({ outcome }) => outcome === 'denied').length;
	const weak = required.filter(({ outcome }) => outcome === 'weak').length;
	if (denied > 0) return graded('not yet');
	if (missing === 0) return graded(weak > 0 || notes.length > 0 ? 'unsure' : 'knows');
	// One idea is open, and there are words that nobody has read: it may be said in them.
	const isNearlyThere = missing === 1 && required.length > 1;
	return graded(isNearlyThere && notes.includes('words that were not read') ? 'unsure' : 'not yet');
}

/** Words that say "it depends": what comes after them may take the answer back. */
const restricting = new Set(['but', 'only', 'unless', 'except', 'although', 'though', 'however', 'otherwise']);

function notesOn(ground: Ground, findings: Findings): Note[] {
	const { words } = ground;
	const read = readPlaces(findings, words);
	const content = words.flatMap((word, at) => (isSmall(word) ? [] : [at]));
	const unread = content.filter((at) => !read.has(at));
	if (words.length === 0) return ['empty'];
	return [
		...(isCopied(words, findings) ? (['the question itself'] as const) : []),
		...(isListOfWords(words) ? (['a list of words'] as const) : []),
		...(saysUnknown(words) ? (['does not know'] as const) : []),
		...(isRestricted(words, unread) ? (['a restriction that was not read'] as const) : []),
		...(isPartlyRead(findings, unread) ? (['words that were not read'] as const) : []),
	];
}

function readPlaces({ required, forbidden }: Findings, words: readonly Word[]): Set<number> {
	const marks = [...required, ...forbidden].flatMap(({ shownBy }) => shownBy);
	const starts = new Set(marks.map(({ from }) => from));
	return new Set(words.flatMap(({ from }, at) => (starts.has(from) ? [at] : [])));
}

/** Nine in ten of its words are the question's. */
function isCopied(words: readonly Word[], { recall, language }: Findings): boolean {
	const asked = new Set(readAnswer(recall.stem, language).map(({ stem }) => stem));
	const own = words.filter(({ stem }) => !asked.has(stem));
	return own.length <= words.length * 0.1;
}

/** Six words and more with nothing between them that makes a sentence. */
function isListOfWords(words: readonly Word[]): boolean {
	return words.length >= 5 && words.every((word) => !isSmall(word) && word.number === undefined);
}

function saysUnknown(words: readonly Word[]): boolean {
	const text = words.map((word) => word.text).join(' ');
	return words.length <= 12 && /\b(not|no) (know|idea|clue|sure)\b|^pass\b/.test(text);
}

function isRestricted(words: readonly Word[], unread: readonly number[]): boolean {
	const turn = words.findLastIndex(({ text }) => restricting.has(text));
	const negatedTurn = turn > 0 && words[turn - 1] !== undefined && isNegatorBefore(words, turn);
	return turn >= 0 && !negatedTurn && unread.filter((at) => at > turn).length >= 2;
}

function isNegatorBefore(words: readonly Word[], at: number): boolean {
	const before = words[at - 1];
	return before !== undefined && isNegator(before);
}

/** Two words with a meaning that no wording has read, while one idea is open. */
function isPartlyRead({ required }: Findings, unread: readonly number[]): boolean {
	return required.some(({ outcome }) => outcome === 'missing') && unread.length >= 2;
}
