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
const signs: Readonly<Record<string, string>> = {
	'€': 'euros',
	$: 'dollars',
	'£': 'pounds',
	'%': 'percent',
	'=': 'is',
};

/** The words of an answer, in order, as {@link Word} says. */
export function readAnswer(answer: string, { spell, stem }: Reading): Word[] {
	const words: Word[] = [];
	let afterBreak = true;
	for (const { 0: typed, index } of withoutTags(answer).matchAll(piece)) {
		if (breaks.test(typed)) {
			afterBreak = true;
			continue;
		}
		for (const text of spelledOut(typed)) {
			const mended = spell(text);
			const place = { from: index, to: index + typed.length, afterBreak };
			words.push({ ...mended, ...place, stem: stem(mended.text), number: numberIn(mended.text) });
			afterBreak = false;
		}
	}
	return amountsInOrder(words);
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
		turned[index] = { ...next, afterBreak: word.afterBreak };
		turned[index + 1] = { ...word, afterBreak: false };
	}
	return turned;
}
