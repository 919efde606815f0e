import { createHmac } from 'node:crypto';
import { crockford, crockfordLetters as alphabet, typedCrockford } from '#lib/crockford.ts';

/** Five bits each: 55 in all. One more letter tells a slip of the finger from a guess. */
const letters = 11;

/**
 * The code of a person's slip, made of the form's own random key: the same form sent twice shows the
 * same sheet, though the code is kept nowhere.
 */
export function codeOf(key: string, employeeId: string): string {
	const digest = createHmac('sha256', key).update(`slip ${employeeId}`).digest();
	const code = crockford(digest.subarray(0, letters));
	return `${code}${checkLetter(code)}`;
}

/** As it is printed: `7K3M-9QXA-02TB`. */
export function codeInGroups(code: string): string {
	return code.match(/.{1,4}/g)?.join('-') ?? code;
}

/** The code that somebody typed, forgiving what is often mistaken; undefined if it cannot be one. */
export function readCode(typed: string): string | undefined {
	const code = typedCrockford(typed);
	const whole = code.length === letters + 1 && [...code].every((one) => alphabet.includes(one));
	return whole && checkLetter(code.slice(0, letters)) === code.at(-1) ? code : undefined;
}

/** Weighed by place, so that two letters that changed places are noticed too. */
function checkLetter(code: string): string {
	const values = [...code].map((letter, place) => alphabet.indexOf(letter) * (place + 1));
	return alphabet[values.reduce((sum, value) => sum + value, 0) % 31] ?? '';
}
