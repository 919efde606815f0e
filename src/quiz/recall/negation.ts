import { isNegator, type Word } from './words.ts';

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

/** For each word the negators, by place, that deny it: from each "not" to the end of its clause. */
export function denials(words: readonly Word[]): readonly (readonly number[])[] {
	const denied: number[][] = words.map(() => []);
	for (const at of words.keys()) {
		if (!denies(words, at)) continue;
		for (let reached = at + 1; reached < words.length; reached += 1) {
			if (endsClause(words, reached)) break;
			denied[reached]?.push(at);
		}
	}
	return denied;
}

/** A negator, or "less than", which says that something is not reached. */
function denies(words: readonly Word[], at: number): boolean {
	const [word, next] = [words[at], words[at + 1]];
	if (!word) return false;
	if (isNegator(word)) return true;
	return (word.text === 'less' || word.text === 'worse') && next?.text === 'than';
}

function endsClause(words: readonly Word[], at: number): boolean {
	const [word, before] = [words[at], words[at - 1]];
	if (!word || !before) return true;
	if (word.afterBreak || clauseWords.has(word.text)) return true;
	return subjects.has(word.text) && !leadsIn.has(before.text);
}

/**
 * Whether a wording that was found is denied: whether its last word is, by an odd number of clauses
 * that deny it. "You never have to ask" is denied once; "it is never good if they don't get it"
 * twice, and so not. In one clause a second "no" only repeats the first: "don't need no receipt".
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
	return clauses.length % 2 === 1;
}
