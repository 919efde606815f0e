import { numberIn } from './numbers.ts';
import { writtenOut } from './shorthand.ts';
import type { Speller } from './spelling.ts';
import type { Word } from './words.ts';

/** What reading needs to know of a language. */
export type Reading = { readonly spell: Speller; readonly stem: (word: string) => string };

/** A word, a number with its sign of money or percent, or what ends a clause. */
const piece =
	/\p{L}[\p{L}\p{M}\d]*(?:['’`´-][\p{L}\d]+)*|[€$£]|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[%=]|[,;:.!?()\n"“”–—/]|\s-\s/gu;

const breaks = /^[,;:.!?()\n"“”–—/]$|^\s-\s$/;
const stops = /^[.!?\n]$/;
const signs: Readonly<Record<string, string>> = {
	'€': 'euros',
	$: 'dollars',
	'£': 'pounds',
	'%': 'percent',
	'=': 'is',
};

/** The words of an answer, in order, as {@link Word} says. */
export function readAnswer(answer: string, { spell, stem }: Reading): Word[] {
	return amountsInOrder(
		sentencesOf(withoutTags(answer)).flatMap(({ pieces, asked }) => {
			let afterBreak = true;
			let afterStop = true;
			return pieces.flatMap(({ typed, from }) => {
				if (breaks.test(typed)) {
					afterBreak = true;
					return [];
				}
				return spelledOut(typed).map((text): Word => {
					const mended = spell(text);
					const number = numberIn(mended.text);
					const place = { from, to: from + typed.length, afterBreak, afterStop, asked };
					afterBreak = afterStop = false;
					return { ...mended, ...place, stem: stem(mended.text), number };
				});
			});
		}),
	);
}

type Sentence = {
	readonly pieces: readonly { readonly typed: string; readonly from: number }[];
	readonly asked: boolean;
};

function sentencesOf(answer: string): Sentence[] {
	const all = [...answer.matchAll(piece)].map(({ 0: typed, index }) => ({ typed, from: index }));
	const ends = all.flatMap(({ typed }, at) => (stops.test(typed) ? [at] : []));
	return [...ends, all.length].map((end, index) => ({
		pieces: all.slice((ends[index - 1] ?? -1) + 1, end),
		asked: all[end]?.typed === '?',
	}));
}

/** HTML that was pasted along says nothing; every letter stays where it stood. */
function withoutTags(answer: string): string {
	return answer.replaceAll(/<\/?[a-z][^<>]*>/gi, (tag) => ' '.repeat(tag.length));
}

function spelledOut(typed: string): readonly string[] {
	const sign = signs[typed];
	if (sign !== undefined) return [sign];
	const plain = typed.toLowerCase().normalize('NFKC').replaceAll(/[’`´]/g, "'");
	// "30days" is two words; "follow-up" is read as two as well.
	const parts = plain.replace(/^(\d+)([a-z]{3,})$/, '$1-$2').split('-');
	return parts.flatMap((part) => (part === '' ? [] : writtenOut(part)));
}

/** "€50" is read as "50 euros". */
function amountsInOrder(words: readonly Word[]): Word[] {
	const turned = [...words];
	for (const [index, word] of words.entries()) {
		const next = words[index + 1];
		if (!next || next.number === undefined || word.to - word.from !== 1) continue;
		if (!['euros', 'dollars', 'pounds'].includes(word.text)) continue;
		turned[index] = { ...next, afterBreak: word.afterBreak, afterStop: word.afterStop };
		turned[index + 1] = { ...word, afterBreak: false, afterStop: false };
	}
	return turned;
}
