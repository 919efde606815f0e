import { isCommon } from './common.ts';
import { isRepeated } from './digits.ts';

/** Keys side by side, as three kinds of keyboards have them, and the alphabet. */
const rows = [
	...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm'],
	...['abcdefghijklmnopqrstuvwxyz', '01234567890', '1qaz2wsx3edc4rfv5tgb', '1q2w3e4r5t6y7u8i9o0p'],
];
const walks = rows.flatMap((row) => [row, [...row].toReversed().join('')]);

/** What is left says little, so it is looked for and taken out. */
const empty = /passwor[dt]|passw0rd|letmein|welcome|iloveyou|touchstone|contrasena|haslo|matkhau/g;

/** Letters and digits that nobody would guess at once. */
const fewestOwn = 6;

/** What makes a sentence easy to guess, `plain` being its letters and digits; undefined if nothing does. */
export function wordsProblem(plain: string): string | undefined {
	if (isCommon(plain) || isCommon(asLetters(plain))) {
		return 'Many people use this one, so it is easy to guess. Choose another.';
	}
	if (isRepeated(plain) || new Set(plain).size < 5) {
		return 'This repeats itself, so it is easy to guess. Use several words.';
	}
	if (withoutWalks(plain).length < fewestOwn) {
		return 'Keys in a row are easy to guess. Use several words.';
	}
	if (asLetters(plain).replace(empty, '').length < fewestOwn) {
		return 'This one is easy to guess. Use several words of your own.';
	}
	return undefined;
}

/** p4ssw0rd is password. */
function asLetters(plain: string): string {
	const letters: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };
	return plain.replace(/\d/g, (digit) => letters[digit] ?? digit);
}

/** Takes out every run of four or more keys that stand side by side. */
function withoutWalks(plain: string): string {
	let left = '';
	for (let place = 0; place < plain.length;) {
		const length = walkAt(plain, place);
		if (length < 4) left += plain[place];
		place += length < 4 ? 1 : length;
	}
	return left;
}

function walkAt(plain: string, from: number): number {
	let length = 1;
	const isWalk = (to: number) => walks.some((walk) => walk.includes(plain.slice(from, to)));
	while (from + length < plain.length && isWalk(from + length + 1)) length += 1;
	return length;
}
